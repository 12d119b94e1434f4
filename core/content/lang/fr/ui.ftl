# Les mots dont les écrans ont besoin autour des listes.

answer-observed = Vu
    .hint = Vous l’avez vu ou entendu vous-même.
answer-told = Dit
    .hint = La personne l’a dit.
answer-reported = Rapporté
    .hint = Quelqu’un d’autre vous l’a dit.
answer-not-observed = Pas vu
    .hint = Vous avez regardé et ne l’avez pas vu. Cela ne prouve rien.
answer-not-asked = Pas demandé
    .hint = Vous n’avez ni regardé ni demandé. Toujours une bonne réponse.

age = Quel âge ?
    .hint = Vous n’avez pas besoin de demander. En cas de doute, choisissez « a peut-être moins de 18 ans ».
age-ask = La personne pourrait-elle avoir moins de 18 ans ?
age-adult = 18 ans ou plus
age-child = Moins de 18 ans
age-may-be-child = A peut-être moins de 18 ans
age-unknown = Pas connu

offer-open = Ouverte
offer-offered = À ouvrir de préférence
offer-available = Peut être ouverte

consent = Êtes-vous d’accord ?
    .hint = Lisez chaque question à voix haute. Seul un oui clair est un oui. L’aide n’en dépend pas.
consent-before = Avant de demander : seules les personnes de notre bureau qui organisent l’aide lisent ce que j’écris ; { $days ->
    [0] elles décident combien de temps le garder, et vous pouvez le demander
    [one] elles le gardent { $days } jour
   *[other] elles le gardent { $days } jours
} ; et quelqu’un pourrait remarquer que nous avons parlé, alors dites-moi si c’est dangereux pour vous.
consent-any-help = de l’aide
consent-services = Est-ce que je peux noter ce dont vous avez besoin, sans votre nom, pour que nous cherchions de l’aide ?
consent-referral = Est-ce que je peux dire à ce service ({ $service }) ce dont vous avez besoin ({ $needs }), et comment vous joindre ? Je ne lui dis rien d’autre.
consent-statistics = Est-ce que nous pouvons vous compter dans un total ? Personne ne peut voir que c’est vous.
consent-accountability = Est-ce que l’on peut dire ce qui s’est passé à des enquêteurs ou à un tribunal ? Ils peuvent s’en servir contre les responsables. Vous pouvez dire non, et décider plus tard.
consent-refused = Pas de problème. Vous avez droit à l’aide de toute façon. Voici où la trouver.
consent-withdrawn = C’est bien. Vous avez retiré votre accord. Nous ne transmettons plus rien. Ce qui est déjà parti ne peut pas toujours être rappelé.

code = Votre code : { $code }
    .hint = Il vous représente. Personne n’a besoin de votre nom.

state-draft = Pas terminé
state-sealed = Terminé et scellé, attend un chemin vers le bureau
state-in-transit = En route
state-delivered = Remis, pas encore au bureau
state-received = Au bureau
state-purged = Au bureau et effacé de ce téléphone
state-quarantined = N’a pas pu être envoyé ; demandez à votre bureau
ask-allegation = Ceci contient quelque chose contre notre propre personnel, que le bureau ordinaire ne doit pas lire. L’envoyer au seul destinataire confidentiel, et continuer sans cela ?
ask-back = un retour
ask-begin = En commencer une nouvelle
ask-choose = Un numéro ; rien : ce qui porte *
ask-choose-several = Des numéros séparés par des espaces
ask-day = Un jour, comme 2026-01-31
ask-day-time = Un jour et une heure, comme 2026-01-31T14:30
ask-decimal = Un nombre, comme 2.5
ask-enough = Cela suffit ; continuer
ask-file = Le nom d’un fichier
ask-go-on = Entrée : continuer
ask-kept = Gardé, scellé, comme brouillon. La même commande le reprend.
ask-leave = quitter ; ce qui a été répondu est gardé
ask-next-part = à la partie suivante
ask-no-keep = Non, garder comme brouillon
ask-no-service = Aucun service n’est connu ici. Pourquoi examiner quand même la situation de la personne ?
ask-not-a-choice = Ce choix n’existe pas ici. Essayez encore.
ask-note = Ce qui ne pouvait pas être dit autrement. Pas de noms. Peut rester vide.
ask-nothing-kept = Rien n’a été répondu, rien n’est gardé.
ask-number = Un nombre entier
ask-order = Des numéros dans l’ordre voulu, séparés par des espaces
ask-place = Latitude et longitude en degrés, comme 12.34 -1.5
ask-places = Des points séparés par ;, chacun comme 12.34 -1.5
ask-ready = Terminer et sceller pour le bureau ?
ask-sections = Quelle partie maintenant ?
ask-site = Le code du lieu. Peut rester vide.
ask-tick = 1 : oui
ask-time = Une heure, comme 14:30
ask-too-long = C’est trop long. Dites-le en moins de mots.
ask-turns = Combien de fois ?
ask-unfinished = Il y a quelque chose d’inachevé
ask-which = De quoi s’agit-il ?
ask-words = Des mots ; rien : laisser tel quel
ask-yes = Oui
question-constraint = Ce formulaire n’accepte pas cette réponse.
question-missing = Il faut répondre à ceci.
question-no-positions = Votre bureau ne demande aucune position. Laissez ceci vide.
question-not-a-choice = Ce choix n’est pas possible maintenant.
question-out-of-range = C’est en dehors des limites.
question-too-long = Ce qui est calculé ici est trop long.
question-wrong-kind = Ce n’est pas une réponse du genre demandé.
service-fact-asks-papers = Demande des papiers
service-fact-asks-police-report = Demande d’abord une plainte à la police
service-fact-example = EXEMPLE SEULEMENT : ce lieu n’existe pas
service-fact-fee = Payant
service-fact-full = Complet en ce moment
service-fact-hotline = Un numéro à appeler
service-fact-mobile = Viennent sur place
service-fact-never-verified = Personne n’a dit quand cela a été vérifié
service-fact-no-directory = Ce paquet n’a pas d’annuaire de services : demandez à votre bureau
service-fact-none = Aucun service actif de l’annuaire ne répond à cela.
service-fact-serves = Pour : { $serves }
service-fact-spoken = Langues : { $languages }
service-fact-state = Tenu par un État
service-fact-transport = Viennent chercher les gens
service-fact-verified = Vérifié le { $day }
serves-children = enfants
serves-disability = personnes handicapées
serves-lgbtiq = personnes LGBTIQ+
serves-men = hommes
serves-women = femmes
service-found-changed = Il a déménagé ou changé
service-found-closed = Il est fermé
service-found-conditions = Il demande de l’argent, des papiers ou une plainte à la police
service-found-confirmed = Il est comme dans l’annuaire
service-found-full = Il est complet
service-found-new = Il y en a un nouveau
service-found-unsafe = Il n’est pas sûr

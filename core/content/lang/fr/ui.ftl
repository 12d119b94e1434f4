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
    .hint = Vous n’avez pas besoin de demander. Si vous n’êtes pas sûr, choisissez « a peut-être moins de 18 ans ».
age-adult = 18 ans ou plus
age-child = Moins de 18 ans
age-may-be-child = A peut-être moins de 18 ans
age-unknown = Pas connu

offer-open = Ouverte
offer-offered = À ouvrir de préférence
offer-available = Peut être ouverte

consent = Êtes-vous d’accord ?
    .hint = Lisez chaque question à voix haute. Seul un oui clair est un oui. L’aide n’en dépend pas.
consent-services = Est-ce que je peux noter ce dont vous avez besoin, pour que vous receviez de l’aide ?
consent-referral = Est-ce que je peux parler de vous à ce service, pour qu’il puisse aider ? Je lui dis seulement ce qu’il lui faut.
consent-statistics = Est-ce que l’on peut compter ce qui vous est arrivé, sans rien qui montre qui vous êtes ?
consent-accountability = Est-ce que l’on peut le transmettre à ceux qui peuvent demander des comptes aux responsables ?
consent-refused = Pas de problème. Vous recevez de l’aide quand même. Voici où la trouver.
consent-withdrawn = Vous avez changé d’avis. À partir de maintenant, plus rien n’est transmis.

code = Votre code : { $code }
    .hint = Il vous représente. Personne n’a besoin de votre nom.

state-draft = Pas terminé
state-sealed = Terminé et scellé, attend un chemin vers le bureau
state-in-transit = En route
state-delivered = Remis, pas encore au bureau
state-received = Au bureau
state-purged = Au bureau et effacé de ce téléphone
state-quarantined = N’a pas pu être envoyé ; demandez à votre bureau

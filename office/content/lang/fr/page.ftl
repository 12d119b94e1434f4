# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = Poste
desk-confidential = Poste du destinataire confidentiel
skip = Aller au contenu
languages = Langue
untested = Ces mots ont été traduits par une machine. Personne dont c’est la langue ne les a encore lus.

unlock-title = Déverrouiller le poste
unlock-passphrase = Phrase secrète
unlock-go = Déverrouiller
unlock-wrong = Ce n’est pas la phrase secrète.
unlock-in-use = Un autre programme a ouvert ce poste. Fermez ce programme, puis réessayez.
unlock-failed = Le poste ne s’est pas ouvert. Vérifiez-le dans un terminal avec : pocketcard-office verify
locked-title = Le poste est verrouillé
locked-explain = Ce qui a été tapé sans être gardé est perdu. Ce qui a été gardé est dans son dossier.
lock = Verrouiller
closes = Si personne ne s’en sert, le poste se verrouille à cette heure : { $time } UTC.
alone-here = Toute personne devant cet ordinateur peut lire l’écran. Verrouillez avant de partir.

nav = Parties du poste
today = Aujourd’hui
phones = Téléphones
services = Services
figures = Chiffres
this-desk = Ce poste

refused-title = Pas permis
refused = Cette demande ne vient pas de la page du poste lui-même. Ouvrez l’adresse que le programme a affichée.
missing-title = Pas ici
missing = Cette page ou ce dossier n’existe pas.
busy-title = Un instant
busy = Une collecte est en cours. Cette page arrive toute seule.
failed-title = Cela n’a pas marché
failed = Rien n’a changé. Vérifiez le poste dans un terminal avec : pocketcard-office verify

wait-none = Personne n’attend de réponse.
wait-some = { $count ->
    [one] { $count } dossier attend une réponse, depuis { $longest }.
   *[other] { $count } dossiers attendent une réponse, le plus ancien depuis { $longest }.
}
withdrawn-some = { $count ->
    [one] Dans { $count } dossier, un accord a été retiré, et personne n’a regardé depuis.
   *[other] Dans { $count } dossiers, un accord a été retiré, et personne n’a regardé depuis.
}
silent-some = { $count ->
    [one] { $count } téléphone n’a pas donné de nouvelles depuis une semaine.
   *[other] { $count } téléphones n’ont pas donné de nouvelles depuis une semaine.
}
next-case = Ouvrir le premier dossier
waiting = Qui attend
not-waiting = Personne n’attend dans ceux-ci
not-waiting-explain = Réponse donnée, dossier fermé, ou rien de remarqué.
nothing-filed = Rien n’est encore classé. Collectez ce que les téléphones ont envoyé.
alike-some = { $count ->
    [one] { $count } autre observation dit la même chose que d’autres ici. Choisissez un lieu, un téléphone ou un état pour la voir.
   *[other] { $count } autres observations disent la même chose que d’autres ici. Choisissez un lieu, un téléphone ou un état pour les voir.
}
more-cases = Dossiers suivants
fewer-cases = Dossiers précédents
filter-site = Lieu
filter-phone = Téléphone
filter-state = État
filter-code = Code
filter-all = Tous
filter-go = Montrer
filtered = { $count ->
    [one] { $count } dossier correspond.
   *[other] { $count } dossiers correspondent.
}

collect = Collecter maintenant
collected = { $filed ->
    [0] Rien de nouveau.
    [one] { $filed } nouvelle fiche.
   *[other] { $filed } nouvelles fiches.
}
collect-waiting = { $count ->
    [one] { $count } téléphone attend que ses mots soient comparés.
   *[other] { $count } téléphones attendent que leurs mots soient comparés.
}
collect-aside = { $count ->
    [one] { $count } colis n’a pas pu être classé et reste à part.
   *[other] { $count } colis n’ont pas pu être classés et restent à part.
}
collect-duress = De { $phone }, sous la contrainte : on a forcé son propriétaire à l’ouvrir, et ce qu’il contenait a disparu. Ne montrez pas que vous le savez.
collect-alarm = Deux téléphones ont répondu à une même invitation. Quelqu’un en a une copie. Regardez cela maintenant.
collect-full = Le disque est plein. Ce qui est arrivé attend qu’il y ait de la place.
collect-failed = La boîte du réseau est hors d’atteinte. Rien n’est perdu ; collectez encore une fois.
collect-no-hub = Ce bureau n’a pas de boîte sur le réseau. Les fichiers portés s’ouvrent dans un terminal : pocketcard-office collect --bundle FILE

state-withdrawn = Accord retiré
state-refer-now = Proposer une orientation maintenant
state-agreed = D’accord pour une orientation
state-refer = Proposer une orientation
state-enquire = Chercher à en savoir plus
state-answered = Réponse donnée
state-no-flag = Rien de remarqué
state-closed = Fermé
state-phone = Un téléphone s’est présenté
age-minutes = { $count ->
    [0] moins d’une minute
    [one] { $count } minute
   *[other] { $count } minutes
}
age-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
age-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
new = Nouveau
no-code = Pas de code
column-state = État
column-code = Code
column-place = Lieu
column-phone = Téléphone
column-since = Attend depuis
column-also = Aussi
corrections = { $count ->
    [one] { $count } correction
   *[other] { $count } corrections
}

case-of = Dossier { $code }
why = Pourquoi il est placé ici
signs = Les signes, et d’où vient chacun
why-withdrawn = La personne a retiré un accord. Ne transmettez rien de cette orientation, et prévenez toutes les personnes informées.
why-agreed = La personne est d’accord pour qu’un service soit informé.
why-declined = La personne a dit non à une orientation : rien n’est transmis.
why-danger = Personne n’a donné d’accord : la personne ne pouvait pas répondre et une vie était en danger.
why-form = C’est un formulaire de questions. Personne ne l’a évalué : lisez-le.
why-unreadable = Une fiche de ce dossier est endommagée. Vérifiez le poste.
why-again = Le téléphone a affiché « { $said } ». Avec les mêmes réponses, ce poste arrive à « { $again } ». Fiez-vous aux réponses.
why-clock = L’horloge du téléphone était fausse : ses heures ne disent rien.
why-duress = Envoyé par un téléphone sous la contrainte : on a forcé son propriétaire à l’ouvrir. Cela peut être vrai ; ne répondez rien qui puisse lui nuire.
why-revoked = Cela est arrivé alors que ce téléphone n’était plus accepté : vérifiez-le.

consent-title = Ce que la personne a accepté
consent-purpose = Dans quel but
consent-said = Dit
consent-yes = Oui
consent-no = Non
consent-withdrawn = Retiré
consent-none = Personne n’a encore demandé d’accord : rien ne peut être transmis.
purpose-services = Aide du bureau et de ses partenaires
purpose-referral = Un service est informé
purpose-statistics = Compter dans un total
purpose-accountability = Usage dans une enquête ou un tribunal
basis-own = La personne est d’accord.
basis-caregiver-and-child = Un proche responsable est d’accord, et l’enfant aussi.
basis-best-interests = L’intérêt supérieur de l’enfant a décidé, parce que : { $reason }
basis-life-in-danger = Une vie était en danger, parce que : { $reason }
how-spoken = Demandé à voix haute, sans intermédiaire.
how-interpreted = Demandé avec un interprète.
how-written = Lu et signé ou marqué.
how-heard = Entendu d’un enregistrement.

service-note = Ce que l’on peut dire au service
service-note-only = Ceci et rien de plus.
service-note-none = Rien ne peut être dit à un service.
note-service = Service
note-code = Code que la personne dira
note-needs = Ce qui est nécessaire
note-language = Langue
note-word = Note
none = rien

record-screening = Observation
record-referral = Orientation
record-amendment = Correction
record-withdrawal = Accord retiré
record-service-report = Nouvelles d’un service
record-enrolment = Un téléphone s’est présenté
record-damaged = Cette fiche est endommagée.
made = Terminée : { $time } UTC, selon l’horloge du téléphone.
filed = Classée ici : { $time } UTC, numéro { $number } dans le journal de { $phone }.
filed-unnamed = Classée ici : { $time } UTC, numéro { $number } dans son journal.
checked = Sa signature et sa place dans le journal ont été vérifiées à l’ouverture.
answers-given = Ce qui a été répondu
corrected = Corrigé : { $answer }
unknown-indicator = Un signe que les listes d’ici ne connaissent pas
note = Note
without-service = Fait bien qu’aucun service n’y soit connu, parce que
attachment = Pièce jointe { $number }
attachment-waits = Elle n’est pas encore arrivée.
attachment-elsewhere = Du genre { $kind } : sortez-la dans un terminal avec pocketcard-office show --attachments
takes-back = Retire l’accord pour l’orientation.
never-sent = L’orientation n’a jamais quitté le téléphone.

answered-title = Réponses
answered-at = Réponse donnée : { $time } UTC
answer-at-hub = La boîte du réseau l’a pour le téléphone.
answer-goes = Elle part avec la prochaine collecte.
answer-title = Réponse
answer-text = Ce que l’on dit au téléphone
answer-hint = Qui tient le téléphone la lit. Pas de noms, rien que la personne n’ait accepté.
answer-begin = Commencer par
begin-told = Un service est informé
begin-told-text = Le service est informé et attend la personne, qui dira le code { $code }.
begin-call = Appelez, s’il vous plaît
begin-call-text = S’il vous plaît, appelez le bureau avant d’en faire plus pour { $code }.
begin-again = Regarder encore
begin-again-text = Pour { $code } : s’il vous plaît, revoyez la personne, là où c’est sûr, et demandez seulement comment elle va et de quoi elle a besoin.
begin-no-place = Pas de place aujourd’hui
begin-no-place-text = Pour { $code } : aucun service n’a de place aujourd’hui. Nous réessayons demain. D’ici là, laissez la carte de contact.
begin-read = Lu, rien de plus
begin-read-text = Merci. Nous avons lu { $code }. Vous n’avez rien de plus à faire.
answer-send = Envoyer
answer-keep = Garder pour plus tard
answer-kept = Gardée, scellée, dans ce dossier.
answer-sent = C’est fait. Elle part avec la prochaine collecte.
answer-empty = Écrivez d’abord une réponse, de 4 000 lettres au plus.
answer-nobody = Dans ce dossier, on ne peut répondre à personne.
answer-no-way = La personne qui envoie un signalement confidentiel reçoit une confirmation, mais on ne peut pas lui écrire.
hand = Un service a été informé
hand-explain = Notez-le, pour que personne n’informe le service une seconde fois.
close-case = Fermer le dossier
close-explain = Ce qui y arrive plus tard le rouvre.
noted = Noté.
case-closed = Fermé. Ce qui y arrive plus tard le rouvre.
back-today = Retour à Aujourd’hui

phone-label = Nom
phone-heard = Dernières nouvelles
phone-records = Fiches
phone-missing = Pas arrivées
phone-pack = Listes
phone-state = État
phone-revoked = N’est plus accepté
phone-good = En ordre
phone-forks = Son journal a été continué deux fois
phone-broken = Son journal ne se tient pas
phone-rivals = Deux téléphones ont répondu à son invitation
phone-put-off = A épuisé sa part du jour : des pièces jointes attendent
phone-silent = Pas de nouvelles depuis une semaine
no-phones = Aucun téléphone n’est encore inscrit.

services-explain = Le répertoire du paquet en vigueur, tel que les téléphones le montrent.
services-none = Le paquet en vigueur n’a pas de répertoire.
service-inactive = Ne reçoit personne en ce moment
service-needs = Aide pour
service-card = Ce que l’on dit à la personne
service-facts = À savoir avant

figures-explain = Pour ce poste seul. Rien de ceci n’est publié.
figure-waiting = Dossiers qui attendent, selon la durée
figure-heard = Téléphones, selon leurs dernières nouvelles
figure-group = Groupe
figure-number = Nombre
figure-sites = Rapports par site et par semaine (semaine à partir du lundi)
figure-indicators = Signes vus ou rapportés, par semaine
figure-delivery = Heures entre la fin d’un enregistrement et son classement, par semaine
figure-doubtful = Enregistrements de téléphones à l’horloge douteuse, par semaine
figure-site = Site
figure-indicator = Signe
figure-other = Autres
figure-half = la moitié en
figure-nine-of-ten = neuf sur dix en
figure-records = enregistrements
under-hours-4 = Moins de 4 heures
under-hours-24 = De 4 à 24 heures
under-days-3 = De 1 à 3 jours
over-days-3 = Plus de 3 jours
today-heard = Aujourd’hui
under-days-7 = De 1 à 7 jours
over-days-7 = Plus de 7 jours

desk-keys = Mots pour les clés de ce poste
desk-hub = Boîte du réseau
desk-no-hub = aucune
desk-pack = Paquet en vigueur
desk-pack-none = Aucun n’a été publié : les téléphones ont les listes fournies avec l’application.
desk-pack-version = { $name }, version { $version }
check = Tout vérifier
check-good = { $records ->
    [one] { $records } fiche a été vérifiée. Tout est comme il faut.
   *[other] { $records } fiches ont été vérifiées. Tout est comme il faut.
}
check-bad = Quelque chose n’est pas comme il faut. Rien n’a été supprimé. Regardez cela dans un terminal : pocketcard-office verify
check-problems = { $count ->
    [one] { $count } chose n’est pas comme il faut.
   *[other] { $count } choses ne sont pas comme il faut.
}

log = Journal
log-explain = Chaque ligne contient l’empreinte de la précédente. La vérification nomme une ligne qui manque ou qui a été changée.
log-time = Heure (UTC)
log-who = Utilisateur
log-act = Ce qui a été fait
log-record = Dossier
log-last = Les lignes les plus récentes sont ici ; pocketcard-office log les donne toutes.
act-unlocked = Poste déverrouillé
act-refused = Phrases secrètes fausses
act-unlogged = Non noté, faute de place
act-viewed = Consulté
act-attachment-written = Pièce jointe montrée ou écrite
act-answered = Répondu
act-handed = Un service a été informé
act-closed = Clos
act-requested = Demandé à une deuxième personne
act-approved = Approuvé
act-deleted = Supprimé
act-kept = Gardé pour un tribunal
act-no-longer-kept = N’est plus gardé pour un tribunal
act-exported = Exporté avec ses clés
act-released = Chiffres publiés
act-analyst-added = Analyste ajouté
act-analyst-removed = Analyste retiré
act-passed-on = Transmis, au format HTCDS ou à la CTDC
act-published = Paquet publié
act-revoked = Téléphone révoqué
act-phone-recovered = Nouveaux mots de secours pour un téléphone
act-user-added = Utilisateur ajouté
act-user-removed = Utilisateur retiré
act-user-renamed = Utilisateur renommé
act-passphrase-changed = Phrase secrète changée
act-words-made = Mots de secours créés
act-backed-up = Poste copié pour les gardiens
act-restored = Poste remis depuis une copie
act-token-renewed = Nouveau jeton pour la boîte du réseau
act-retention-set = Mois de conservation des dossiers clos (0 : sans fin)
desk-user = Vous
role-administrator = administration
role-focal-point = point focal
alone = Une seule personne utilise ce poste. Ce qui demande ailleurs deux personnes, elle le fait seule, et le journal le dit.
requests = Ce qui attend une deuxième personne
request-export = Export d’un dossier entier avec ses clés
request-deletion = Suppression d’un dossier
request-release = Publication de chiffres
request-htcds = Dossier transmis à un service, au format HTCDS
request-ctdc = Lignes transmises à la CTDC
request-by = { $name } le demande, parce que : { $reason }
approve = Approuver
approved = Approuvé. La personne qui l’a demandé peut le faire pendant 48 heures.
approve-another = Une autre personne que celle qui l’a demandé l’approuve.

invite-label = Nom du nouveau téléphone
invite-hint = Le nom d’une équipe ou d’une tâche, et non d’une personne.
invite-go = Créer une invitation
invitation = L’invitation
invitation-hint = Elle n’est montrée que cette fois. Copiez-la et remettez-la en personne : quiconque la détient peut inscrire un téléphone, une fois.
phone-comes = Un téléphone arrive
words-read = Lisez ces mots à la personne qui a le téléphone, de vive voix :
accept-phone = Téléphone
accept-words = Les six mots qu’il montre
accept-hint = Entendez-les de la personne elle-même, et non par la voie qui a porté l’invitation.
accept-go = L’admettre
phone-accepted = Noté. Le téléphone qui montre ces mots est inscrit, maintenant ou quand sa réponse arrive.
phone-other-words = Un téléphone avec d’autres mots a répondu à cette invitation. Demandez encore ce que montre le téléphone. Si c’est la même chose, quelqu’un a une copie de l’invitation.
phone-goes = Un téléphone est perdu ou volé
revoke-explain = Rien de ce qu’il enregistre désormais n’est pris, et il ne reçoit plus de nouvelles listes. Ce qu’il a enregistré avant arrive encore.
revoke-phone = Téléphone
revoke-go = Le révoquer
phone-was-revoked = Révoqué. Les autres reçoivent une nouvelle clé.
failed-phone = Cela n’a pas marché. Rien n’a été changé.

two-people = Ce qui demande deux personnes
two-people-explain = Un autre utilisateur approuve dans les 48 heures, avec sa propre phrase secrète. N’écrivez aucun nom dans le motif : il reste.
request-reason = Motif
ask-export = Demander l’exportation de ce dossier
ask-delete = Demander la suppression de ce dossier
ask-delete-closed = Un dossier se supprime une fois clos.
requested = Demandé. La suite est sous « Ce poste » : un autre utilisateur y approuve, dans les 48 heures.
reason-needed = Rien n’a été demandé : dites pourquoi, en 1 à 4 000 lettres.
not-closed = Fermez d’abord le dossier.
kept-for-court = Ce dossier est gardé pour un tribunal : rien ne le supprime.
requests-approved = Ce que vous pouvez faire maintenant, dans les 48 heures
delete-now = Supprimer définitivement
export-how = Les fichiers pour un tribunal s’écrivent dans un terminal :
release-how = Les chiffres se publient dans un terminal, avec la commande qui les a demandés :
deleted = { $count ->
    [one] Un enregistrement est supprimé. Les copies de ce poste faites avant le gardent.
   *[other] { $count } enregistrements sont supprimés. Les copies de ce poste faites avant les gardent.
}

due = Dossiers clos arrivés à échéance
due-explain = Rien ne se supprime tout seul. Ouvrez un dossier pour demander sa suppression, ou gardez-le pour un tribunal.
due-line = clos le { $closed }, échéance { $due } (UTC)
retention = Dossiers clos
retention-months = { $count ->
    [one] gardés un mois
   *[other] gardés { $count } mois
}
retention-none = gardés sans fin
pack-waits = La version { $version } attend : signée par { $signed } clés sur { $needed }

services-planned = Changements prévus
services-planned-explain = Les téléphones ne les connaissent pas encore. Écrivez-les dans l’overlay de votre paquet avec un terminal, puis construisez, signez et publiez-le :
services-kept = Gardé, scellé. Les téléphones l’apprennent avec le prochain paquet.
services-dropped = Les changements prévus sont abandonnés.
services-drop = Abandonner ces changements
services-planned-wrong = Ce qui était prévu ne va plus avec le paquet en vigueur : rouvrez chaque service.
service-change = Modifier
service-add = Ajouter un service
service-id = Nom court pour les programmes
service-id-explain = Minuscules, chiffres et traits d’union, par exemple clinique-nord. Il ne change plus ensuite.
service-name = Nom
service-contact = Comment le joindre
service-contact-explain = La ligne de la carte : une adresse ou un numéro.
service-hours = Horaires
service-active = Il accueille des personnes maintenant
service-kind = C’est
kind-place = Un lieu où aller
kind-hotline = Un numéro à appeler
kind-mobile = Des personnes qui viennent
service-serves = Qui il accueille (rien de coché : tout le monde)
service-languages = Langues parlées sur place
service-languages-explain = Codes séparés par des virgules, par exemple en, fr, ar.
service-area = Zone (vide : partout)
service-verified = Vérifié le
service-verified-explain = Année, mois et jour, par exemple 2026-01-31.
service-keep = Garder
service-remove = Retirer du répertoire
service-id-taken = Un autre service porte ce nom court ; choisissez-en un autre.
service-text-wrong = Il faut un nom, un moyen de le joindre et des horaires : 1 à 400 lettres par ligne, sans accolades ni barres obliques inverses.
service-wrong = Quelque chose ne va pas : le nom court, le jour ou une langue. Il doit aussi aider à quelque chose.
back-services = Retour aux services

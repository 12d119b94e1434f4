# Les éléments de la définition, les formes d’exploitation et les besoins.

## Ce qui a été fait

act-recruitment = Quelqu’un a convaincu la personne ou l’a recrutée
    .hint = Par une offre, une annonce, une conversation en ligne, un ami, une razzia. Dans un seul pays, cela compte aussi.
act-transportation = Quelqu’un a déplacé la personne d’un endroit à un autre
    .hint = Il n’est pas nécessaire de passer une frontière.
act-transfer = Quelqu’un a remis la personne à quelqu’un d’autre
    .hint = Donnée, vendue, prêtée ou cédée à quelqu’un d’autre.
act-harbouring = Quelqu’un garde ou cache la personne quelque part
    .hint = Une maison, un camp, un lieu de travail, une chambre.
act-receipt = Quelqu’un a reçu la personne des mains d’un autre
    .hint = Il l’a attendue, achetée ou on la lui a donnée.

## Comment

means-threat = On a menacé la personne
    .hint = De lui faire du mal, à elle ou à sa famille, ou d’appeler la police.
means-force = On a utilisé la force contre la personne
    .hint = Coups, liens, viol, armes, drogues.
means-coercion = On a pressé ou contrôlé la personne au point qu’elle ne voyait pas d’autre issue
    .hint = Papiers ou paie retenus, dettes, surveillance, honte.
means-abduction = On a emmené la personne contre sa volonté
    .hint = Enlevée, saisie, ou pas ramenée.
means-fraud = On a trompé la personne avec de faux papiers ou de faux contrats
    .hint = Un papier signé qui était en fait autre chose.
means-deception = On a menti à la personne
    .hint = Sur le travail, la paie, le mariage, l’école, le lieu.
means-abuse-of-power = Quelqu’un s’est servi de son pouvoir sur la personne
    .hint = Un parent, un employeur, un enseignant, un agent de l’État, un commandant, un chef religieux.
means-abuse-of-vulnerability = Quelqu’un a profité de ce que la personne n’avait pas d’autre choix
    .hint = Pauvreté, fuite, pas de papiers, jeunesse, maladie, handicap, solitude.
means-payment = Quelqu’un qui décide pour la personne a reçu de l’argent ou autre chose en échange
    .hint = On a payé un parent, un mari, un tuteur ou un commandant.

## Dans quel but

purpose-prostitution = D’autres gagnent, ou veulent gagner, à vendre la personne pour des actes sexuels
    .hint = Cochez aussi si c’est prévu et n’a pas encore eu lieu.
purpose-sexual-exploitation = La personne est, ou doit être, exploitée sexuellement d’une autre façon
    .hint = Images, spectacles, en ligne, passée de l’un à l’autre.
purpose-forced-labour = On force la personne, ou on veut la forcer, à travailler ou à servir
    .hint = Tout travail, légal ou non, qu’elle ne peut pas refuser.
purpose-slavery = On traite la personne comme si elle appartenait à quelqu’un
    .hint = Achetée, vendue, donnée, héritée ; quelqu’un décide de son nom, de sa croyance ou de son partenaire.
purpose-similar-to-slavery = On tient la personne dans un état proche de l’esclavage
    .hint = Quand vous ne savez pas lequel des autres convient.
purpose-servitude = La personne doit servir quelqu’un et ne voit aucun moyen d’y changer quelque chose
    .hint = Dans une maison, un camp ou une entreprise.
purpose-organ-removal = On prend, ou on veut prendre, des organes à la personne
    .hint = Pour des combattants blessés, ou pour les vendre.
purpose-sexual-slavery = Une personne ou un groupe garde la personne à des fins sexuelles
    .hint = C’est souvent le cas des « épouses » de combattants.
purpose-forced-marriage = On marie la personne, ou on veut la marier, sans son libre accord
    .hint = Même pour peu de temps, et même si la famille était d’accord. Aussi des garçons et des hommes.
purpose-domestic-servitude = On garde la personne, ou on veut la garder, comme domestique dans une maison
    .hint = Aussi chez des proches ou dans la famille d’un mari.
purpose-debt-bondage = La personne doit payer par son travail une dette sans fin ou aux conditions peu claires
    .hint = Souvent pour le voyage, l’emploi ou le logement.
purpose-child-labour = On fait faire à un enfant un travail qui nuit à sa santé, à sa sécurité, à sa moralité ou à son école
    .hint = Mines, décombres, déchets, rues, nuits. Aider à la maison après l’école n’est pas visé.
purpose-child-sale = On donne un enfant à d’autres, contre de l’argent ou autre chose, pour qu’ils l’utilisent
    .hint = On parle aussi d’accueil, d’adoption ou d’apprentissage.
purpose-armed-group = Des forces armées ou un groupe armé utilisent la personne, ou veulent l’utiliser
    .hint = Combattre, porter, cuisiner, espionner, guetter, ou servir de bouclier.
purpose-terrorism = On utilise la personne, ou on veut l’utiliser, pour commettre ou soutenir des actes terroristes
    .hint = Porter des explosifs, les poser, filmer, recruter d’autres gens.
purpose-forced-crime = On force la personne, ou on veut la forcer, à commettre des délits
    .hint = Vol, drogue, passage de migrants, fraude sur internet.
purpose-begging = On fait mendier la personne pour d’autres, ou on veut le faire
    .hint = Quelqu’un d’autre prend l’argent.
purpose-other = La personne est, ou doit être, exploitée d’une autre façon
    .hint = La liste est ouverte : toute exploitation compte.

## Formes d’exploitation

form-sexual = Exploitation sexuelle
form-labour = Exploitation au travail
form-domestic = Servitude dans une maison
form-slavery = Esclavage et ce qui en est proche
form-marriage = Mariage forcé
form-armed-group = Utilisation par des forces armées ou des groupes armés
form-crime = Délits commis sous la contrainte
form-begging = Mendicité forcée
form-organs = Prélèvement d’organes
form-child-sale = Vente d’enfants
form-other = Une autre forme d’exploitation

## Besoins qui ne peuvent pas attendre

urgent-medical = La personne a besoin de soins dans les heures qui viennent
    .hint = Blessure, saignement, fièvre, grossesse, viol dans les derniers jours, empoisonnement, état de manque.
urgent-security = La personne est en danger maintenant
    .hint = Quelqu’un peut lui faire du mal aujourd’hui. La mettre à l’abri passe avant tout.
urgent-shelter = La personne n’a pas d’endroit sûr pour dormir cette nuit
    .hint = Là où elle loge, c’est peut-être là qu’on l’exploite.
urgent-food = Il manque à la personne de la nourriture, de l’eau ou des vêtements
    .hint = Aidez d’abord à cela ; jamais en échange de réponses.
urgent-psychosocial = La personne est en grande détresse
    .hint = Elle tremble, reste figée, ne répond pas, parle de mourir. Ne la laissez pas seule.
urgent-unaccompanied-child = Un enfant est ici sans parents ni adulte responsable
    .hint = Restez avec l’enfant. Appelez la protection de l’enfance. Ne le confiez pas à un adulte qui le « connaît ».
urgent-detained = La personne est retenue par la police, l’armée, une prison ou un poste frontière, ou va l’être
    .hint = Vous pouvez dire : cette personne a peut-être besoin de protection ; attendez, s’il vous plaît, l’arrivée d’un spécialiste.
urgent-return = La personne doit être renvoyée, ou remise à quelqu’un, aujourd’hui ou bientôt
    .hint = Au-delà d’une frontière, à un groupe armé, à une famille ou un employeur qu’elle craint. Personne ne doit être renvoyé vers un danger.

## Aide

assist-housing = Un lieu de vie sûr
assist-counselling = Conseils et informations dans sa langue
assist-legal-information = Informations sur ses droits
assist-medical = Soins médicaux
assist-psychological = Soins psychologiques
assist-material = Nourriture, vêtements, argent pour les besoins
assist-employment = Aide pour trouver un travail
assist-education-training = École et formation
assist-international-protection = Asile et autre protection internationale
assist-child-protection = Protection de l’enfance et recherche de la famille

# Un lieu, sans aucune personne.

## Ce qui rend les gens d’ici faciles à exploiter

site-risk-displacement = Beaucoup de gens ont fui vers ici ou d’ici
    .hint = Camps, colonnes sur la route, maisons trop pleines.
site-risk-separated-children = Beaucoup d’enfants sont sans leurs parents
    .hint = Qui s’occupe d’eux, et qui les compte ?
site-risk-no-income = Les gens n’ont ni travail ni revenu
    .hint = Et doivent trouver de l’argent d’une façon ou d’une autre.
site-risk-aid-short = La nourriture, l’eau ou l’aide manque ou arrive tard
    .hint = Quelqu’un la propose peut-être contre des rapports sexuels ou du travail.
site-risk-documents-lost = Beaucoup de gens n’ont pas de papiers
    .hint = Perdus dans la fuite, pris, jamais délivrés.
site-risk-school-closed = Des écoles sont fermées, attaquées ou utilisées par des gens armés
    .hint = Des enfants hors de l’école sont plus faciles à prendre.
site-risk-minority-targeted = Une minorité est exclue ou attaquée
    .hint = Pour son origine, sa croyance, sa politique, son orientation sexuelle ou son identité de genre.
site-risk-no-rule-of-law = La police et les tribunaux ne fonctionnent pas, ou font peur
    .hint = Personne n’est puni.
site-risk-armed-presence = Des forces armées ou des groupes armés sont tout près
    .hint = Points de contrôle, casernes, camps à côté des villages.
site-risk-border-crime = On signale du crime organisé à travers la frontière
    .hint = Par la police, les commerçants, les chauffeurs, la presse.
site-risk-smuggling-route = Des gens passent par ici avec l’aide de passeurs
    .hint = Points de rendez-vous, transports de nuit.
site-risk-many-with-money = Il y a ici beaucoup de soldats, de casques bleus, de sous-traitants ou d’humanitaires qui ont de l’argent
    .hint = Nouveaux bars, hôtels et maisons près des bases.
site-risk-cheap-labour = La construction, les mines ou les champs demandent beaucoup de bras pas chers
    .hint = Aussi quand on reconstruit une ville.
site-risk-border-closed = La frontière est fermée, ou des gens y sont refoulés
    .hint = Ceux qui doivent continuer dépendent alors de qui peut les faire passer.
site-risk-papers-punished = Des gens sont arrêtés ou mis à l’amende parce qu’ils n’ont pas de papiers
    .hint = Ils ne demanderont d’aide à personne.
site-risk-aid-cut = L’aide a été réduite, ou ceux qui la donnaient sont partis
    .hint = Comparez avec votre dernière visite.
site-risk-prices = Les prix montent vite, ou l’argent a perdu sa valeur
    .hint = Nourriture, loyer, carburant. Les familles empruntent pour vivre.
site-risk-change-of-power = Des élections approchent, ou les troupes ou la mission vont partir
    .hint = Ceux qui protégeaient les gens ne seront peut-être bientôt plus là.
site-risk-hate-speech = Des discours, des chansons ou des messages excitent à la haine contre un groupe
    .hint = À la radio, sur les téléphones, sur les murs. Notez de quel genre ; ne diffusez rien.
site-risk-former-fighters = Des combattants ont été renvoyés chez eux, sans travail ni solde
    .hint = Les garçons parmi eux, et les femmes qu’ils retenaient, sont souvent oubliés.

## Ce qui montre peut-être que cela arrive

site-sign-false-offers = Ici, des offres de travail, de mariage, d’école ou de voyage semblent trop belles
    .hint = Affiches, pages sur internet, gens à l’entrée.
site-sign-recruiters = Des inconnus viennent au camp ou à la gare et proposent transport, chambres ou emplois
    .hint = Ils parlent souvent à ceux qui arrivent seuls.
site-sign-online-demand = On cherche plus et on annonce plus, en ligne, du sexe avec des gens venus de la crise
    .hint = Dit par le personnel local ou des spécialistes. Ne cherchez pas vous-même.
site-sign-shadow-economy = On dit que plus de femmes vivent d’un travail caché ou vendent du sexe, ou qu’on se sert de filles pour cela
    .hint = Écoutez les groupes de femmes et le personnel de santé.
site-sign-marriage-brokers = Il y a plus de mariages précoces ou soudains, ou de marieurs qui les arrangent
    .hint = De l’argent pour les familles ; des maris venus de loin.
site-sign-missing-people = Des gens disparaissent, surtout des filles et des garçons
    .hint = Des camps, des routes, des écoles, des maisons.
site-sign-child-recruitment = On demande, attire ou prend des enfants pour des groupes armés
    .hint = Cadeaux, discours, listes, razzias.
site-sign-children-with-armed = On voit des enfants avec des forces armées ou des groupes armés
    .hint = Dans n’importe quel rôle : porter, cuisiner, à un point de contrôle.
site-sign-locked-workplace = Il y a des lieux de travail que les gens ne quittent pas, avec des gardes ou des serrures
    .hint = Fermes, mines, fours à briques, ateliers, bateaux. N’entrez pas.
site-sign-people-held = On dit que des gens sont retenus jusqu’à ce que leur famille paie ou qu’ils obéissent
    .hint = Maisons, cours, bateaux. Signalez-le tout de suite ; n’y allez pas.
site-sign-people-traded = On dit que des gens sont vendus, donnés ou proposés en ligne
    .hint = Aussi comme « épouses ».
site-sign-children-begging = Des groupes d’enfants mendient ou vendent, surveillés par un adulte
    .hint = Amenés le matin, repris le soir.
site-sign-violence-rising = Les violences contre les femmes et les enfants augmentent
    .hint = Demandez aux centres de santé des chiffres, jamais des noms.
site-sign-people-marked = Des gens ou des maisons sont marqués selon le groupe dont ils font partie
    .hint = Signes sur les portes, vêtements particuliers, listes.
site-sign-organ-offers = On propose de l’argent pour des organes
    .hint = Souvent à des gens qui ont une dette pour leur voyage.
site-sign-checkpoint-takes = Des postes de contrôle prennent de l’argent, des biens ou des personnes
    .hint = Qui passe, qui est retenu, ce qui est payé.
site-sign-girls-leave-school = Des filles manquent à l’école, plus qu’avant
    .hint = Les enseignants connaissent les chiffres ; ne demandez pas de noms.
site-sign-stranded-workers = Des travailleurs étrangers sont bloqués ici, sans paie ni papiers
    .hint = Après la fuite d’un employeur, la fermeture d’un chantier ou l’approche des combats.
site-sign-sudden-wealth = Des intermédiaires ou des agents de l’État se sont enrichis en peu de temps
    .hint = Voitures neuves, maisons, or. Notez le genre de personne, jamais un nom.
site-sign-personnel-involved = On dit que du personnel international paie pour des rapports sexuels ou se sert de personnes exploitées
    .hint = Pas de détails ici : déplacez cela dans le signalement de faute.

## Ce qui manque pour les protéger

site-gap-no-referral = Il n’y a aucun service vers lequel orienter les gens
    .hint = Ou personne ici n’en connaît.
site-gap-no-registration = Les gens qui arrivent ne sont pas enregistrés
    .hint = Surtout les enfants seuls.
site-gap-no-information = Les gens ne connaissent pas leurs droits, ni où appeler
    .hint = Pas d’affiches, pas de ligne d’aide dans leur langue.
site-gap-no-safe-space = Il n’y a pas de lieu sûr pour les femmes et les enfants
    .hint = Pour se reposer, parler, dormir.

## La communauté

site-community-women-trusted = Des groupes de femmes ont ici la confiance des gens et pourraient transmettre un message
    .hint = Lesquels, et comment les joindre. Aucun nom de personne.
site-community-leaders-trusted = Des chefs religieux ou traditionnels parlent ici pour celles et ceux qui ont été exploités
    .hint = Ou pourraient être gagnés à le faire ; un travailleur social leur parle d’abord.
site-community-come-home = Qui revient de l’exploitation est ici de nouveau accueilli
    .hint = Par la famille, les voisins, l’école, le travail.
site-community-shame = Qui revient est ici humilié, chassé ou traité de traître
    .hint = Alors on ne ramène personne avant que quelqu’un soit là pour aider.

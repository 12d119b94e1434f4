# Ce que l’on sait autour de la personne. Presque tout est raconté, pas demandé.

## Le voyage

journey-crossed-border = La personne a passé une frontière sans la permission qu’il faut
    .hint = Pas de reproche, et rien à la police. C’est important pour sa protection.
journey-abroad = La personne est hors de son pays
    .hint = Avec ou sans autorisation. Vous n’avez pas besoin de voir des papiers.
journey-paid = Quelqu’un a été payé, ou a gagné quelque chose, pour la faire passer
    .hint = Argent, biens, services. Un ami ou un sauveteur qui n’a rien gagné n’est pas visé.
journey-danger = On a traité la personne avec cruauté, ou mis sa vie en danger, en route
    .hint = Battue, laissée dans le désert ou en mer, entassée dans un véhicule.
journey-extortion = On a retenu la personne, ou on lui a fait mal, jusqu’à ce que plus d’argent soit payé
    .hint = Les appels à la famille comptent.
journey-sex-for-passage = Pour continuer le voyage, la personne a dû avoir des rapports sexuels
    .hint = Ce n’est jamais sa faute. Proposez des soins ; ne demandez rien.
journey-work-for-passage = Pour continuer le voyage, la personne a dû travailler pour quelqu’un
    .hint = Dans une maison, aux champs, en route, sans être libre d’arrêter.
journey-crime-for-passage = Pour continuer le voyage, la personne a dû aider à un délit
    .hint = Porter de la drogue, conduire un bateau, amener d’autres personnes. La faute n’est pas la sienne.
journey-services-for-passage = Pour continuer le voyage, la personne a dû avoir des rapports sexuels, travailler ou aider à des délits
    .hint = Ce n’est jamais sa faute.
journey-forced-on = La personne voulait s’arrêter ou rentrer, et on l’a forcée à continuer
    .hint = Avoir été d’accord au début n’y change rien.
journey-debt = La personne doit de l’argent pour le voyage
    .hint = Une dette envers le passeur peut devenir une servitude.
journey-diverted = On a amené la personne ailleurs que promis
    .hint = Un autre pays, une zone de guerre, une maison fermée à clé.

## Mariage et possession

marriage-for-payment = La personne a été promise ou donnée en mariage contre de l’argent ou des biens et ne pouvait pas refuser
    .hint = Payés aux parents, au tuteur, à la famille ou au groupe.
marriage-handed-on = Un mari ou sa famille a remis la personne à quelqu’un d’autre
    .hint = Contre de l’argent, des biens, ou en cadeau.
marriage-inherited = Après la mort d’un mari, la personne a été passée à quelqu’un d’autre
    .hint = Comme si elle faisait partie de l’héritage.
marriage-to-fighter = La personne a été mariée à un membre d’un groupe armé ou terroriste et ne pouvait pas refuser librement
    .hint = La famille a peut-être accepté pour être en sécurité.
owned-no-say = Quelqu’un décide de la vie de la personne comme un propriétaire
    .hint = Nom, croyance, partenaire, vêtements, où elle dort. Le lieu peut être confortable.
owned-organ = Quelqu’un a proposé de l’argent pour un organe, ou la personne a une cicatrice d’opération qu’elle ne s’explique pas
    .hint = Proposez des soins.
owned-organ-offer = Quelqu’un a offert de l’argent, ou le passage, contre un de ses organes
    .hint = Souvent à des gens endettés pour leur voyage, ou retenus jusqu’au paiement.
owned-organ-scar = La personne a une cicatrice d’opération que personne ne lui a expliquée
    .hint = Proposez un médecin. Ne demandez pas à la voir.

## Groupes armés

armed-combat = On a fait combattre la personne, ou on l’a entraînée au combat
    .hint = Traitez-la comme quelqu’un qui a besoin de protection. Ne l’interrogez pas sur les opérations.
armed-support = La personne a dû cuisiner, porter, nettoyer, espionner, garder ou porter des messages pour un groupe armé
    .hint = Les filles aussi. Ces tâches comptent comme le combat.
armed-shield = La personne a servi de bouclier ou on lui a fait porter des explosifs
    .hint = S’il y a peut-être des explosifs, gardez d’abord vos distances. Ensuite, aidez.
armed-drawn-in = Quelqu’un a attiré la personne dans un groupe armé par des promesses, des croyances ou des cadeaux
    .hint = Souvent en ligne. École, argent, mariage, honneur.
armed-threatened-in = On a menacé la personne ou sa famille pour qu’elle rejoigne un groupe armé
    .hint = Aussi en exigeant un enfant par famille.

## Violences : seulement si la personne en parle. Ne demandez jamais

violence-rape = La personne parle d’un viol
    .hint = Des soins dans les 72 heures peuvent éviter une maladie ou une grossesse. Pas de détails.
violence-forced-pregnancy = La personne parle d’une grossesse qu’on lui a imposée
    .hint = Pas de détails. Proposez des soins et du soutien.
violence-forced-abortion = La personne parle d’un avortement qu’on lui a imposé
    .hint = Pas de détails. Proposez des soins et du soutien.
violence-forced-sterilization = La personne raconte qu’on l’a rendue incapable d’avoir des enfants
    .hint = Pas de détails. Proposez des soins et du soutien.
violence-temporary-marriage = La personne parle d’un « mariage » pour peu de temps
    .hint = Des jours, des semaines ou des mois, souvent avec de l’argent pour la famille.
violence-other = La personne parle d’une autre violence sexuelle grave
    .hint = Femmes, hommes, filles et garçons. Pas de détails.

## Violations graves contre des enfants dans un conflit armé

violation-killing-maiming = Un enfant a été tué ou gravement blessé dans le conflit
    .hint = Personne n’a à le prouver ici : des spécialistes vérifient.
violation-recruitment-use = Un enfant a été recruté ou utilisé par des forces armées ou un groupe armé
    .hint = Dans n’importe quel rôle.
violation-sexual-violence = Un enfant a subi des violences sexuelles dans le conflit
    .hint = Ne posez jamais de questions à l’enfant là-dessus.
violation-attack-school-hospital = Une école ou un hôpital, ses élèves, ses malades ou son personnel ont été attaqués
    .hint = Aussi quand des gens armés utilisent le bâtiment.
violation-abduction = Un enfant a été emmené par des forces armées ou un groupe armé
    .hint = Pour peu de temps ou pour toujours.
violation-denial-of-access = On empêche l’aide d’arriver aux enfants
    .hint = Aussi parce que quelqu’un retient l’enfant.

## Le conflit

conflict-armed-conflict = Il y a un conflit armé ici, ou la personne vient d’un conflit armé
    .hint = Vous n’avez pas besoin de savoir comment la loi l’appelle.
conflict-perpetrator-profile = Ceux qui l’ont fait appartiennent à des forces armées, à un groupe armé ou terroriste
    .hint = Le genre de groupe suffit. Pas de noms.
conflict-victim-profile = On a choisi la personne pour sa politique, son origine, sa croyance, pour qui elle aime ou qui elle est
    .hint = Ou pour ce que d’autres croient d’elle.
conflict-impunity = Ici, personne n’est puni pour de tels actes
    .hint = Pas de police, pas de tribunal, ou aucun qui fonctionne.
conflict-cross-border = À cause du conflit, la personne a fui ou a été emmenée dans un autre pays
    .hint = Peu importe si elle avait la permission de passer.
conflict-ceasefire = Cela viole un cessez-le-feu convenu
    .hint = Seulement si vous en connaissez un.
conflict-widespread = La même chose est faite à beaucoup de gens, ou selon un plan
    .hint = Beaucoup de villages, des listes, les mêmes méthodes.
conflict-against-group = Cela vise un groupe national, ethnique, racial ou religieux
    .hint = On choisit des gens parce qu’ils en font partie.
conflict-children-moved = On prend des enfants à leur groupe pour les mettre dans un autre
    .hint = Donnés à d’autres familles, écoles ou camps.
conflict-births-prevented = On empêche les naissances dans un groupe
    .hint = Par la force, la séparation ou un traitement.

## Faire face au besoin

coping-survival-sex = La personne a des rapports sexuels pour avoir de la nourriture, un abri, un passage ou une protection
    .hint = Pour un enfant, c’est toujours un abus. Pour un adulte : voyez si quelqu’un d’autre en profite ou y pousse.
coping-marriage = La famille marie quelqu’un pour de l’argent ou pour la sécurité
    .hint = Souvent par besoin. Ne blâmez pas la famille ; la personne a quand même besoin de protection.
coping-child-work = Un enfant travaille pour que la famille puisse vivre
    .hint = Est-ce que cela lui nuit, quelqu’un d’autre en profite-t-il, y a-t-il l’école ?
coping-begging = La famille vit de la mendicité
    .hint = Voyez si l’argent reste à la famille.
coping-joined-armed-group = La personne a rejoint un groupe armé pour vivre ou pour être en sécurité
    .hint = Le besoin peut être une contrainte.

## Ce que la personne en dit

context-agreed = La personne dit qu’elle était d’accord
    .hint = Cela ne compte pas si l’on a utilisé la force, le mensonge ou la pression, et jamais pour un enfant.
context-not-yet = Cela n’a pas encore eu lieu
    .hint = L’intention suffit. C’est le meilleur moment pour aider.
context-money-to-group = L’argent qui en vient va à un groupe armé ou terroriste
    .hint = Vente, rançon, travail, mendicité.

## Qui est derrière : un genre, jamais un nom

perpetrator-armed-group = Un groupe armé
    .hint = Pas les forces d’un État.
perpetrator-armed-forces = Les forces armées ou la police d’un État
    .hint = Avec ceux qui combattent à leurs côtés.
perpetrator-terrorist-group = Un groupe inscrit sur une liste de groupes terroristes
    .hint = Votre bureau sait lesquels sont inscrits ici.
perpetrator-criminal-group = Un groupe criminel organisé
    .hint = Trois personnes ou plus, ensemble pour des crimes.
perpetrator-family = Quelqu’un de la famille
    .hint = C’est plus courant qu’on ne pense.
perpetrator-partner = Un partenaire, un mari ou une femme
    .hint = Ou quelqu’un qui fait semblant de l’être.
perpetrator-acquaintance = Un ami ou un voisin
    .hint = Ou quelqu’un rencontré en ligne.
perpetrator-employer = Un employeur
    .hint = Une maison, une ferme, une entreprise ou un sous-traitant.
perpetrator-recruiter = Un recruteur, une agence ou un marieur
    .hint = Avec ou sans bureau.
perpetrator-smuggler = Un passeur
    .hint = Quelqu’un qui devait faire passer la personne.
perpetrator-authority = Un agent de l’État, un chef de communauté ou un chef religieux
    .hint = Quelqu’un à qui les gens obéissent.
perpetrator-own-personnel = Du personnel des Nations Unies ou d’une organisation d’aide
    .hint = Arrêtez. N’écrivez rien à ce sujet ici. Déplacez cela dans le signalement de faute.
perpetrator-stranger = Quelqu’un que la personne ne connaît pas
    .hint = Ou elle ne veut pas le dire.

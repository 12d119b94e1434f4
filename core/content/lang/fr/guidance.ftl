# Fiches de conseil et mots expliqués.

## Fiches

card-six-keys = Six clés pour comprendre la traite
card-six-keys-1 = Il n’est pas nécessaire de passer une frontière. Cela peut arriver dans un seul pays ou une seule ville.
card-six-keys-2 = Cela peut arriver à tout le monde : riche ou pauvre, jeune ou âgé, de tout genre, avec ou sans papiers.
card-six-keys-3 = N’importe qui peut être derrière : bandes, groupes armés, employeurs, proches, amis, et même du personnel international.
card-six-keys-4 = Toute exploitation peut être le but : sexe, travail, délits, combat, organes, ou quelque chose qui n’est encore sur aucune liste.
card-six-keys-5 = Toute exploitation n’est pas de la traite. Pour un adulte, il faut un acte et un moyen ; pour un enfant, un acte suffit. Toute personne exploitée a besoin d’aide.
card-six-keys-6 = Une personne peut avoir été d’accord, et c’est peut-être quand même de la traite. Si un des moyens a été utilisé, cet accord ne compte pas ; pour un enfant, il ne compte jamais.

card-using-signs = Comment se servir des signes
card-using-signs-1 = Aucun signe ne prouve rien, et un signe absent n’exclut rien. Les signes vous disent quand regarder plus loin ou orienter.
card-using-signs-2 = Enquêter n’est pas votre tâche. Un spécialiste formé cherche ce que les signes veulent dire.
card-using-signs-3 = Commencez par ce que vous voyez. Ajoutez ce qu’on vous dit. Ne posez pas de questions pour cocher plus de cases.
card-using-signs-4 = Peu de gens disent d’eux-mêmes qu’on les exploite : par peur, par honte, ou parce qu’ils n’ont pas de mot pour cela. Soyez celui ou celle qui remarque.

card-definition = Ce qui fait la traite des personnes
card-definition-1 = Un acte : quelqu’un recrute, déplace, remet, garde ou reçoit une personne.
card-definition-2 = Un moyen : par la menace, la force, la pression, l’enlèvement, le mensonge, l’abus d’un pouvoir ou d’un besoin, ou en payant quelqu’un qui décide pour la personne.
card-definition-3 = Un but : exploiter la personne. Il n’est pas nécessaire que cela ait déjà eu lieu.
card-definition-4 = Pour quelqu’un de moins de 18 ans, il ne faut aucun moyen : un acte pour exploiter suffit.
card-definition-5 = Dire si tout cela est vrai est le travail d’un spécialiste, pas le vôtre.

card-safety-first = La sécurité d’abord
card-safety-first-1 = Quelqu’un est-il en danger maintenant ? Alors mettez-vous à l’abri, et laissez les questions.
card-safety-first-2 = Voyez qui regarde ou écoute. La personne qui accompagne est peut-être celle qui contrôle.
card-safety-first-3 = Parlez seul à seul, dans un endroit où cela paraît naturel, ou n’en parlez pas du tout.
card-safety-first-4 = N’affrontez personne que vous soupçonnez, et n’essayez pas de libérer des gens vous-même.
card-safety-first-5 = Ne donnez rien qu’il serait dangereux d’avoir sur soi. Demandez ce qu’on peut garder sans risque.
card-safety-first-6 = Prenez soin de vous. Si vous ne vous sentez pas en sécurité, partez et signalez-le.

card-what-to-say = Que dire
card-what-to-say-1 = « Je m’appelle ..., je travaille pour .... Je suis là pour aider, et c’est gratuit. »
card-what-to-say-2 = « Pouvez-vous parler maintenant sans danger ? Y a-t-il un meilleur endroit ? »
card-what-to-say-3 = « De quoi avez-vous le plus besoin en ce moment ? »
card-what-to-say-4 = Si la personne vous a confié quelque chose : « Ce qui vous est arrivé n’est pas votre faute. Je vous crois. »
card-what-to-say-5 = « C’est vous qui décidez. Vous pouvez arrêter à tout moment, et vous pouvez dire non. »
card-what-to-say-6 = « Je ne peux pas tout promettre. Je peux vous dire ce qui va se passer maintenant. »

card-do-not-ask = Ce qu’il ne faut pas demander ni faire
card-do-not-ask-1 = Ne demandez pas toute l’histoire. La personne devrait la raconter encore, et chaque fois peut faire mal.
card-do-not-ask-2 = Ne posez jamais de questions sur des actes sexuels ou des violences. Si la personne en parle, écoutez et proposez des soins.
card-do-not-ask-3 = Ne demandez pas pourquoi elle n’est pas partie, ni pourquoi elle était d’accord.
card-do-not-ask-4 = Ne demandez pas les noms, les lieux ou les plans de ceux qui sont derrière, ni d’un groupe armé.
card-do-not-ask-5 = Ne demandez pas devant d’autres gens, ni devant la famille, ni devant d’autres personnes qui ont vécu la même chose.
card-do-not-ask-6 = Ne promettez pas ce que vous ne pouvez pas tenir, ne touchez pas, ne photographiez pas.

card-interpreter = Parler par l’intermédiaire d’autres
card-interpreter-1 = Ne laissez jamais traduire quelqu’un qui accompagne, un proche ou un enfant.
card-interpreter-2 = Demandez à la personne si cet interprète lui convient : genre, origine, croyance.
card-interpreter-3 = L’interprète promet de ne rien dire à personne. Parlez à la personne, pas à l’interprète.
card-interpreter-4 = Sans interprète sûr : montrez la carte de contact, et revenez avec un interprète.

card-children = Quand c’est peut-être un enfant
card-children-1 = Moins de 18 ans, c’est un enfant. En cas de doute, traitez la personne comme un enfant.
card-children-2 = Appelez la protection de l’enfance. C’est elle qui parle avec l’enfant, pas vous.
card-children-3 = Restez jusqu’à ce qu’elle arrive. Ne laissez pas l’enfant seul, ni avec un adulte qui le réclame.
card-children-4 = Dites des choses simples et vraies : qui vous êtes, ce qui va se passer, que l’enfant n’a rien fait de mal.
card-children-5 = Demandez seulement ce qu’il faut savoir maintenant : as-tu faim, mal, froid, peur ?
card-children-6 = Un enfant avec un groupe armé est d’abord un enfant. Confiez-le à la protection de l’enfance, pas à un interrogatoire.

card-consent = Demander l’accord
card-consent-1 = Dites ce qui sera transmis, à qui et pourquoi. Demandez pour chaque point séparément.
card-consent-2 = Le silence n’est pas un oui. Un oui donné par peur n’est pas un oui.
card-consent-3 = « Non » est une réponse. L’aide est donnée quand même, et l’on dit à la personne où elle est.
card-consent-4 = La personne peut retirer son accord à tout moment, pour ce qui n’a pas encore été envoyé.
card-consent-5 = Pour un enfant : la parole de l’enfant lui-même, et celle d’un parent ou de la personne qui a sa garde, sauf si ce parent fait partie du danger.
card-consent-6 = Vous ne pouvez agir sans accord que si une vie est en danger ; alors dites-le, et écrivez pourquoi.

card-non-punishment = Ni punir, ni faire honte
card-non-punishment-1 = On ne doit pas punir les gens pour ce qu’on leur a fait faire : passer une frontière, faux papiers, actes sexuels contre de l’argent, vol, drogue, combat.
card-non-punishment-2 = Ce sont des témoins et des gens qui ont besoin d’aide, pas des suspects, tant que quelqu’un de compétent n’a pas regardé leur propre cas.
card-non-punishment-3 = Ne placez personne en détention pour cela, et ne signalez pas sa situation administrative (ses papiers).
card-non-punishment-4 = Faites attention à vos mots. Pas « prostituée », « illégal », « femme de terroriste », mais « une personne qui ... ».
card-non-punishment-5 = Les enfants nés d’un viol, les hommes et les garçons, et ceux qui reviennent de groupes armés sont ceux à qui l’on fait le plus honte. Protégez-les de cela.

card-what-happens-next = La suite
card-what-happens-next-1 = Ce que vous avez remarqué est scellé sur le téléphone. Seul le bureau peut le lire.
card-what-happens-next-2 = Si la personne est d’accord, le bureau dit au service seulement ce qu’il lui faut pour aider.
card-what-happens-next-3 = Le service appelle ou attend, comme la personne l’a voulu. Le code sur la carte la représente ; aucun nom n’est nécessaire.
card-what-happens-next-4 = Plus tard, un spécialiste peut parler avec la personne, si elle le veut, pour savoir ce que les signes veulent dire.
card-what-happens-next-5 = La police n’est pas prévenue sans l’accord de la personne, sauf si une vie est en danger ou si la loi pour les enfants le demande. Dites-le avant.

card-your-rights = Pour vous : ce sur quoi vous pouvez compter
card-your-rights-1 = Vous pouvez dire non. Vous pouvez arrêter à tout moment.
card-your-rights-2 = L’aide est gratuite. Elle ne dépend pas de vos papiers, et personne ne vous oblige à parler à la police.
card-your-rights-3 = Vous pouvez avoir un médecin, un lieu sûr, de quoi manger, et quelqu’un à qui parler dans votre langue.
card-your-rights-4 = Personne n’a le droit de vous punir pour ce que d’autres vous ont fait faire.
card-your-rights-5 = Ce que vous dites reste secret. On vous demande avant de transmettre quoi que ce soit.
card-your-rights-6 = Si rentrer est dangereux, vous pouvez demander une protection ici.

card-smuggling-or-trafficking = Trafic de migrants ou traite ?
card-smuggling-or-trafficking-1 = En quoi cela consiste. Traite : acte, moyen et exploitation (pour un enfant, sans moyen). Trafic : aider quelqu’un à entrer illégalement dans un pays, pour y gagner.
card-smuggling-or-trafficking-2 = Frontières. Traite : avec ou sans. Trafic : toujours en passant une frontière.
card-smuggling-or-trafficking-3 = But. Traite : exploiter, même si cela n’a pas commencé. Trafic : gagner de l’argent ou autre chose. Qui n’y gagne rien, comme un sauveteur ou un proche, n’est pas un passeur.
card-smuggling-or-trafficking-4 = Accord. Traite : ne compte pas si un moyen a été utilisé, jamais pour un enfant. Trafic : en général donné au début, souvent retiré en route.
card-smuggling-or-trafficking-5 = Exploitation. Traite : c’est le but. Trafic : n’en fait pas partie ; là où elle arrive, le crime est plus grave.
card-smuggling-or-trafficking-6 = Gain. Traite : habituel, mais pas nécessaire. Trafic : nécessaire.
card-smuggling-or-trafficking-7 = À qui l’on fait du tort. Traite : à la personne. Trafic : à l’État ; mais on fait souvent du mal aussi aux personnes que l’on fait passer.
card-smuggling-or-trafficking-8 = Qui le fait. Les deux : bandes, proches, amis ou d’autres. Un même voyage peut passer du trafic à la traite. Ce n’est pas à vous de décider : orientez.

card-sexual-violence = Quand quelqu’un parle de violences sexuelles
card-sexual-violence-1 = Écoutez. Croyez. N’en demandez pas plus.
card-sexual-violence-2 = Proposez des soins : dans les 72 heures, ils peuvent éviter le VIH et d’autres maladies, dans les 120 heures une grossesse ; plus tard, ils aident encore.
card-sexual-violence-3 = Cela arrive à des femmes, des filles, des hommes et des garçons.
card-sexual-violence-4 = Ce n’est jamais leur faute. Personne n’est obligé de porter plainte pour être soigné.
card-sexual-violence-5 = Ne le dites à personne qui n’a pas besoin de le savoir pour aider.

card-armed-groups = Les gens qui étaient avec un groupe armé
card-armed-groups-1 = Pour un enfant, peu importe comment il y est venu : on l’a recruté.
card-armed-groups-2 = Pour un adulte, voyez comment : menacé, enlevé, trompé, ou sans autre moyen de vivre. Quelqu’un qui est venu librement devra peut-être répondre de crimes ; d’autres en décident, au cas par cas.
card-armed-groups-3 = Ceux qui cuisinaient, portaient, passaient des messages, et les « épouses », ont été utilisés aussi.
card-armed-groups-4 = Ne les interrogez pas sur les opérations. Ce n’est pas votre tâche et cela peut les tuer.
card-armed-groups-5 = Une personne soumise à la traite par un groupe terroriste compte comme victime du terrorisme.

card-own-personnel = Quand des gens de chez nous sont en cause
card-own-personnel-1 = Vous avez le devoir de signaler, même une rumeur. La certitude n’est pas nécessaire.
card-own-personnel-2 = Utilisez le signalement de faute. Il est scellé pour le destinataire confidentiel ; votre bureau ne peut pas le lire ni apprendre que vous l’avez écrit.
card-own-personnel-3 = N’en parlez ni à vos collègues ni à vos supérieurs, n’enquêtez pas, ne prévenez personne.
card-own-personnel-4 = Aidez d’abord la personne concernée : sécurité, médecin, un endroit où loger. L’aide ne dépend pas du signalement.
card-own-personnel-5 = On n’a pas le droit de vous punir parce que vous signalez. Si on le fait, signalez cela aussi.

card-already-held = Si la personne est déjà détenue, ou doit être renvoyée
card-already-held-1 = Demandez qui la retient, depuis quand, et où on veut l’emmener. Ne demandez pas ce qu’elle a fait.
card-already-held-2 = Dites à la personne qui commande : cette personne a peut-être besoin de protection ; je vous demande d’attendre que ce soit examiné.
card-already-held-3 = Appelez tout de suite : aide juridique, HCR, CICR pour les personnes détenues dans un conflit, protection de l’enfance pour quiconque a peut-être moins de 18 ans.
card-already-held-4 = Des enfants ne sont pas détenus avec des adultes qui ne sont pas de leur famille, et de préférence pas du tout.
card-already-held-5 = Dites à la personne qui vous avez appelé et quand quelqu’un viendra. Ne promettez rien d’autre.

card-child-alone = Un enfant seul : jusqu’à l’arrivée de la protection de l’enfance
card-child-alone-1 = Restez. Mettez-vous plus bas que l’enfant, dites votre nom, et ce qui va se passer.
card-child-alone-2 = De l’eau, de quoi manger, de la chaleur, un médecin si nécessaire. Ne demandez rien de plus.
card-child-alone-3 = Appelez maintenant la protection de l’enfance. C’est elle qui désigne un tuteur et cherche la famille, pas vous.
card-child-alone-4 = Gardez ensemble frères, sœurs et amis.
card-child-alone-5 = Pas de photo, pas de promesse, pas de voiture privée, pas de nuit chez quelqu’un.
card-child-alone-6 = Ne confiez l’enfant qu’à la protection de l’enfance, avec nom et signature, jamais à un adulte de passage.
card-child-alone-7 = C’est le meilleur intérêt de cet enfant qui décide, pas ce qui est le plus rapide pour nous.

card-international-protection = Quand rentrer est dangereux
card-international-protection-1 = Toute personne peut dire : j’ai peur de rentrer. Cela suffit pour être entendue.
card-international-protection-2 = Qui fuit une guerre, une persécution ou ceux qui l’ont exploité peut demander l’asile, ou l’autorisation de rester.
card-international-protection-3 = Ne refoulez personne à une frontière ou sur un bateau avant que ce soit examiné.
card-international-protection-4 = N’appelez jamais son ambassade ou son consulat, sauf si la personne le demande.
card-international-protection-5 = Cela ne dépend ni des papiers, ni de la façon de venir, ni de l’aide à la police.

card-message-work = Pour vous : avant de prendre un travail au loin
card-message-work-1 = Demandez par écrit le nom de l’entreprise, le lieu, la paie et les heures. Demandez à quelqu’un d’autre si cela existe.
card-message-work-2 = Gardez vous-même votre passeport et votre téléphone. Laissez-en une copie à quelqu’un de confiance.
card-message-work-3 = Convenez avec votre famille d’un mot qui veut dire : j’ai besoin d’aide.
card-message-work-4 = Si vous devez de l’argent avant de commencer, ou si le lieu change en route, vous pouvez arrêter et demander de l’aide.
card-message-work-5 = L’aide est gratuite, aussi pour qui est déjà sur place, avec ou sans papiers.

card-message-marriage = Pour vous : quand on propose un mariage
card-message-marriage-1 = Personne n’a le droit de vous marier sans votre oui libre, à aucun âge, pour aucune durée.
card-message-marriage-2 = Vous pouvez demander à vous rencontrer d’abord, avec quelqu’un à vos côtés, et vous pouvez attendre.
card-message-marriage-3 = De l’argent ou des cadeaux à votre famille ne vous engagent pas.
card-message-marriage-4 = Gardez vos papiers et un téléphone, et un mot convenu avec quelqu’un de confiance.
card-message-marriage-5 = Si le mariage a déjà eu lieu et que vous n’êtes pas libre de partir, il y a de l’aide, et ce n’est pas votre faute.

card-message-journey = Pour vous : en route, et à l’arrivée
card-message-journey-1 = Acceptez un trajet ou une chambre de gens dont vous pouvez vérifier le badge. Photographiez la plaque et envoyez-la à quelqu’un.
card-message-journey-2 = Pour un trajet, un lit ou de quoi manger, vous ne devez à personne ni rapports sexuels, ni travail, ni papiers.
card-message-journey-3 = Restez avec ceux avec qui vous êtes venus. Tenez les enfants par la main.
card-message-journey-4 = Des inconnus qui savent tout de suite votre langue et votre besoin sont peut-être gentils, ou non. Vous pouvez dire non.
card-message-journey-5 = En cas de danger : allez là où il y a du monde, et demandez le numéro gratuit de cette carte.

card-message-parents = Pour vous : quand on propose une école ou un accueil pour votre enfant
card-message-parents-1 = Demandez quelle école ou quelle famille, et parlez-leur vous-même avant que l’enfant parte.
card-message-parents-2 = Un enfant qui part a besoin d’un papier avec votre nom, et d’un moyen de vous appeler chaque semaine.
card-message-parents-3 = Des groupes armés prennent des enfants avec des cadeaux, des discours et des promesses d’école. Vous pouvez dire non, et demander de l’aide pour vous cacher ou partir.
card-message-parents-4 = Apprenez à l’enfant votre nom complet, votre village et un numéro de téléphone.
card-message-parents-5 = Si l’enfant est déjà parti, dites-le à la protection de l’enfance. Personne ne vous fera de reproche.

card-evidence = Prendre soin de ce qui sera peut-être une preuve
card-evidence-1 = Écrivez ce que vous avez vu, quand, où et qui d’autre l’a vu, le jour même, avec vos mots.
card-evidence-2 = Ne recueillez, ne photographiez, ne fouillez et n’achetez rien. Cela peut abîmer la preuve et mettre des gens en danger.
card-evidence-3 = Ce que l’on vous remet : gardez-le à part, touchez-le peu, notez d’où et quand, et demandez à votre bureau.
card-evidence-4 = La façon de payer (espèces, téléphone, agent) mérite une note ; les noms et numéros ne sont pas pour vous.
card-evidence-5 = Parler à des enquêteurs est le choix de la personne, et ce choix peut attendre.

card-suspicious-advert = Une annonce suspecte
card-suspicious-advert-1 = Des signes : trop bien payé, pas d’adresse, voyage payé, papiers demandés d’avance, seulement des filles ou des femmes, réponse tout de suite.
card-suspicious-advert-2 = Notez les mots, l’endroit et le jour. La liste « Une offre suspecte » les porte au bureau.
card-suspicious-advert-3 = N’y répondez pas, n’appelez pas, ne cherchez pas plus loin. On voit qui regarde.
card-suspicious-advert-4 = Une affiche reste où elle est, sauf dans un lieu à nous.

card-communities = Les communautés, et le retour
card-communities-1 = Demandez à qui l’on fait confiance ici : groupes de femmes, personnel de santé, enseignants, chefs religieux et traditionnels. Passez par eux.
card-communities-2 = Ne désignez jamais une personne, une famille ou une maison. Parlez de risques, pas de cas.
card-communities-3 = Rentrer est le choix de la personne. Avant : est-ce sûr, qui est au courant, qui sera à ses côtés ?
card-communities-4 = Les enfants nés d’un viol, les hommes et les garçons, et ceux qui reviennent de groupes armés sont ceux à qui l’on fait le plus honte. Préparez d’abord la famille et les responsables.
card-communities-5 = Les personnes survivantes participent, parlent ou conseillent seulement si elles le veulent, et peuvent arrêter.

card-own-conduct = Notre propre conduite
card-own-conduct-1 = Des rapports sexuels contre de l’argent, de la nourriture, du travail ou de l’aide nous sont interdits, partout, à toute heure, quoi que dise la loi d’ici. Avec quelqu’un de moins de 18 ans, toujours.
card-own-conduct-2 = Regardez qui nettoie, cuisine, garde et construit pour nous : ces gens sont-ils payés, libres de partir, qui a leurs papiers ?
card-own-conduct-3 = Des papiers retenus à une entrée sont rendus le jour même.
card-own-conduct-4 = Les lieux où l’on exploite des gens sont interdits, même pour y boire.
card-own-conduct-5 = Qui fournit une mission répond de ses travailleurs. Dites aux achats ce que vous voyez.
card-own-conduct-6 = En cas de doute sur un collègue, utilisez le signalement de faute. Une rumeur suffit.

card-journalist = Si un journaliste demande
card-journalist-1 = Aucune histoire de personne, aucune image, aucun lieu, aucun nombre. Pas même « sans le nom ».
card-journalist-2 = Dites : « Je ne peux pas parler de personnes. Adressez-vous à notre service de presse. »
card-journalist-3 = N’organisez pas de rencontre avec une personne survivante, et ne lui demandez pas si elle le veut.
card-journalist-4 = Dites à votre point focal que quelqu’un a demandé, et à propos de quoi.

## Mots

term-abduction-of-children = Enlèvement d’enfants
    .means = Prendre ou garder un enfant contre la loi, pour un temps ou pour toujours, afin de l’exploiter.
term-child = Enfant
    .means = Toute personne de moins de 18 ans.
term-child-soldier = Enfant associé à des forces armées ou à un groupe armé
    .means = Toute personne de moins de 18 ans qu’ils recrutent ou utilisent, ou ont recrutée ou utilisée, dans n’importe quel rôle : combat, cuisine, portage, messages, espionnage, ou à des fins sexuelles.
term-conflict-related-sexual-violence = Violence sexuelle liée aux conflits
    .means = Viol, esclavage sexuel, prostitution, grossesse, avortement, stérilisation ou mariage forcés et actes aussi graves, avec un lien direct ou indirect avec un conflit. La traite à ces fins dans un conflit en fait partie.
term-consent = Consentement
    .means = Un accord libre, donné en sachant de quoi il s’agit, et que l’on peut retirer. Il ne compte pas si des moyens ont été utilisés, et jamais pour l’exploitation d’un enfant.
term-debt-bondage = Servitude pour dettes
    .means = Devoir payer une dette en travaillant, quand le travail n’est pas compté honnêtement ou n’a ni durée ni genre fixés.
term-exploitation = Exploitation
    .means = Se servir d’une personne pour son propre gain : à des fins sexuelles, pour le travail, comme esclave ou domestique, pour des organes, des délits, le combat, et d’autres façons.
term-forced-labour = Travail forcé
    .means = Un travail ou un service que l’on obtient d’une personne en la menaçant d’une peine, et qu’elle n’a pas offert librement. Le travail peut être légal ou non.
term-forced-marriage = Mariage forcé
    .means = Un mariage, même pour peu de temps, où au moins l’un des deux n’a pas donné un accord libre et entier.
term-grave-violations = Six violations graves
    .means = Tuer et mutiler, recruter et utiliser, violence sexuelle, attaques contre les écoles et les hôpitaux, enlèvement, et refus de l’aide : des actes contre les enfants dans les conflits armés, que les Nations Unies suivent.
term-indicator = Indicateur, signe
    .means = Une chose vue, entendue ou dite qui fait peut-être penser à une exploitation. Seul, il ne prouve rien.
term-internally-displaced = Personne déplacée dans son pays
    .means = Quelqu’un qui a dû fuir sa maison et n’a pas passé de frontière.
term-negative-coping = Façons nuisibles de faire face
    .means = Des façons de traverser une crise qui font du mal à la longue, comme la mendicité, le travail des enfants, le mariage précoce.
term-non-punishment = Non-sanction
    .means = La règle selon laquelle on ne punit pas les gens pour ce qu’ils ont fait parce qu’ils ont subi la traite.
term-refugee = Réfugié
    .means = Quelqu’un hors de son pays qui a besoin d’être protégé contre la persécution, un conflit armé ou la violence là-bas.
term-separated-child = Enfant séparé
    .means = Un enfant sans ses deux parents et sans la personne qui s’occupe de lui d’habitude, peut-être avec d’autres proches.
term-servitude = Servitude
    .means = Devoir servir quelqu’un sans moyen d’y changer quelque chose.
term-sexual-exploitation-and-abuse = Exploitation et atteintes sexuelles par du personnel
    .means = Quand du personnel se sert d’un pouvoir, de la confiance ou d’un besoin pour obtenir des rapports sexuels, ou les force. Toujours interdit.
term-slavery = Esclavage
    .means = Un état où quelqu’un a sur une personne certains ou tous les pouvoirs d’un propriétaire.
term-smuggling = Trafic illicite de migrants
    .means = Aider quelqu’un, pour y gagner, à entrer dans un État contre la loi.
term-survival-sex = Rapports sexuels de survie
    .means = Des rapports sexuels pour obtenir ce qu’il faut pour vivre : nourriture, abri, protection ou passage. Pour un enfant, c’est toujours un abus.
term-trafficking = Traite des personnes
    .means = Recruter, déplacer, remettre, garder ou recevoir des gens, par la menace, la force, la pression, l’enlèvement, la fraude, la tromperie, l’abus d’un pouvoir ou d’un besoin, ou en payant ceux qui les contrôlent, afin de les exploiter. Pour les enfants, sans ces moyens.
term-unaccompanied-child = Enfant non accompagné
    .means = Un enfant sans parents, sans proches et sans aucun adulte responsable selon la loi ou la coutume.

# Ce que dit une constatation. Elle signale et ne juge jamais : aucune phrase ne dit ce qu’est une personne.

level-no-flag = Aucun signe pour l’instant
    .meaning = Cela ne veut pas dire qu’il n’y a rien. Laissez la carte de contact, et gardez les yeux ouverts.
level-enquire = Garder l’œil ouvert, proposer de l’aide
    .meaning = Quelque chose a été remarqué. Suivez-le avec douceur, et seulement là où c’est sans danger.
level-refer = Proposer une orientation
    .meaning = Un spécialiste devrait regarder ce qui a été remarqué.
level-refer-now = Proposer une orientation maintenant
    .meaning = Restez jusqu’à ce que l’aide soit organisée, ou que la personne dise non. On ne laisse pas un enfant.
level-no-flag-site = Aucun signe pour l’instant
    .meaning = Cela ne veut pas dire qu’il n’y a rien. Revenez et regardez encore.
level-enquire-site = Gardez ce lieu à l’œil
    .meaning = Ici, des gens peuvent facilement être exploités. Regardez encore, et dites à votre point focal ce que vous avez vu.
level-refer-site = Signalez ce lieu
    .meaning = Il y a ici des signes qu’un spécialiste devrait examiner.
level-refer-now-site = Signalez ce lieu maintenant
    .meaning = Des gens y sont peut-être en danger. Signalez tout de suite et n’y entrez pas vous-même.

finding-not-a-verdict = Les signes ne prouvent rien, ni dans un sens ni dans l’autre. Un spécialiste cherche ce qu’ils veulent dire.
finding-noticed = Ce qui a été remarqué
finding-since = Depuis la visite du { $day }
finding-since-new = Nouveau depuis :
finding-since-gone = Cherché et non revu :
finding-since-not-looked = Remarqué alors, non regardé aujourd’hui :
finding-since-still = Toujours ainsi :
finding-since-nothing = Rien de nouveau n’a été remarqué.
finding-seen = Vu
finding-told = Dit
finding-reported = Dit par quelqu’un d’autre
finding-item = { $how } : { $what } ({ $source })
finding-reasons = Pourquoi ce niveau
finding-elements = Ce que cela indique peut-être
finding-act = Ce qui a été fait :
finding-means = Comment :
finding-purpose = Dans quel but :
finding-part-missing = Rien encore. Cela n’exclut rien.
finding-means-not-needed = Pas nécessaire : pour un enfant, peu importe comment.
finding-definition = Toutes les parties de la traite sont peut-être réunies. Dire si c’en est une est le travail d’un spécialiste.
finding-forms = Formes d’exploitation que cela indique peut-être
finding-urgent = Ce qui ne peut pas attendre
finding-linkages = À quoi cela est peut-être lié
finding-linkage-mechanism = Pour : { $name }
finding-no-contact = Votre bureau n’a pas dit comment les joindre : demandez à votre point focal.
finding-advice = Que faire
finding-advice-more = Le reste, quand vous avez le temps
finding-because = { $what } (à cause de : { $causes })
finding-the-age = l’âge
finding-not-observed = { $count ->
    [one] { $count } signe a été cherché et n’a pas été vu. Cela ne prouve rien.
   *[other] { $count } signes ont été cherchés et n’ont pas été vus. Cela ne prouve rien.
}
finding-not-asked = Vous n’avez pas à regarder davantage. Ce qui n’a pas été regardé ne dit rien, ni dans un sens ni dans l’autre.

reason-anything = Quelque chose a été remarqué
rule-urgent = Il y a un besoin qui ne peut pas attendre
rule-child-definition = C’est peut-être un enfant, et toutes les parties de la traite sont peut-être réunies
rule-child-now = C’est peut-être un enfant que l’on utilise, que l’on blesse ou qui n’a pas d’issue
rule-force = Force ou enlèvement, et toutes les parties de la traite sont peut-être réunies
rule-organs = On va peut-être prélever un organe à quelqu’un que l’on contraint ou retient
rule-misconduct-now = Il s’agit d’un enfant, ou cela continue encore
rule-definition = Toutes les parties de la traite sont peut-être réunies
rule-exploitation = Il y a peut-être une exploitation, et une façon dont la personne y a été amenée
rule-control = Quelqu’un contrôle ou menace la personne, et les conditions ressemblent à l’exploitation
rule-grave = Il y a peut-être ici une des formes d’exploitation les plus graves
rule-linkage = C’est peut-être lié à un crime grave
rule-own-personnel = Notre propre personnel est peut-être en cause
rule-child = Il y a un signe, et c’est peut-être un enfant
rule-several = Plusieurs signes ensemble
rule-behind = On dit que quelqu’un est derrière, ou que des gens sont visés
rule-site-now = Des gens de ce lieu sont peut-être en danger maintenant
rule-site-sign = Il y a un signe que des gens sont peut-être exploités ici
rule-site-several = Plusieurs choses ensemble rendent les gens d’ici faciles à exploiter

child-adult = La personne est adulte, autant qu’on le sache.
child-child = La personne est un enfant. Peu importe comment c’est arrivé et si l’enfant était d’accord.
child-may-be-child = La personne est peut-être un enfant. Traitez-la comme un enfant jusqu’à ce que vous sachiez.
child-unknown = L’âge n’est pas connu. Traitez la personne comme un enfant jusqu’à ce que vous sachiez.
child-signs = Ces signes font penser à un enfant : { $causes }.

advice-safety = La sécurité d’abord, la sienne et la vôtre. Si quelqu’un écoute ou regarde peut-être, arrêtez. N’affrontez personne.
advice-refer-now = Organisez l’aide avant de vous quitter : sécurité, médecin, un lieu sûr pour cette nuit. Appelez maintenant le service ou votre point focal.
advice-held = La personne est retenue ou doit être renvoyée. Demandez au commandant d’attendre, et appelez l’aide juridique, le HCR ou le CICR, et la protection de l’enfance pour un enfant. Personne ne doit être renvoyé vers un danger, ni puni pour ce qu’on l’a forcé à faire.
advice-about-other = Cela parle de quelqu’un d’autre. Commencez un nouveau repérage pour cette personne ou cet enfant ; n’interrogez pas celle qui vous l’a dit.
advice-child-alone = Jusqu’à l’arrivée de la protection de l’enfance : restez assis avec l’enfant là où d’autres vous voient, donnez à boire et à manger, demandez seulement comment il veut qu’on l’appelle. Pas de photo, pas de promesse, pas de voiture privée, et ne le remettez pas à un adulte qui se dit de la famille.
advice-ask-age = L’âge n’est pas noté. Demandez-vous une fois : cette personne peut-elle avoir moins de 18 ans ? Choisissez « 18 ans ou plus » ou « a peut-être moins de 18 ans » ; d’ici là, elle est traitée comme un enfant.
advice-refer = Proposez une orientation vers un service, dites ce qu’il fait et ce qu’on lui dira, et demandez si la personne le veut. Ne transmettez que ce qu’elle accepte.
advice-enquire = Trouvez un moment calme, à l’écart. Demandez comment va la personne et ce qu’il lui faut. Ne l’interrogez pas.
advice-say = Dites : « Vous pouvez arrêter à tout moment. C’est vous qui décidez. Il y a de l’aide, et elle est gratuite. Quoi qu’il vous soit arrivé, ce n’est pas votre faute. »
advice-do-not-ask = Ne demandez pas son histoire, ni des actes sexuels, ni des noms d’autres gens, ni pourquoi la personne n’est pas partie. Ne demandez jamais devant d’autres.
advice-no-conditions = L’aide est sans conditions. Elle ne dépend ni des papiers, ni de parler à la police, ni de répondre. Si la personne refuse, dites-lui où est l’aide.
advice-non-punishment = Personne ne devrait être détenu ou puni pour ce qu’on lui a fait faire. Ne signalez pas sa situation administrative : ce que vous savez de ses papiers reste avec vous. Si la loi vous y oblige, demandez d’abord à votre point focal.
advice-child = Traitez la personne comme un enfant : appelez la protection de l’enfance, ne faites pas d’entretien, ne laissez pas l’enfant seul, et ne le confiez pas à un adulte sans la protection de l’enfance.
advice-check-age = Quelque chose fait penser à un enfant. Vérifiez que l’âge noté est juste ; en cas de doute, notez « a peut-être moins de 18 ans ».
advice-medical-soon = Proposez des soins le plus tôt possible : dans les 72 heures, ils peuvent éviter une maladie ou une grossesse ; après, ils aident encore.
advice-offer-doctor = Proposez un médecin ou une infirmière, aussi pour d’anciennes blessures. C’est une offre : la personne décide.
advice-agreed = La personne dit peut-être qu’elle était d’accord. S’il y a eu des menaces, des mensonges ou aucun autre choix, cela ne compte pas. Pour un enfant, jamais.
advice-not-yet = Il n’est pas nécessaire que cela ait déjà eu lieu. L’aide qui arrive avant est la meilleure.
advice-armed-group = Une personne qu’un groupe armé a utilisée a subi un tort et a besoin de protection. Ne demandez rien sur les opérations. Appelez la protection de l’enfance ou votre point focal avant toute autre personne.
advice-accountability = Si un adulte qui était avec un groupe armé ou terroriste doit en répondre, d’autres le décident au cas par cas. Si personne n’a forcé, menti ou profité de son besoin, remettez-le selon la procédure de votre mission et dites quels signes vous avez vus. Ne décidez pas, n’interrogez pas.
advice-international-protection = La personne a peut-être droit à l’asile ou le droit de rester. Dites-le-lui, et ne laissez personne la renvoyer avant que sa situation soit examinée.
advice-own-personnel = Notre propre personnel est peut-être mêlé à cela. Déplacez cela dans le signalement de faute, que seul le destinataire confidentiel peut lire, et continuez ici sans cela. N’en parlez à personne d’autre.
advice-site-watch = Regardez encore, à une autre heure et avec d’autres yeux. N’entrez pas dans les lieux, ne photographiez pas, n’interrogez pas les gens.
advice-site-report = Parlez de ce lieu à votre point focal pour la protection et convenez de qui va s’en occuper.
advice-site-now = Prévenez tout de suite votre point focal pour la protection et votre responsable de la sécurité. N’y allez pas vous-même.
advice-misconduct = Envoyez ce signalement et n’en parlez à personne d’autre. N’enquêtez pas, n’affrontez personne, ne recueillez pas de preuves. Aidez la personne concernée comme vous aideriez n’importe qui.
advice-leave-contact = Laissez la carte de contact seulement là où la personne ne risque rien si on la trouve sur elle.
advice-write-little = Écrivez le moins possible, juste ce qui aide. Pas de noms, pas de numéros de téléphone, pas de photos.

contact-card = Aide gratuite
    .end = C’est vous qui décidez. Vous n’avez pas à donner votre nom.

finding-kept = Conservé pour le bureau
    .meaning = Cette liste ne fait que poser des questions. Elle n’a pas d’indices, il n’y a donc pas de constat : les réponses ne sont pas évaluées ici et n’excluent rien. Le bureau les lira.

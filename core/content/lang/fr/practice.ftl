# Des cas inventés pour s’exercer, et ce qu’on en dit ensuite. Personne n’y existe.

case-kitchen = La femme à la porte
    .story = Dans une maison, vous demandez de l’eau. Une jeune femme d’environ 25 ans ouvre. Elle regarde le sol et tremble ; l’homme derrière elle répond à sa place. Pendant qu’il téléphone, elle murmure qu’elle nettoie ici depuis un an, qu’elle n’est pas payée, qu’il garde son passeport et qu’elle ne sort qu’avec lui.
    .lesson = Vous avez vu la peur et quelqu’un qui répond pour elle ; elle vous a parlé de paie absente, de papiers gardés, et de sorties jamais seule. Habiter la maison ne dit rien en soi. Proposez de l’aide seulement là où il n’entend pas ; un spécialiste cherche ce que cela veut dire.
case-harvest = Le bus des récoltes
    .story = Un homme d’environ 40 ans descend d’un bus avec d’autres. Il ne parle pas la langue d’ici. Par un interprète, il dit qu’ils cueillent des pommes pendant six semaines, dorment dans les chambres de la ferme, sont payés chaque vendredi, ont leurs papiers sur eux, et que certains sont rentrés la semaine passée parce qu’ils en avaient assez.
    .lesson = Vivre là où l’on travaille, sans connaître la langue, arrive à beaucoup de gens qui travaillent loin. Ils sont payés, ont leurs papiers et sont libres de partir. Rien ici n’indique une exploitation. Laissez quand même la carte de contact.
case-station = La fille à la gare routière
    .story = Tard le soir, une fille d’environ neuf ans est assise seule à la gare routière avec un petit sac. Elle dit qu’un oncle viendra la chercher ; elle ne sait pas son nom. Un homme aimable propose de la conduire chez lui.
    .lesson = Un enfant seul, cela suffit : restez, appelez la protection de l’enfance, et ne la confiez à personne d’autre, même très aimable. Il ne faut aucun autre signe, ni aucune question sur l’oncle.
case-brick = Le four à briques
    .story = Derrière une clôture avec un garde, un jeune homme maigre porte des briques ; il a peut-être 17 ou 20 ans. Dans un moment seul à seul, il dit qu’un agent avait promis un emploi de chauffeur, qu’il doit le voyage et le lit, que la dette grandit, et qu’il n’a pas eu de paie depuis le printemps.
    .lesson = Une promesse qui n’était pas vraie, une dette qui grandit, pas de paie, et un garde qui empêche de sortir. S’il a peut-être moins de 18 ans, traitez-le comme un enfant, sans entretien. N’entrez pas pour libérer quelqu’un ; parlez aussi du lieu à votre bureau.
case-border = Au poste-frontière
    .story = Une femme est assise dans une pièce fermée à clé d’un poste-frontière. Un agent vous montre son passeport : faux, dit-il, elle repart par le bus du soir. Elle dit qu’elle a fui la guerre et qu’elle a peur de rentrer.
    .lesson = Ce qui ne peut pas attendre : elle est retenue et doit être renvoyée aujourd’hui. Demandez à l’agent d’attendre, et appelez l’aide juridique ou le HCR. Un faux passeport est courant dans la fuite et ne montre rien d’elle ; on ne punit pas ce qu’elle a fait pour fuir.
case-camp = Les nouveaux visages du camp
    .story = Au point d’eau, deux inconnus dans une belle voiture proposent des emplois d’hôtel à l’étranger, « les papiers plus tard », à des filles venues sans famille. Leur feuille n’a pas d’adresse. Ici, les gens n’ont pas de travail depuis des mois.
    .lesson = Des inconnus avec des offres trop belles, à des gens sans revenu : notez le lieu, les mots et le jour, et prévenez votre point focal. Ne suivez pas la voiture, ne photographiez pas, n’appelez pas le numéro.
case-truck = Ce que disent les chauffeurs
    .story = Au point de distribution, un chauffeur plaisante : certains collègues « donnent la carte de ration d’abord à celles qui sont gentilles ». Vous ne savez pas qui, ni si c’est vrai.
    .lesson = Une rumeur suffit, et vous avez le devoir de la signaler. Cela va seulement au destinataire confidentiel ; le bureau ordinaire ne peut pas le lire. Ne demandez pas de noms au chauffeur, ne prévenez personne.

practice-banner = EXERCICE : un cas inventé. Rien n’est envoyé, personne n’est prévenu.
practice-done = nombre de fois : { $count }
practice-expected = Ce qu’un spécialiste attendrait
practice-level = Niveau
practice-missed = Manqué
practice-new = pas encore fait
practice-nothing = rien
practice-right = Remarqué
practice-too-much = En trop : le récit ne le dit pas
practice-why = Pourquoi
practice-yours = Le vôtre

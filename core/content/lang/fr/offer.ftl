# Une offre qui peut mener à l’exploitation.

checklist-offer = Une offre suspecte
    .hint = Une affiche, un message, une page, quelqu’un à la porte. Elle est transmise sans réponse et sans recherche.
section-offer-signs = Ce qui frappe
    .hint = Seulement ce que vous voyez ou ce qu’on vous a dit. N’y répondez pas, n’appelez pas, ne cherchez pas plus loin.

offer-too-good = Elle promet bien plus que ce que donnent ici un tel travail, une école ou un logement
    .hint = Bien payé, sans métier, sans connaître la langue.
offer-no-address = Ni nom, ni adresse, ni entreprise que l’on puisse vérifier
    .hint = Seulement un compte de messagerie ou un prénom.
offer-travel-paid = Le voyage, le visa ou la chambre sont avancés, à rembourser plus tard
    .hint = C’est ainsi que commencent beaucoup de dettes.
offer-papers-first = On veut des passeports, des photos ou de l’argent avant tout accord
    .hint = Aussi des copies de papiers, ou des photos du corps entier.
offer-girls-only = Elle ne veut que des filles, des femmes ou des enfants, ou des personnes jeunes et seules
    .hint = « Jolie », « sans famille », « moins de 25 ans ».
offer-at-once = Il faut répondre tout de suite et n’en parler à personne
    .hint = Un bus qui part ce soir.
offer-marriage = Elle propose un mariage au loin, avec de l’argent pour la famille
    .hint = Par un intermédiaire, une connaissance, une page sur internet.
offer-school = Elle propose école, garde ou sport pour des enfants, loin de leur famille
    .hint = Les parents doivent signer ou remettre des papiers.
offer-sexual = Elle fait allusion au sexe, ou cherche des gens à filmer ou pour tenir compagnie
    .hint = Modèle, danseuse, masseuse, hôtesse.
offer-organ = Elle propose de l’argent contre un organe
    .hint = Souvent un rein, souvent à qui a des dettes.
offer-fighters = Elle propose une paie pour garder ou combattre ailleurs
    .hint = Aussi pour « servir » un groupe, ou comme chauffeur ou cuisinier auprès de gens armés.
offer-many-places = La même offre est vue ou racontée en plusieurs lieux
    .hint = Mêmes mots, même image ou même compte.
offer-leaving-now = Quelqu’un ici est sur le point de partir à cause d’elle
    .hint = Aujourd’hui ou dans les jours qui viennent. Ne retenez personne ; proposez ce qui aide.

level-no-flag-offer = Aucun signe pour l’instant
    .meaning = Cela ne veut pas dire que l’offre est honnête.
level-enquire-offer = Gardez cette offre en tête
    .meaning = Elle a quelque chose des offres qui mènent à l’exploitation.
level-refer-offer = Transmettez cette offre
    .meaning = Elle ressemble aux offres qui mènent à l’exploitation. Un spécialiste s’en occupe.
level-refer-now-offer = Transmettez cette offre maintenant
    .meaning = Quelqu’un court peut-être un danger à cause d’elle.

rule-offer-now = Quelqu’un est sur le point de partir à cause de cette offre
rule-offer-grave = Elle veut des corps, des organes, des combattants ou des papiers
rule-offer-several = Plusieurs choses frappent dans cette offre
advice-offer = N’y répondez pas, n’appelez pas, ne cherchez pas plus loin : on voit qui regarde. Une affiche reste où elle est, sauf chez nous.
advice-offer-leaving = Donnez-lui le message sur le travail, le mariage ou l’école, et le numéro d’aide. C’est à la personne de décider. Si elle veut parler, commencez un repérage.

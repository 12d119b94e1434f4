# L’annuaire d’exemple. Un bureau le remplace par le sien. On doit pouvoir avoir sur soi sans danger les
# noms d’une carte : aucun mot sur le sujet de l’application.

service-example-clinic = Centre de santé de la Rive (Riverside Health Centre)
    .hours = Jour et nuit
    .contact = 12, rue du Marché (Market Road). Indicatif radio : Blue Door. Téléphone 000-0101
service-example-safe-house = Maison des Deux Arbres (House of the Two Trees)
    .hours = Jour et nuit
    .contact = Demandez « Two Trees » dans n’importe quel centre de santé. Téléphone 000-0102
service-example-children = Le Coin des enfants (Children's Corner)
    .hours = Jour et nuit
    .contact = À côté de l’école principale. Téléphone 000-0103
service-example-workers = Conseil aux travailleurs (Workers' Advice Desk)
    .hours = Du lundi au jeudi de 9 h 00 à 17 h 00, vendredi de 9 h 00 à 16 h 00
    .contact = 3, place de la Gare (Station Square). Téléphone 000-0104
service-example-hotline = La Ligne d’écoute (The Listening Line)
    .hours = Jour et nuit, gratuit de tout téléphone
    .contact = Téléphone 000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations, document thématique, 2018
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol (Protocole sur la traite des personnes), 2000
source-field-practice = Pratique courante du travail de protection, avec les mots propres à ce projet

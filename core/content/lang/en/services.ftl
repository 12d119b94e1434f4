# The example directory. An office replaces these by its own. Names on a card must be safe to be found
# with: no word about trafficking.

service-example-clinic = Riverside Health Centre
    .hours = Day and night
    .contact = Market Road 12. Radio call sign: Blue Door. Telephone 000-0101
service-example-safe-house = House of the Two Trees
    .hours = Day and night
    .contact = Ask any health centre for "Two Trees". Telephone 000-0102
service-example-children = Children's Corner
    .hours = Day and night
    .contact = Beside the main school. Telephone 000-0103
service-example-workers = Workers' Advice Desk
    .hours = Monday to Thursday 9:00 to 17:00, Friday 9:00 to 16:00
    .contact = Station Square 3. Telephone 000-0104
service-example-hotline = The Listening Line
    .hours = Day and night, free from any telephone
    .contact = Telephone 000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations, thematic paper, 2018
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol, 2000
source-field-practice = Common practice in protection work, in this project's own words

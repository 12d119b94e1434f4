# El directorio de ejemplo. Una oficina lo cambia por el suyo. Los nombres de una tarjeta deben poder
# llevarse encima sin peligro: ni una palabra sobre el tema de la aplicación.

service-example-clinic = Centro de Salud de la Ribera (Riverside Health Centre)
    .hours = Día y noche
    .contact = Calle del Mercado 12 (Market Road). Indicativo de radio: Blue Door. Teléfono 000-0101
service-example-safe-house = Casa de los Dos Árboles (House of the Two Trees)
    .hours = Día y noche
    .contact = Pregunte por «Two Trees» en cualquier centro de salud. Teléfono 000-0102
service-example-children = El Rincón de los Niños (Children's Corner)
    .hours = Día y noche
    .contact = Junto a la escuela principal. Teléfono 000-0103
service-example-workers = Mesa de Consejo para Trabajadores (Workers' Advice Desk)
    .hours = De lunes a jueves de 9:00 a 17:00, viernes de 9:00 a 16:00
    .contact = Plaza de la Estación 3 (Station Square). Teléfono 000-0104
service-example-hotline = La Línea de Escucha (The Listening Line)
    .hours = Día y noche, gratis desde cualquier teléfono
    .contact = Teléfono 000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations, documento temático, 2018
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol (Protocolo contra la trata de personas), 2000
source-field-practice = Práctica común en el trabajo de protección, con las palabras propias de este proyecto

# Приклад довідника. Офіс замінює його своїм. Назви на картці мають бути безпечними, якщо її знайдуть:
# жодного слова про тему застосунку.

service-example-clinic = Медичний центр над річкою (Riverside Health Centre)
    .hours = Цілодобово
    .contact = Ринкова вулиця, 12 (Market Road). Позивний у радіо: Blue Door. Телефон 000-0101
service-example-safe-house = Дім двох дерев (House of the Two Trees)
    .hours = Цілодобово
    .contact = Запитайте «Two Trees» у будь-якому медичному центрі. Телефон 000-0102
service-example-children = Дитячий куточок (Children's Corner)
    .hours = Цілодобово
    .contact = Поруч із головною школою. Телефон 000-0103
service-example-workers = Поради для працівників (Workers' Advice Desk)
    .hours = Понеділок — четвер 9:00–17:00, п’ятниця 9:00–16:00
    .contact = Вокзальна площа, 3 (Station Square). Телефон 000-0104
service-example-hotline = Лінія, де слухають (The Listening Line)
    .hours = Цілодобово, безкоштовно з будь-якого телефону
    .contact = Телефон 000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations, тематичний документ, 2018
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol (Протокол про торгівлю людьми), 2000
source-field-practice = Звична практика роботи із захисту, власними словами цього проєкту

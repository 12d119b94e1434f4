# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = Робоче місце
desk-confidential = Робоче місце конфіденційного отримувача
skip = До змісту
languages = Мова
untested = Ці слова переклала машина, і їх ще не прочитав ніхто з носіїв мови.

unlock-title = Розблокувати робоче місце
unlock-passphrase = Кодова фраза
unlock-go = Розблокувати
unlock-wrong = Це не та кодова фраза.
unlock-in-use = Це робоче місце відкрито в іншій програмі. Закрийте її і спробуйте ще раз.
unlock-failed = Робоче місце не відкрилося. Перевірте його в терміналі командою: pocketcard-office verify
locked-title = Робоче місце заблоковано
locked-explain = Того, що введено й не збережено, більше немає. Збережене лежить у своєму випадку.
lock = Заблокувати
closes = Якщо нічого не робити, робоче місце заблокується о цій порі: { $time } UTC.
alone-here = Кожен, хто за цим комп’ютером, може прочитати те, що на екрані. Заблокуйте, перш ніж відійти.

nav = Частини робочого місця
today = Сьогодні
phones = Телефони
services = Служби
figures = Цифри
this-desk = Це робоче місце

refused-title = Не дозволено
refused = Цей запит надійшов не зі сторінки самого робочого місця. Відкрийте адресу, яку показала програма.
missing-title = Тут немає
missing = Такої сторінки чи такого випадку немає.
busy-title = Зачекайте
busy = Робоче місце забирає надіслане. Ця сторінка з’явиться сама.
failed-title = Не вийшло
failed = Нічого не змінено. Перевірте робоче місце в терміналі командою: pocketcard-office verify

wait-none = Ніхто не чекає на відповідь.
wait-some = { $count ->
    [one] На відповідь чекає { $count } випадок (найдовше: { $longest }).
    [few] На відповідь чекають { $count } випадки (найдовше: { $longest }).
    [many] На відповідь чекають { $count } випадків (найдовше: { $longest }).
   *[other] На відповідь чекають { $count } випадку (найдовше: { $longest }).
}
withdrawn-some = { $count ->
    [one] У { $count } випадку згоду відкликано, і відтоді ніхто туди не дивився.
    [few] У { $count } випадках згоду відкликано, і відтоді ніхто туди не дивився.
    [many] У { $count } випадках згоду відкликано, і відтоді ніхто туди не дивився.
   *[other] У { $count } випадку згоду відкликано, і відтоді ніхто туди не дивився.
}
silent-some = { $count ->
    [one] { $count } телефон не озивався тиждень.
    [few] { $count } телефони не озивалися тиждень.
    [many] { $count } телефонів не озивалися тиждень.
   *[other] { $count } телефону не озивалися тиждень.
}
next-case = Відкрити перший випадок
waiting = Хто чекає
not-waiting = У цих ніхто не чекає
not-waiting-explain = Є відповідь, закрито або нічого не помічено.
nothing-filed = Ще нічого не збережено. Заберіть те, що надіслали телефони.
alike-some = { $count ->
    [one] Ще { $count } перевірка ознак каже те саме, що й інші тут. Щоб побачити її, виберіть місце, телефон або стан.
    [few] Ще { $count } перевірки ознак кажуть те саме, що й інші тут. Щоб побачити їх, виберіть місце, телефон або стан.
    [many] Ще { $count } перевірок ознак кажуть те саме, що й інші тут. Щоб побачити їх, виберіть місце, телефон або стан.
   *[other] Ще { $count } перевірки ознак кажуть те саме, що й інші тут. Щоб побачити їх, виберіть місце, телефон або стан.
}
more-cases = Наступні випадки
fewer-cases = Попередні випадки
filter-site = Місце
filter-phone = Телефон
filter-state = Стан
filter-code = Код
filter-all = Усі
filter-go = Показати
filtered = { $count ->
    [one] Підходить { $count } випадок.
    [few] Підходять { $count } випадки.
    [many] Підходять { $count } випадків.
   *[other] Підходять { $count } випадку.
}

collect = Забрати зараз
collected = { $filed ->
    [0] Нічого нового.
    [one] { $filed } новий запис.
    [few] { $filed } нові записи.
    [many] { $filed } нових записів.
   *[other] { $filed } нового запису.
}
collect-waiting = { $count ->
    [one] { $count } телефон чекає, доки порівняють його слова.
    [few] { $count } телефони чекають, доки порівняють їхні слова.
    [many] { $count } телефонів чекають, доки порівняють їхні слова.
   *[other] { $count } телефону чекають, доки порівняють їхні слова.
}
collect-aside = { $count ->
    [one] { $count } пакунок не вдалося зберегти, його відкладено.
    [few] { $count } пакунки не вдалося зберегти, їх відкладено.
    [many] { $count } пакунків не вдалося зберегти, їх відкладено.
   *[other] { $count } пакунка не вдалося зберегти, їх відкладено.
}
collect-alarm = На одне запрошення відповіли два телефони. Хтось має його копію. Погляньте на це зараз.
collect-full = Диск заповнено. Те, що надійшло, чекає, доки буде місце.
collect-failed = Не вдалося дістатися до скриньки в мережі. Нічого не втрачено; заберіть ще раз.
collect-no-hub = Цей офіс не має скриньки в мережі. Принесені файли беруть у терміналі: pocketcard-office collect --bundle FILE

state-withdrawn = Згоду відкликано
state-refer-now = Запропонувати перенаправлення зараз
state-agreed = Є згода на направлення
state-refer = Запропонувати перенаправлення
state-enquire = Дізнатися більше
state-answered = Є відповідь
state-no-flag = Нічого не помічено
state-closed = Закрито
state-phone = Телефон назвав себе
since = { $time } UTC
age-minutes = { $count ->
    [0] менше ніж хвилина
    [one] { $count } хвилина
    [few] { $count } хвилини
    [many] { $count } хвилин
   *[other] { $count } хвилини
}
age-hours = { $count ->
    [one] { $count } година
    [few] { $count } години
    [many] { $count } годин
   *[other] { $count } години
}
age-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
    [many] { $count } днів
   *[other] { $count } дня
}
new = Нове
no-code = Без коду
column-state = Стан
column-code = Код
column-place = Місце
column-phone = Телефон
column-since = Скільки чекає
column-also = Також
corrections = { $count ->
    [one] { $count } виправлення
    [few] { $count } виправлення
    [many] { $count } виправлень
   *[other] { $count } виправлення
}

case-of = Випадок { $code }
why = Чому він стоїть тут
why-withdrawn = Людина відкликала згоду. Нічого не передавайте з того направлення і скажіть усім, кому розповіли.
why-agreed = Людина згодна, щоб повідомили службу, і чекає.
why-declined = Людина відмовилася від направлення: нічого не передають.
why-danger = Згоди ніхто не давав: людина не могла відповісти, а життя було в небезпеці.
why-form = Це форма із запитаннями. Її ніхто не оцінював: прочитайте.
why-unreadable = Запис цього випадку пошкоджено. Перевірте робоче місце.
why-again = Телефон показав «{ $said }». З тих самих відповідей це робоче місце виводить «{ $again }». Зважайте на відповіді.
why-clock = Годинник телефону йшов неправильно: його час нічого не означає.
why-revoked = Це надійшло, коли той телефон уже не приймали: перевірте.

consent-title = На що людина погодилася
consent-purpose = Для чого
consent-said = Сказано
consent-yes = Так
consent-no = Ні
consent-withdrawn = Відкликано
consent-none = Згоди ще ніхто не питав: нічого не можна передавати.
purpose-services = Допомога офісу і його партнерів
purpose-referral = Службу повідомляють
purpose-statistics = Врахування в загальному числі
purpose-accountability = Використання в розслідуванні або в суді
basis-own = Людина згодна.
basis-caregiver-and-child = Опікун згоден, і дитина теж.
basis-best-interests = Вирішили найкращі інтереси дитини, бо: { $reason }
basis-life-in-danger = Життя було в небезпеці, бо: { $reason }
how-spoken = Запитали вголос, без посередника.
how-interpreted = Запитали через перекладача.
how-written = Прочитано й підписано або позначено.
how-heard = Прослухано запис.

service-note = Що можна сказати службі
service-note-only = Це й більше нічого.
service-note-none = Жодній службі нічого не можна казати.
note-service = Служба
note-code = Код, який назве людина
note-needs = Що потрібно
note-language = Мова
note-word = Нотатка
none = немає

record-screening = Перевірка ознак
record-referral = Направлення
record-amendment = Виправлення
record-withdrawal = Згоду відкликано
record-service-report = Звістка про службу
record-enrolment = Телефон назвав себе
record-damaged = Цей запис пошкоджено.
made = Завершено: { $time } UTC за годинником телефону.
filed = Збережено тут: { $time } UTC, номер { $number } у журналі телефону { $phone }.
filed-unnamed = Збережено тут: { $time } UTC, номер { $number } у своєму журналі.
checked = Підпис і місце в журналі перевірено під час відкриття.
answers-given = Що відповіли
corrected = Виправлено на: { $answer }
unknown-indicator = Ознака, якої тутешні списки не знають
note = Нотатка
without-service = Перевірку зроблено, хоча там не відомо жодної служби, бо
attachment = Вкладення { $number }
attachment-waits = Воно ще не надійшло.
attachment-elsewhere = Тип { $kind }: дістаньте його в терміналі командою pocketcard-office show --attachments
takes-back = Відкликає згоду на направлення.
never-sent = Направлення так і не вийшло з телефону.

answered-title = Відповіді
answered-at = Відповідь дано: { $time } UTC
answer-at-hub = Вона в скриньці в мережі, для телефону.
answer-goes = Вона піде, коли знову забиратимуть надіслане.
answer-title = Відповідь
answer-text = Що сказати телефону
answer-hint = Її прочитає той, у кого телефон. Без імен і без того, на що людина не погодилася.
answer-begin = Почати з
begin-told = Службу повідомлено
begin-told-text = Службу повідомлено, вона чекає на людину, яка назве код { $code }.
begin-call = Подзвоніть, будь ласка
begin-call-text = Будь ласка, подзвоніть до офісу, перш ніж робити щось далі щодо { $code }.
begin-again = Подивитися ще раз
begin-again-text = Щодо { $code }: будь ласка, побачтеся з людиною ще раз там, де це безпечно, і запитайте лише, як вона почувається і що їй потрібно.
begin-no-place = Сьогодні немає місць
begin-no-place-text = Щодо { $code }: сьогодні жодна служба не має місць. Завтра ми спробуємо ще раз. До того часу залиште контактну картку.
begin-read = Прочитано, більше нічого
begin-read-text = Дякуємо. Ми прочитали { $code }. Більше нічого робити не треба.
answer-send = Надіслати
answer-keep = Зберегти на потім
answer-kept = Збережено й запечатано разом із цим випадком.
answer-sent = Готово. Вона піде, коли знову забиратимуть надіслане.
answer-empty = Спершу напишіть відповідь, не довшу за 4000 літер.
answer-nobody = У цьому випадку нікому відповісти.
answer-no-way = Хто надсилає конфіденційне повідомлення, отримує підтвердження, але написати цій людині не можна.
hand = Службу повідомлено
hand-explain = Запишіть це, щоб ніхто не повідомляв службу вдруге.
close-case = Закрити випадок
close-explain = Те, що надійде пізніше, знову його відкриє.
noted = Записано.
case-closed = Закрито. Те, що надійде пізніше, знову його відкриє.
back-today = Назад до «Сьогодні»

phone-label = Назва
phone-heard = Востаннє озивався
phone-records = Записи
phone-missing = Не надійшло
phone-pack = Списки
phone-state = Стан
phone-revoked = Більше не приймають
phone-good = Усе як слід
phone-forks = Його журнал продовжено двічі
phone-broken = Його журнал не сходиться
phone-rivals = На його запрошення відповіли два телефони
phone-silent = Не озивався тиждень
no-phones = Ще немає жодного зареєстрованого телефону. Запросіть телефон у терміналі: pocketcard-office invite NAME
phones-verbs = Запрошуйте телефони, приймайте їх або припиняйте приймати в терміналі.

services-explain = Довідник чинного пакета, як його показують телефони.
services-none = Чинний пакет не має довідника.
service-inactive = Зараз нікого не приймає
service-needs = Допомагає з
service-card = Що кажуть людині
service-facts = Що знати наперед

figures-explain = Лише для цього робочого місця. Нічого звідси не оприлюднюють.
figure-waiting = Випадки, що чекають, за тривалістю
figure-heard = Телефони, за тим, коли озивалися востаннє
figure-group = Група
figure-number = Кількість
under-hours-4 = Менше 4 годин
under-hours-24 = Від 4 до 24 годин
under-days-3 = Від 1 до 3 днів
over-days-3 = Понад 3 дні
today-heard = Сьогодні
under-days-7 = Від 1 до 7 днів
over-days-7 = Понад 7 днів

desk-keys = Слова для ключів цього робочого місця
desk-hub = Скринька в мережі
desk-no-hub = немає
desk-pack = Чинний пакет
desk-pack-none = Жодного не видано: телефони мають вбудовані списки.
desk-pack-version = { $name }, версія { $version }
check = Перевірити все
check-good = { $records ->
    [one] Перевірено { $records } запис. Усе як слід.
    [few] Перевірено { $records } записи. Усе як слід.
    [many] Перевірено { $records } записів. Усе як слід.
   *[other] Перевірено { $records } запису. Усе як слід.
}
check-bad = Щось не так. Нічого не видалено. Погляньте на це в терміналі: pocketcard-office verify
check-problems = { $count ->
    [one] { $count } річ не така, як слід.
    [few] { $count } речі не такі, як слід.
    [many] { $count } речей не такі, як слід.
   *[other] { $count } речі не такі, як слід.
}

log = Журнал
log-explain = Кожен рядок містить відбиток попереднього. Перевірка називає рядок, якого бракує або який змінено.
log-time = Час (UTC)
log-who = Користувач
log-act = Що зроблено
log-record = Випадок
log-last = Тут найновіші рядки; pocketcard-office log показує всі.
act-unlocked = Робоче місце відімкнено
act-refused = Неправильні парольні фрази
act-viewed = Переглянуто
act-attachment-written = Додаток показано або записано
act-answered = Надано відповідь
act-handed = Службу повідомлено
act-closed = Закрито
act-requested = Попрошено другу особу
act-approved = Схвалено
act-deleted = Видалено
act-kept = Збережено для суду
act-no-longer-kept = Більше не зберігається для суду
act-exported = Вивантажено з ключем
act-published = Пакет оприлюднено
act-revoked = Телефон відкликано
act-phone-recovered = Нові слова відновлення для телефону
act-user-added = Користувача додано
act-user-removed = Користувача вилучено
act-user-renamed = Користувача перейменовано
act-passphrase-changed = Парольну фразу змінено
act-words-made = Слова відновлення створено
desk-user = Ви
role-administrator = адміністратор
role-focal-point = координатор
alone = Цим робочим місцем користується одна особа. Те, що деінде потребує двох, вона робить сама, і журнал про це каже.
requests = Що чекає на другу особу
request-export = Вивантаження запису з ключем
request-deletion = Видалення випадку
request-by = Просить { $name }, бо: { $reason }
approve = Схвалити
approved = Схвалено. Хто просив, може зробити це протягом 48 годин.
approve-another = Схвалює інша особа, не та, що просила.

# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = Dawati
desk-confidential = Dawati la mpokeaji wa siri
skip = Nenda kwenye maudhui
languages = Lugha
untested = Maneno haya yametafsiriwa na mashine na bado hayajasomwa na mzungumzaji wa lugha hii.

unlock-title = Fungua dawati
unlock-passphrase = Maneno ya siri
unlock-go = Fungua
unlock-wrong = Hayo si maneno ya siri.
unlock-in-use = Programu nyingine imefungua dawati hili. Ifunge, kisha jaribu tena.
unlock-failed = Dawati halikufunguka. Likague kwenye dirisha la amri kwa: pocketcard-office verify
locked-title = Dawati limefungwa
locked-explain = Kilichoandikwa bila kuhifadhiwa kimepotea. Kilichohifadhiwa kiko kwenye kesi yake.
lock = Funga dawati
closes = Lisipotumiwa, dawati litajifunga wakati huu: { $time } UTC.
alone-here = Mtu yeyote aliye kwenye kompyuta hii anaweza kusoma kilicho kwenye skrini. Funga dawati kabla ya kuondoka.

nav = Sehemu za dawati
today = Leo
phones = Simu
services = Huduma
figures = Takwimu
this-desk = Dawati hili

refused-title = Hairuhusiwi
refused = Ombi hili halikutoka kwenye ukurasa wa dawati lenyewe. Fungua anwani iliyoonyeshwa na programu.
missing-title = Haipo hapa
missing = Hakuna ukurasa au kesi kama hiyo.
busy-title = Subiri kidogo
busy = Dawati linakusanya. Ukurasa huu utakuja wenyewe.
failed-title = Haikufanikiwa
failed = Hakuna kilichobadilika. Kagua dawati kwenye dirisha la amri kwa: pocketcard-office verify

wait-none = Hakuna anayesubiri jibu.
wait-some = { $count ->
    [one] Kesi moja inasubiri jibu (muda wa kusubiri: { $longest }).
   *[other] Kesi { $count } zinasubiri jibu (iliyosubiri zaidi: { $longest }).
}
withdrawn-some = { $count ->
    [one] Katika kesi moja ridhaa imeondolewa, na hakuna aliyeiangalia tangu hapo.
   *[other] Katika kesi { $count } ridhaa imeondolewa, na hakuna aliyeziangalia tangu hapo.
}
silent-some = { $count ->
    [one] Simu moja haijasikika kwa wiki moja.
   *[other] Simu { $count } hazijasikika kwa wiki moja.
}
next-case = Fungua kesi ya kwanza
waiting = Wanaosubiri
not-waiting = Hakuna anayesubiri katika hizi
not-waiting-explain = Zimejibiwa, zimefungwa, au hakuna kilichoonekana.
nothing-filed = Hakuna kilichotunzwa bado. Kusanya kile ambacho simu zimetuma.
alike-some = { $count ->
    [one] Uchunguzi mwingine mmoja unasema sawa na mwingine ulio hapa. Chagua mahali, simu au hali ili uuone.
   *[other] Uchunguzi mwingine { $count } unasema sawa na mwingine ulio hapa. Chagua mahali, simu au hali ili uuone.
}
more-cases = Kesi zinazofuata
fewer-cases = Kesi zilizotangulia
filter-site = Mahali
filter-phone = Simu
filter-state = Hali
filter-code = Msimbo
filter-all = Zote
filter-go = Onyesha
filtered = { $count ->
    [one] Kesi moja inalingana.
   *[other] Kesi { $count } zinalingana.
}

collect = Kusanya sasa
collected = { $filed ->
    [0] Hakuna jipya.
    [one] Kumbukumbu moja mpya.
   *[other] Kumbukumbu mpya { $filed }.
}
collect-waiting = { $count ->
    [one] Simu moja inasubiri hadi maneno yake yalinganishwe.
   *[other] Simu { $count } zinasubiri hadi maneno yake yalinganishwe.
}
collect-aside = { $count ->
    [one] Kifurushi kimoja hakikuweza kutunzwa na kimewekwa kando.
   *[other] Vifurushi { $count } havikuweza kutunzwa na vimewekwa kando.
}
collect-duress = Kutoka { $phone }, chini ya shuruti: mwenyewe alilazimishwa kuifungua, na yaliyokuwamo yametoweka. Usionyeshe kwamba unajua.
collect-alarm = Simu mbili zimejibu mwaliko mmoja. Kuna mtu mwenye nakala yake. Liangalie sasa.
collect-full = Diski imejaa. Kilichokuja kinasubiri hadi kuwe na nafasi.
collect-failed = Sanduku la mtandaoni halikufikika. Hakuna kilichopotea; kusanya tena.
collect-no-hub = Ofisi hii haina sanduku mtandaoni. Faili zilizobebwa hupokelewa kwenye dirisha la amri: pocketcard-office collect --bundle FILE

state-withdrawn = Ridhaa imeondolewa
state-refer-now = Pendekeza kumpeleka kwenye huduma sasa
state-agreed = Amekubali rufaa
state-refer = Pendekeza kumpeleka kwenye huduma (rufaa)
state-enquire = Tafuta kujua zaidi
state-answered = Imejibiwa
state-no-flag = Hakuna kilichoonekana
state-closed = Imefungwa
state-phone = Simu imejitambulisha
age-minutes = { $count ->
    [0] chini ya dakika moja
    [one] dakika moja
   *[other] dakika { $count }
}
age-hours = { $count ->
    [one] saa moja
   *[other] saa { $count }
}
age-days = { $count ->
    [one] siku moja
   *[other] siku { $count }
}
new = Mpya
no-code = Hakuna msimbo
column-state = Hali
column-code = Msimbo
column-place = Mahali
column-phone = Simu
column-since = Muda wa kusubiri
column-also = Pia
corrections = { $count ->
    [one] Marekebisho mara moja
   *[other] Marekebisho mara { $count }
}

case-of = Kesi { $code }
why = Kwa nini iko hapa
signs = Dalili, na kila moja ilikotoka
why-withdrawn = Mtu ameondoa ridhaa. Usipeleke chochote kutoka kwenye rufaa hiyo, na uwaambie wote walioambiwa.
why-agreed = Mtu amekubali huduma iambiwe.
why-declined = Mtu amekataa rufaa: hakuna kinachopelekwa.
why-danger = Hakuna aliyekubali: mtu hakuweza kujibu na maisha yalikuwa hatarini.
why-form = Hii ni fomu ya maswali. Hakuna aliyeipima: isome.
why-unreadable = Kumbukumbu ya kesi hii imeharibika. Kagua dawati.
why-again = Simu ilionyesha "{ $said }". Kwa majibu yaleyale dawati hili linapata "{ $again }". Fuata majibu.
why-clock = Saa ya simu haikuwa sahihi: nyakati zake hazisemi chochote.
why-duress = Kutoka kwa simu iliyo chini ya shuruti: mwenyewe alilazimishwa kuifungua. Inayosema inaweza kuwa kweli; usijibu lolote linaloweza kumdhuru.
why-revoked = Imekuja baada ya simu hiyo kuacha kukubaliwa: iangalie.

consent-title = Mtu alichokubali
consent-purpose = Kwa ajili ya nini
consent-said = Alichosema
consent-yes = Ndiyo
consent-no = Hapana
consent-withdrawn = Imeondolewa
consent-none = Hakuna aliyeomba ridhaa bado: hakuna kinachoruhusiwa kupelekwa.
purpose-services = Msaada wa ofisi na washirika wake
purpose-referral = Huduma inaambiwa
purpose-statistics = Kuhesabiwa katika jumla
purpose-accountability = Kutumika katika uchunguzi wa kisheria au mahakamani
basis-own = Mtu amekubali.
basis-caregiver-and-child = Mlezi amekubali, na mtoto pia.
basis-best-interests = Maslahi bora ya mtoto ndiyo yaliyoamua, kwa sababu: { $reason }
basis-life-in-danger = Maisha yalikuwa hatarini, kwa sababu: { $reason }
how-spoken = Iliulizwa kwa sauti, bila mtu wa kati.
how-interpreted = Iliulizwa kupitia mkalimani.
how-written = Imesomwa na kutiwa sahihi au alama.
how-heard = Imesikilizwa kwenye rekodi.

service-note = Kinachoruhusiwa kuambiwa huduma
service-note-only = Hiki tu, si zaidi.
service-note-none = Hakuna kinachoruhusiwa kuambiwa huduma yoyote.
note-service = Huduma
note-code = Msimbo ambao mtu atausema
note-needs = Kinachohitajika
note-language = Lugha
note-word = Maelezo
none = hakuna

record-screening = Uchunguzi
record-referral = Rufaa
record-amendment = Marekebisho
record-withdrawal = Ridhaa imeondolewa
record-service-report = Habari kuhusu huduma
record-enrolment = Simu imejitambulisha
record-damaged = Kumbukumbu hii imeharibika.
made = Ilikamilika: { $time } UTC kwa saa ya simu.
filed = Ilitunzwa hapa: { $time } UTC, namba { $number } kwenye daftari la { $phone }.
filed-unnamed = Ilitunzwa hapa: { $time } UTC, namba { $number } kwenye daftari lake.
checked = Sahihi yake na nafasi yake kwenye daftari zilikaguliwa ilipofunguliwa.
answers-given = Majibu yaliyotolewa
corrected = Imerekebishwa kuwa: { $answer }
unknown-indicator = Ishara ambayo orodha za hapa haziijui
note = Maelezo
without-service = Uchunguzi ulifanyika ingawa hakuna huduma inayojulikana huko, kwa sababu
attachment = Kiambatisho { $number }
attachment-waits = Bado hakijafika.
attachment-elsewhere = Ni cha aina { $kind }: kitoe kwenye dirisha la amri kwa pocketcard-office show --attachments
takes-back = Inaondoa ridhaa ya rufaa.
never-sent = Rufaa haikutoka kamwe kwenye simu.

answered-title = Majibu
answered-at = Imejibiwa: { $time } UTC
answer-at-hub = Liko kwenye sanduku la mtandaoni kwa ajili ya simu.
answer-goes = Litakwenda na ukusanyaji ujao.
answer-title = Jibu
answer-text = Simu itaambiwa nini
answer-hint = Aliye na simu atalisoma. Bila majina, wala chochote ambacho mtu hakukubali.
answer-begin = Anza na
begin-told = Huduma imeambiwa
begin-told-text = Huduma imeambiwa na inamsubiri mtu atakayetaja msimbo { $code }.
begin-call = Tafadhali piga simu
begin-call-text = Tafadhali ipigie ofisi simu kabla ya kufanya zaidi kuhusu { $code }.
begin-again = Angalia tena
begin-again-text = Kuhusu { $code }: tafadhali mwone mtu huyo tena, pale palipo salama, na uulize tu hali yake na anachohitaji.
begin-no-place = Hakuna nafasi leo
begin-no-place-text = Kuhusu { $code }: hakuna huduma yenye nafasi leo. Tutajaribu tena kesho. Hadi hapo, acha kadi ya mawasiliano.
begin-read = Imesomwa, basi
begin-read-text = Asante. Tumesoma { $code }. Huna haja ya kufanya zaidi.
answer-send = Tuma
answer-keep = Hifadhi kwa baadaye
answer-kept = Limehifadhiwa kwenye kesi hii, limefungwa kwa siri.
answer-sent = Tayari. Litakwenda na ukusanyaji ujao.
answer-empty = Andika jibu kwanza, lisizidi herufi 4,000.
answer-nobody = Hakuna anayeweza kujibiwa katika kesi hii.
answer-no-way = Aliyeandika ripoti ya siri hupata uthibitisho, na hawezi kuandikiwa.
hand = Huduma imeambiwa
hand-explain = Liandike, ili mtu asiiambie huduma mara ya pili.
close-case = Funga kesi
close-explain = Kitakachokuja baadaye kitaifungua tena.
noted = Imeandikwa.
case-closed = Imefungwa. Kitakachokuja baadaye kitaifungua tena.
back-today = Rudi kwenye Leo

phone-label = Jina
phone-heard = Ilisikika mara ya mwisho
phone-records = Kumbukumbu
phone-missing = Hazijafika
phone-pack = Orodha
phone-state = Hali
phone-revoked = Haikubaliwi tena
phone-good = Iko sawa
phone-forks = Daftari lake liliendelezwa mara mbili
phone-broken = Daftari lake haliendani
phone-rivals = Simu mbili zilijibu mwaliko wake
phone-put-off = Imetumia sehemu yake ya siku: viambatisho vinasubiri
phone-silent = Haijasikika kwa wiki moja
no-phones = Hakuna simu iliyosajiliwa bado.

services-explain = Orodha ya huduma ya pakiti inayotumika, kama simu zinavyoionyesha.
services-none = Pakiti inayotumika haina orodha ya huduma.
service-inactive = Haipokei mtu kwa sasa
service-needs = Inasaidia
service-card = Mtu anaambiwa nini
service-facts = Ya kujua kabla

figures-explain = Kwa dawati hili peke yake. Hakuna cha hapa kinachochapishwa.
figure-waiting = Kesi zinazosubiri, kwa muda wa kusubiri
figure-heard = Simu, kwa wakati ziliposikika mara ya mwisho
figure-group = Kundi
figure-number = Idadi
figure-sites = Ripoti kwa eneo na wiki (wiki kuanzia Jumatatu)
figure-indicators = Dalili zilizoonekana au kusimuliwa, kwa wiki
figure-delivery = Saa kutoka kumaliza rekodi hadi kuihifadhi, kwa wiki
figure-doubtful = Rekodi za simu zenye saa zenye shaka, kwa wiki
figure-site = Eneo
figure-indicator = Dalili
figure-other = Nyingine
figure-half = nusu ndani ya
figure-nine-of-ten = tisa kati ya kumi ndani ya
figure-records = rekodi
under-hours-4 = Chini ya saa 4
under-hours-24 = Saa 4 hadi 24
under-days-3 = Siku 1 hadi 3
over-days-3 = Zaidi ya siku 3
today-heard = Leo
under-days-7 = Siku 1 hadi 7
over-days-7 = Zaidi ya siku 7

desk-keys = Maneno ya funguo za dawati hili
desk-hub = Sanduku la mtandaoni
desk-no-hub = hakuna
desk-pack = Pakiti inayotumika
desk-pack-none = Hakuna iliyochapishwa: simu zina orodha zilizokuja na programu.
desk-pack-version = { $name }, toleo { $version }
check = Kagua vyote
check-good = { $records ->
    [one] Kumbukumbu moja imekaguliwa. Kila kitu kiko sawa.
   *[other] Kumbukumbu { $records } zimekaguliwa. Kila kitu kiko sawa.
}
check-bad = Kuna kitu hakiko sawa. Hakuna kilichofutwa. Liangalie kwenye dirisha la amri: pocketcard-office verify
check-problems = { $count ->
    [one] Kitu kimoja hakiko sawa.
   *[other] Vitu { $count } haviko sawa.
}

log = Kumbukumbu
log-explain = Kila mstari una alama ya mstari uliotangulia. Ukaguzi hutaja mstari unaokosekana au uliobadilishwa.
log-time = Saa (UTC)
log-who = Mtumiaji
log-act = Kilichofanywa
log-record = Kesi
log-last = Mistari mipya zaidi iko hapa; pocketcard-office log huonyesha yote.
act-unlocked = Alifungua dawati
act-refused = Kauli za siri zisizo sahihi
act-unlogged = Haikuandikwa kwa kukosa nafasi
act-viewed = Imetazamwa
act-attachment-written = Kiambatisho kimeonyeshwa au kunakiliwa
act-answered = Imejibiwa
act-handed = Huduma imeambiwa
act-closed = Imefungwa
act-requested = Mtu wa pili ameombwa
act-approved = Imeidhinishwa
act-deleted = Imefutwa
act-kept = Imehifadhiwa kwa mahakama
act-no-longer-kept = Haihifadhiwi tena kwa mahakama
act-exported = Imetolewa pamoja na funguo zake
act-released = Takwimu zimetolewa
act-analyst-added = Mchambuzi ameongezwa
act-analyst-removed = Mchambuzi ameondolewa
act-passed-on = Imepelekwa kwa wengine, kwa HTCDS au kwa CTDC
act-published = Kifurushi kimechapishwa
act-revoked = Simu imefutiwa idhini
act-phone-recovered = Maneno mapya ya urejeshaji ya simu
act-user-added = Mtumiaji ameongezwa
act-user-removed = Mtumiaji ameondolewa
act-user-renamed = Mtumiaji amepewa jina jipya
act-passphrase-changed = Kauli ya siri imebadilishwa
act-words-made = Maneno ya urejeshaji yametengenezwa
act-backed-up = Dawati limenakiliwa kwa watunzaji
act-restored = Dawati limerudishwa kutoka kwenye nakala
act-token-renewed = Tokeni mpya ya sanduku la mtandaoni
act-retention-set = Miezi ya kutunza kesi zilizofungwa (0: bila mwisho)
desk-user = Wewe
role-administrator = msimamizi
role-focal-point = mratibu
alone = Mtu mmoja hutumia dawati hili. Kinachohitaji watu wawili kwingine, yeye hufanya peke yake, na kumbukumbu husema hivyo.
requests = Kinachomsubiri mtu wa pili
request-export = Kutoa kesi nzima pamoja na funguo zake
request-deletion = Kufuta kesi
request-release = Kutoa takwimu
request-htcds = Kesi inayopelekwa kwa huduma, kwa HTCDS
request-ctdc = Mistari inayopelekwa kwa CTDC
request-by = { $name } anaomba, kwa sababu: { $reason }
approve = Idhinisha
approved = Imeidhinishwa. Aliyeomba anaweza kufanya hivyo kwa saa 48.
approve-another = Mtu mwingine asiye aliyeomba ndiye huidhinisha.

invite-label = Jina la simu mpya
invite-hint = Jina la timu au la kazi, si la mtu.
invite-go = Tengeneza mwaliko
invitation = Mwaliko
invitation-hint = Unaonyeshwa mara hii moja tu. Unakili na uukabidhi ana kwa ana: yeyote aliye nao anaweza kusajili simu mara moja.
phone-comes = Simu inakuja
words-read = Msomee mwenye simu maneno haya, kwa sauti au ana kwa ana:
accept-phone = Simu
accept-words = Maneno sita ambayo inaonyesha
accept-hint = Yasikie kutoka kwa mwenye simu, si kwa njia iliyoleta mwaliko.
accept-go = Ikubali
phone-accepted = Imeandikwa. Simu yenye maneno haya inasajiliwa sasa au jibu lake likifika.
phone-other-words = Simu yenye maneno mengine imejibu mwaliko huu. Uliza tena simu inaonyesha nini. Ikiwa ni yale yale, mtu ana nakala ya mwaliko.
phone-goes = Simu imepotea au imeibiwa
revoke-explain = Hakuna kinachorekodiwa nayo kuanzia sasa kinachopokelewa, na haipati orodha mpya. Ilichorekodi awali bado kinafika.
revoke-phone = Simu
revoke-go = Ifutie idhini
phone-was-revoked = Imefutiwa idhini. Nyingine zinatumiwa ufunguo mpya.
failed-phone = Haikufanikiwa. Hakuna kilichobadilishwa.

two-people = Yanayohitaji watu wawili
two-people-explain = Mtumiaji mwingine anaidhinisha ndani ya saa 48, kwa kaulisiri yake mwenyewe. Usiandike jina katika sababu: inabaki.
request-reason = Sababu
ask-export = Omba kutoa faili za kesi hii
ask-delete = Omba kufuta kesi hii
ask-delete-closed = Kesi inafutwa baada ya kufungwa.
requested = Ombi limewekwa. Linaendelea chini ya Dawati hili: mtumiaji mwingine anaidhinisha huko, ndani ya saa 48.
reason-needed = Halijaombwa: sema kwa nini, kwa herufi 1 hadi 4,000.
not-closed = Funga kesi kwanza.
kept-for-court = Kesi hii inatunzwa kwa ajili ya mahakama: hakuna kinachoifuta.
requests-approved = Unachoweza kufanya sasa, ndani ya saa 48
delete-now = Futa kabisa
export-how = Faili za mahakama huandikwa kwenye terminali:
release-how = Takwimu hutolewa kwenye terminali, kwa amri ileile iliyoziomba:
deleted = { $count ->
    [one] Rekodi moja imefutwa. Nakala za dawati hili zilizotengenezwa kabla bado zinayo.
   *[other] Rekodi { $count } zimefutwa. Nakala za dawati hili zilizotengenezwa kabla bado zinazo.
}

due = Kesi zilizofungwa ambazo muda wake umefika
due-explain = Hakuna kinachofutwa chenyewe. Fungua kesi uombe ifutwe, au itunze kwa ajili ya mahakama.
due-line = ilifungwa { $closed }, muda wake { $due } (UTC)
retention = Kesi zilizofungwa
retention-months = { $count ->
    [one] hutunzwa mwezi mmoja
   *[other] hutunzwa miezi { $count }
}
retention-none = hutunzwa bila mwisho
pack-waits = Toleo { $version } linasubiri: limesainiwa na funguo { $signed } kati ya { $needed }

services-planned = Mabadiliko yaliyopangwa
services-planned-explain = Simu hazijayajua bado. Yaandike kwenye overlay ya kifurushi chako kwa terminali, kisha kijenge, kisaini na ukichapishe:
services-kept = Imehifadhiwa, imefungwa. Simu zitajua kwa kifurushi kijacho.
services-dropped = Mabadiliko yaliyopangwa yameachwa.
services-drop = Acha mabadiliko haya
services-planned-wrong = Yaliyopangwa hayalingani tena na kifurushi kinachotumika: fungua kila huduma tena.
service-change = Badilisha
service-add = Ongeza huduma
service-id = Jina fupi kwa programu
service-id-explain = Herufi ndogo, tarakimu na vistari, kama kliniki-kaskazini. Halibadiliki baadaye.
service-name = Jina
service-contact = Jinsi ya kuifikia
service-contact-explain = Mstari wa kadi: anwani au namba.
service-hours = Saa za kazi
service-active = Inapokea watu sasa
service-kind = Ni
kind-place = Mahali pa kwenda
kind-hotline = Namba ya kupiga
kind-mobile = Watu wanaokuja
service-serves = Inahudumia nani (bila alama: wote)
service-languages = Lugha zinazozungumzwa huko
service-languages-explain = Misimbo yenye mkato kati yake, kama en, fr, ar.
service-area = Eneo (tupu: kila mahali)
service-verified = Ilikaguliwa tarehe
service-verified-explain = Mwaka, mwezi na siku, kama 2026-01-31.
service-keep = Hifadhi
service-remove = Ondoa kwenye orodha
service-id-taken = Huduma nyingine ina jina fupi hilo; chagua jingine.
service-text-wrong = Inahitaji jina, jinsi ya kuifikia na saa za kazi: kila mstari herufi 1 hadi 400, bila mabano ya kupinda wala mikwaju ya nyuma.
service-wrong = Kitu hakilingani: jina fupi, siku au lugha. Pia lazima isaidie kitu fulani.
back-services = Rudi kwenye huduma

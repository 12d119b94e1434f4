# Mahali, bila mtu yeyote.

## Yanayofanya watu hapa wawe rahisi kunyonywa

site-risk-displacement = Watu wengi wamekimbilia hapa au wamekimbia kutoka hapa
    .hint = Kambi, misafara barabarani, nyumba zilizojaa watu.
site-risk-separated-children = Watoto wengi hawako na wazazi wao
    .hint = Nani anawatunza, na nani anawahesabu?
site-risk-no-income = Watu hawana kazi wala kipato
    .hint = Na lazima wapate pesa kwa njia fulani.
site-risk-aid-short = Chakula, maji au misaada haitoshi au inachelewa
    .hint = Huenda mtu akaitoa kwa kubadilishana na ngono au kazi.
site-risk-documents-lost = Watu wengi hawana hati
    .hint = Zilipotea wakati wa kukimbia, zilichukuliwa, hazikutolewa kamwe.
site-risk-school-closed = Shule zimefungwa, zimeshambuliwa au zinatumiwa na watu wenye silaha
    .hint = Watoto wasio shuleni ni rahisi kuchukuliwa.
site-risk-minority-targeted = Kundi la watu wachache linatengwa au kushambuliwa
    .hint = Kwa asili, imani, siasa, mwelekeo wa kimapenzi au utambulisho wa kijinsia.
site-risk-no-rule-of-law = Polisi na mahakama hazifanyi kazi, au zinaogopwa
    .hint = Hakuna anayeadhibiwa.
site-risk-armed-presence = Majeshi au makundi yenye silaha yako karibu
    .hint = Vizuizi vya barabarani, kambi za kijeshi, kambi kando ya vijiji.
site-risk-border-crime = Kuna taarifa za uhalifu uliopangwa unaovuka mpaka
    .hint = Kutoka kwa polisi, wafanyabiashara, madereva, vyombo vya habari.
site-risk-smuggling-route = Watu wanapita hapa kwa msaada wa wasafirishaji wa magendo
    .hint = Mahali pa kukutania, usafiri wa usiku.
site-risk-many-with-money = Kuna wanajeshi, walinda amani, wakandarasi au wafanyakazi wa misaada wengi wenye pesa hapa
    .hint = Baa, hoteli na nyumba mpya karibu na kambi.
site-risk-cheap-labour = Ujenzi, migodi au kilimo kinahitaji wafanyakazi wengi wa bei rahisi
    .hint = Pia mji unapojengwa upya.
site-risk-border-closed = Mpaka umefungwa, au watu wanarudishwa nyuma
    .hint = Wanaolazimika kuendelea hutegemea anayeweza kuwavusha.
site-risk-papers-punished = Watu wanakamatwa au kutozwa faini kwa sababu hawana hati
    .hint = Hawataomba msaada kwa yeyote.
site-risk-aid-cut = Misaada imepunguzwa, au waliokuwa wakiitoa wameondoka
    .hint = Linganisha na ulipotembelea mara ya mwisho.
site-risk-prices = Bei zinapanda haraka, au pesa imepoteza thamani
    .hint = Chakula, kodi, mafuta. Familia zinakopa ili ziishi.
site-risk-change-of-power = Uchaguzi umekaribia, au vikosi au misheni inakaribia kuondoka
    .hint = Waliokuwa wakiwalinda watu huenda wataondoka hivi karibuni.
site-risk-hate-speech = Hotuba, nyimbo au ujumbe unachochea chuki dhidi ya kundi fulani
    .hint = Redioni, kwenye simu, kwenye kuta. Andika ni wa aina gani; usisambaze chochote.
site-risk-former-fighters = Wapiganaji wamerudishwa nyumbani bila kazi wala malipo
    .hint = Wavulana kati yao, na wanawake waliozuiliwa nao, mara nyingi husahaulika.

## Yanayoweza kuonyesha kwamba inatokea

site-sign-false-offers = Ahadi za kazi, ndoa, shule au safari hapa zinaonekana nzuri kupita kiasi
    .hint = Mabango, kurasa za mtandao, watu getini.
site-sign-recruiters = Wageni wanakuja kambini au kituoni na kutoa usafiri, vyumba au kazi
    .hint = Mara nyingi huzungumza na watu wanaofika peke yao.
site-sign-online-demand = Watu wanazidi kutafuta na kutangaza ngono na watu kutoka eneo la shida
    .hint = Imesemwa na wafanyakazi wa hapa au wataalamu. Usitafute mwenyewe.
site-sign-shadow-economy = Inasemekana wanawake zaidi wanaishi kwa kazi za kificho au kwa kuuza ngono, au wasichana wanatumiwa kwa hilo
    .hint = Sikiliza vikundi vya wanawake na wahudumu wa afya.
site-sign-marriage-brokers = Ndoa za mapema au za ghafla zimeongezeka, au kuna madalali wanaozipanga
    .hint = Pesa kwa familia; wachumba kutoka mbali.
site-sign-missing-people = Watu wanapotea, hasa wasichana na wavulana
    .hint = Kutoka kambini, barabarani, shuleni, nyumbani.
site-sign-child-recruitment = Watoto wanaombwa, wanashawishiwa au wanachukuliwa kujiunga na makundi yenye silaha
    .hint = Zawadi, hotuba, orodha, uvamizi.
site-sign-children-with-armed = Watoto wanaonekana wakiwa na majeshi au makundi yenye silaha
    .hint = Katika jukumu lolote: kubeba, kupika, kwenye kizuizi cha barabara.
site-sign-locked-workplace = Kuna sehemu za kazi ambazo watu hawatoki, zenye walinzi au kufuli
    .hint = Mashamba, migodi, tanuri za matofali, karakana, mashua. Usiingie.
site-sign-people-held = Inasemekana watu wanashikiliwa mpaka familia zao zilipe au mpaka watii
    .hint = Nyumba, viwanja, mashua. Toa taarifa mara moja; usiende huko.
site-sign-people-traded = Inasemekana watu wanauzwa, wanatolewa bure au wananadiwa mtandaoni
    .hint = Pia kama "wake".
site-sign-children-begging = Makundi ya watoto yanaombaomba au kuuza vitu, yakitazamwa na mtu mzima
    .hint = Wanaletwa asubuhi, wanachukuliwa jioni.
site-sign-violence-rising = Ukatili dhidi ya wanawake na watoto unaongezeka
    .hint = Uliza zahanati idadi, kamwe si majina.
site-sign-people-marked = Watu au nyumba zinawekwa alama kwa kundi wanalotoka
    .hint = Alama milangoni, nguo maalum, orodha.
site-sign-organ-offers = Pesa zinatolewa kwa ajili ya viungo vya mwili
    .hint = Mara nyingi kwa watu wenye madeni ya safari.
site-sign-checkpoint-takes = Vituo vya ukaguzi vinachukua pesa, mali au watu
    .hint = Nani anaruhusiwa kupita, nani anazuiliwa, kinacholipwa.
site-sign-girls-leave-school = Wasichana wanakosekana shuleni, zaidi ya awali
    .hint = Walimu wanajua idadi; usiombe majina.
site-sign-stranded-workers = Wafanyakazi wa kigeni wamekwama hapa bila malipo au hati
    .hint = Baada ya mwajiri kukimbia, kazi kufungwa, au mapigano kukaribia.
site-sign-sudden-wealth = Madalali au maafisa wametajirika kwa muda mfupi
    .hint = Magari mapya, nyumba, dhahabu. Andika aina ya mtu, kamwe si jina.
site-sign-personnel-involved = Inasemekana wafanyakazi wa kimataifa wanalipia ngono au wanatumia watu wanaonyonywa
    .hint = Bila undani hapa: lihamishie kwenye ripoti ya utovu wa nidhamu.

## Kinachokosekana ili kuwalinda

site-gap-no-referral = Hakuna huduma ambako watu wanaweza kupelekwa
    .hint = Au hakuna anayeijua hapa.
site-gap-no-registration = Watu wanaofika hawaandikishwi
    .hint = Hasa watoto walio peke yao.
site-gap-no-information = Watu hawajui haki zao, wala pa kupiga simu
    .hint = Hakuna mabango, hakuna namba ya msaada kwa lugha yao.
site-gap-no-safe-space = Hakuna mahali salama kwa wanawake na watoto
    .hint = Pa kupumzika, kuzungumza, kulala.

## Jamii

site-community-women-trusted = Vikundi vya wanawake hapa vinaaminiwa na vinaweza kupeleka ujumbe
    .hint = Vipi, na jinsi ya kuvifikia. Bila majina ya watu.
site-community-leaders-trusted = Viongozi wa dini au wa jadi hapa wanawatetea walionyonywa
    .hint = Au wanaweza kushawishiwa; mfanyakazi wa ustawi wa jamii azungumze nao kwanza.
site-community-come-home = Anayerudi kutoka kwenye unyonyaji anapokelewa tena hapa
    .hint = Na familia, majirani, shule, kazi.
site-community-shame = Anayerudi anaaibishwa, anafukuzwa au anaitwa msaliti hapa
    .hint = Hapo mtu harudishwi nyumbani kabla ya kuwepo wa kumsaidia.

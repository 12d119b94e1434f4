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
site-risk-border-closed = Mpaka umefungwa, au watu wanarudishwa hapo
    .hint = Hapo hutafuta njia nyingine, na wanaoziuza.
site-risk-migration-punished = Kuja au kukaa bila hati huadhibiwa hapa
    .hint = Wanaoogopa kukamatwa hawaombi msaada.
site-risk-aid-cut = Misaada imepunguzwa, au itapunguzwa
    .hint = Uliza watu watafanya nini itakapoisha.
site-risk-prices-rising = Bei zinapanda, au pesa inapoteza thamani
    .hint = Chakula, kodi, usafiri; mshahara unaonunua kidogo.
site-risk-power-changing = Uchaguzi, kuondoka kwa majeshi au mabadiliko ya mamlaka yako karibu
    .hint = Vikosi vinaondoka, vingine vinakuja.
site-risk-demobilised-fighters = Wapiganaji wamerudi na hawana kazi
    .hint = Wengine huleta watu waliowashikilia.
site-risk-stranded-workers = Wafanyakazi wa kigeni wamekwama hapa kwa sababu ya mgogoro
    .hint = Bila malipo, hati au njia ya kurudi.

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
site-sign-checkpoint-takes = Kwenye vizuizi pesa au watu wanachukuliwa
    .hint = Nani anaamua nani apite?
site-sign-girls-leave-school = Wasichana wanaacha kuja shuleni
    .hint = Uliza walimu idadi, kamwe si majina.
site-sign-hate-speech = Kundi linazungumziwa kwa chuki, au kama vitu vya kuchukuliwa
    .hint = Redio, simu, wahubiri, kuta.
site-sign-sudden-wealth = Madalali au madereva wametajirika ghafla
    .hint = Nyumba mpya, magari mapya, wageni wengi.
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

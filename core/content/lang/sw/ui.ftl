# Maneno ambayo skrini zinahitaji kwenye orodha.

answer-observed = Imeonekana
    .hint = Umeona au kusikia mwenyewe.
answer-told = Imesemwa
    .hint = Mtu mwenyewe alisema.
answer-reported = Imeripotiwa
    .hint = Mtu mwingine alikuambia.
answer-not-observed = Haikuonekana
    .hint = Uliangalia na hukuiona. Hiyo haithibitishi chochote.
answer-not-asked = Haikuulizwa
    .hint = Hukuangalia wala kuuliza. Hili ni jibu zuri wakati wote.

age = Umri gani?
    .hint = Si lazima uulize. Kama huna uhakika, chagua "huenda ana chini ya miaka 18".
age-ask = Je, huenda ana chini ya miaka 18?
age-adult = Miaka 18 au zaidi
age-child = Chini ya miaka 18
age-may-be-child = Huenda ana chini ya miaka 18
age-unknown = Haujulikani

offer-open = Imefunguliwa
offer-offered = Inafaa kufunguliwa
offer-available = Inaweza kufunguliwa

consent = Je, unaniruhusu?
    .hint = Soma kila swali kwa sauti. Ndiyo iliyo wazi pekee ndiyo ndiyo. Msaada hautegemei jibu hilo.
consent-before = Kabla sijauliza: wanaosoma ninachoandika ni watu wa ofisi yetu wanaopanga msaada tu; { $days ->
    [0] wao huamua watakitunza kwa muda gani, na unaweza kuuliza
    [one] wanakitunza kwa siku { $days }
   *[other] wanakitunza kwa siku { $days }
}; na huenda mtu akagundua kwamba tulizungumza, kwa hiyo niambie kama hilo ni hatari kwako.
consent-any-help = msaada
consent-services = Naomba niandike unachohitaji, bila jina lako, ili tutafute msaada. Unakubali?
consent-referral = Naomba niwaeleze watoa huduma hawa ({ $service }) unachohitaji ({ $needs }) na jinsi ya kukupata. Sitawaambia kitu kingine. Unakubali?
consent-statistics = Unakubali tukuhesabu katika jumla? Hakuna anayeweza kuona kwamba ni wewe.
consent-accountability = Unakubali wachunguzi au mahakama waambiwe kilichotokea? Wanaweza kukitumia dhidi ya waliofanya. Unaweza kukataa, na kuamua baadaye.
consent-refused = Hakuna shida. Bado unaweza kupata msaada. Hapa ndipo unapopatikana.
consent-withdrawn = Ni sawa. Umeondoa ridhaa yako. Hatutapeleka kitu kingine. Kilichotumwa kabla hakiwezi kurudishwa kila wakati.

code = Msimbo wako: { $code }
    .hint = Msimbo huu unatumika badala ya jina lako. Hakuna anayehitaji jina lako.

state-draft = Haijakamilika
state-sealed = Imekamilika na kufungwa, inasubiri njia ya kufika ofisini
state-in-transit = Iko njiani
state-delivered = Imekabidhiwa, bado haijafika ofisini
state-received = Iko ofisini
state-purged = Iko ofisini na imefutwa kwenye simu hii
state-quarantined = Haikuweza kutumwa; uliza ofisi yako
ask-allegation = Hapa kuna jambo dhidi ya wafanyakazi wa shirika letu, ambalo ofisi ya kawaida haipaswi kulisoma. Litumwe kwa mpokeaji wa siri pekee, na uendelee bila hilo?
ask-back = rudi nyuma
ask-begin = Anza mpya
ask-choose = Namba; bila kuandika: iliyo na *
ask-choose-several = Namba zenye nafasi kati yake
ask-day = Siku, kama 2026-01-31
ask-day-time = Siku na saa, kama 2026-01-31T14:30
ask-decimal = Namba, kama 2.5
ask-enough = Inatosha; endelea
ask-file = Jina la faili
ask-go-on = Enter: endelea
ask-kept = Imehifadhiwa kama rasimu iliyofungwa. Amri ileile huiendeleza.
ask-leave = ondoka; majibu yamehifadhiwa
ask-next-part = sehemu inayofuata
ask-no-keep = Hapana, ihifadhi kama rasimu
ask-no-service = Hakuna huduma inayojulikana hapa. Kwa nini mtu anaangaliwa hata hivyo?
ask-not-a-choice = Hilo haliwezi kuchaguliwa hapa. Jaribu tena.
ask-note = Jambo ambalo halikuweza kusemwa kwa njia nyingine. Bila majina. Linaweza kubaki tupu.
ask-nothing-kept = Hakuna kilichojibiwa, hakuna kilichohifadhiwa.
ask-number = Namba kamili
ask-order = Namba kwa mpangilio unaotakiwa, zenye nafasi kati yake
ask-place = Latitudo na longitudo kwa digrii, kama 12.34 -1.5
ask-places = Alama zenye ; kati yake, kila moja kama 12.34 -1.5
ask-ready = Kamilisha na uifunge kwa ajili ya ofisi?
ask-sections = Sehemu gani sasa?
ask-site = Msimbo wa mahali. Unaweza kubaki tupu.
ask-tick = 1: ndiyo
ask-time = Saa, kama 14:30
ask-too-long = Ni ndefu mno. Sema kwa maneno machache.
ask-turns = Mara ngapi?
ask-unfinished = Kuna kitu ambacho hakijakamilika
ask-which = Linahusu nini?
ask-words = Maneno; bila kuandika: acha kama ilivyo
ask-yes = Ndiyo
question-constraint = Fomu hii haikubali jibu hili.
question-missing = Hili lazima lijibiwe.
question-no-positions = Ofisi yako haiulizi mahali. Acha hili tupu.
question-not-a-choice = Hilo haliwezi kuchaguliwa sasa.
question-out-of-range = Hili liko nje ya mipaka.
question-too-long = Kinachokokotolewa hapa ni kirefu mno.
question-wrong-kind = Hili si jibu la aina inayoulizwa.
service-fact-asks-papers = Huomba hati
service-fact-asks-police-report = Huomba kwanza taarifa ya polisi
service-fact-example = MFANO TU: mahali hapa hapapo
service-fact-fee = Hulipiwa
service-fact-full = Pamejaa sasa
service-fact-hotline = Namba ya kupigia
service-fact-mobile = Wao hukufuata ulipo
service-fact-never-verified = Hakuna aliyesema lini hili lilihakikiwa
service-fact-no-directory = Kifurushi hiki hakina orodha ya huduma: uliza ofisi yako
service-fact-none = Hakuna huduma inayofanya kazi kwenye orodha inayokidhi hili.
service-fact-serves = Kwa: { $serves }
service-fact-spoken = Lugha: { $languages }
service-fact-state = Inaendeshwa na serikali
service-fact-transport = Huwachukua watu
service-fact-verified = Ilihakikiwa { $day }
serves-children = watoto
serves-disability = watu wenye ulemavu
serves-lgbtiq = watu wa LGBTIQ+
serves-men = wanaume
serves-women = wanawake
service-found-changed = Imehama au imebadilika
service-found-closed = Imefungwa
service-found-conditions = Huomba pesa, hati au taarifa ya polisi
service-found-confirmed = Iko kama orodha inavyosema
service-found-full = Imejaa
service-found-new = Kuna mpya
service-found-unsafe = Si salama

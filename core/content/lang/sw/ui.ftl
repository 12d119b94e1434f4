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
age-adult = Miaka 18 au zaidi
age-child = Chini ya miaka 18
age-may-be-child = Huenda ana chini ya miaka 18
age-unknown = Haujulikani

offer-open = Imefunguliwa
offer-offered = Inafaa kufunguliwa
offer-available = Inaweza kufunguliwa

consent = Je, unaniruhusu?
    .hint = Soma kila swali kwa sauti. Ndiyo iliyo wazi pekee ndiyo ndiyo. Msaada hautegemei jibu hilo.
consent-services = Naomba niandike unachohitaji, ili upate msaada. Unakubali?
consent-referral = Naomba niieleze huduma hii kuhusu wewe, ili iweze kukusaidia. Nitaiambia tu kile inachohitaji. Unakubali?
consent-statistics = Unakubali yaliyokupata yahesabiwe kwenye takwimu, bila kitu chochote kinachoonyesha wewe ni nani?
consent-accountability = Unakubali yafikishwe kwa wale wanaoweza kumwajibisha aliyefanya hivyo?
consent-refused = Hakuna shida. Utapata msaada vilevile. Hapa ndipo unapopatikana.
consent-withdrawn = Umeondoa ridhaa yako. Kuanzia sasa hakuna kingine kitakachopelekwa.

code = Namba yako: { $code }
    .hint = Namba hii inatumika badala ya jina lako. Hakuna anayehitaji jina lako.

state-draft = Haijakamilika
state-sealed = Imekamilika na kufungwa, inasubiri njia ya kufika ofisini
state-in-transit = Iko njiani
state-delivered = Imekabidhiwa, bado haijafika ofisini
state-received = Iko ofisini
state-purged = Iko ofisini na imefutwa kwenye simu hii
state-quarantined = Haikuweza kutumwa; uliza ofisi yako

# Ofa inayoweza kuwapeleka watu kwenye unyonyaji.

checklist-offer = Ofa inayotiliwa shaka
    .hint = Bango, ujumbe, ukurasa, mtu langoni. Inapelekwa mbele bila kuijibu na bila kutafuta zaidi.
section-offer-signs = Kinachotia shaka
    .hint = Ulichoona au ulichoambiwa tu. Usiijibu, usipige simu, usitafute zaidi.

offer-too-good = Inaahidi mengi kuliko kazi, shule au nyumba kama hiyo inavyotoa hapa
    .hint = Malipo makubwa, bila ujuzi, bila kujua lugha.
offer-no-address = Hakuna jina, anwani wala kampuni ya kuhakikisha
    .hint = Akaunti ya ujumbe tu, au jina la kwanza.
offer-travel-paid = Safari, viza au chumba kinalipwa kwanza, na kurudishwa baadaye
    .hint = Hivi ndivyo madeni mengi yanavyoanza.
offer-papers-first = Pasipoti, picha au pesa vinatakiwa kabla ya makubaliano yoyote
    .hint = Pia nakala za hati, au picha za mwili mzima.
offer-girls-only = Inataka wasichana, wanawake au watoto tu, au vijana wasio na familia
    .hint = "Mrembo", "bila familia", "chini ya miaka 25".
offer-at-once = Lazima kujibu mara moja, bila kumwambia mtu
    .hint = Basi linaondoka usiku huu.
offer-marriage = Inatoa ndoa mbali, pamoja na pesa kwa familia
    .hint = Kupitia dalali, mtu wa kujuana, ukurasa wa mtandaoni.
offer-school = Inatoa shule, malezi au michezo kwa watoto, mbali na familia zao
    .hint = Wazazi watie sahihi au watoe hati.
offer-sexual = Inadokeza ngono, au inataka watu wa kupigwa picha au wa kukaa na wageni
    .hint = Mwanamitindo, mcheza densi, mkandaji, mhudumu.
offer-organ = Inatoa pesa kwa kiungo cha mwili
    .hint = Mara nyingi figo, mara nyingi kwa mwenye deni.
offer-fighters = Inatoa malipo ya kulinda au kupigana mahali pengine
    .hint = Pia "kutumikia" kundi, au kuwa dereva au mpishi kwa watu wenye silaha.
offer-many-places = Ofa ileile inaonekana au kusimuliwa mahali pengi
    .hint = Maneno, picha au akaunti ileile.
offer-leaving-now = Mtu hapa yuko karibu kuondoka kwa sababu yake
    .hint = Leo au siku zijazo. Usimzuie; mpe kinachosaidia.

level-no-flag-offer = Hakuna dalili hadi sasa
    .meaning = Hiyo haimaanishi kwamba ofa ni ya kweli.
level-enquire-offer = Kumbuka ofa hii
    .meaning = Ina kitu cha ofa zinazowapeleka watu kwenye unyonyaji.
level-refer-offer = Peleka ofa hii mbele
    .meaning = Inafanana na ofa zinazowapeleka watu kwenye unyonyaji. Mtaalamu ataiangalia.
level-refer-now-offer = Peleka ofa hii mbele sasa
    .meaning = Huenda mtu yuko njiani kudhurika kwa sababu yake.

rule-offer-now = Mtu yuko karibu kuondoka kwa sababu ya ofa hii
rule-offer-grave = Inataka miili, viungo, wapiganaji au hati
rule-offer-several = Mambo kadhaa ya ofa hii yanatia shaka
advice-offer = Usiijibu, usipige simu, usitafute zaidi: wanaona anayeangalia. Bango libaki lilipo, isipokuwa liko mahali petu.
advice-offer-leaving = Mpe ujumbe kuhusu kazi, ndoa au shule, na namba ya msaada. Uamuzi ni wake. Akitaka kuzungumza, anza uchunguzi.

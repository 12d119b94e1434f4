# Matokeo yanavyosema. Yanaonyesha tu, hayahukumu kamwe: hakuna sentensi hapa inayosema mtu ni nani.

level-no-flag = Hakuna ishara hadi sasa
    .meaning = Hiyo haimaanishi kwamba hakuna kitu. Acha kadi ya mawasiliano, na endelea kuwa makini.
level-enquire = Endelea kuwa makini, toa msaada
    .meaning = Kuna kitu kimeonekana. Kifuatilie kwa upole, na pale tu ambapo ni salama.
level-refer = Pendekeza kumpeleka kwenye huduma (rufaa)
    .meaning = Kilichoonekana kinapaswa kuangaliwa na mtaalamu.
level-refer-now = Pendekeza kumpeleka kwenye huduma sasa
    .meaning = Kaa mpaka msaada upangwe, au mtu akatae. Mtoto haachwi.
level-no-flag-site = Hakuna ishara hadi sasa
    .meaning = Hiyo haimaanishi kuwa hakuna kitu. Rudi uangalie tena.
level-enquire-site = Endelea kuangalia mahali hapa
    .meaning = Hapa ni rahisi watu kunyonywa. Angalia tena, na umwambie mtu wako wa mawasiliano ulichoona.
level-refer-site = Toa taarifa kuhusu mahali hapa
    .meaning = Kuna ishara hapa ambazo mtaalamu anapaswa kuzichunguza.
level-refer-now-site = Toa taarifa kuhusu mahali hapa sasa
    .meaning = Huenda watu hapa wako hatarini. Toa taarifa mara moja na usiingie mwenyewe.

finding-not-a-verdict = Ishara hazithibitishi wala hazikanushi chochote. Mtaalamu ndiye anayetafuta maana yake.
finding-noticed = Kilichoonekana
finding-since = Tangu ziara ya { $day }
finding-since-new = Mapya tangu hapo:
finding-since-gone = Yametafutwa na hayaonekani tena:
finding-since-not-looked = Yalionekana wakati ule, hayakuangaliwa leo:
finding-since-still = Bado yako hivyo:
finding-since-nothing = Hakuna jipya lililoonekana.
finding-seen = Imeonekana
finding-told = Imesemwa
finding-reported = Imesemwa na mtu mwingine
finding-item = { $how }: { $what } ({ $source })
finding-reasons = Kwa nini kiwango hiki
finding-elements = Kinaweza kuashiria nini
finding-act = Kilichofanyika:
finding-means = Kwa njia gani:
finding-purpose = Kwa lengo gani:
finding-part-missing = Bado hakuna kitu. Hiyo haiondoi uwezekano wowote.
finding-means-not-needed = Haihitajiki: kwa mtoto, njia iliyotumika haijalishi.
finding-definition = Huenda sehemu zote za tafsiri ya usafirishaji haramu zipo hapa. Kama ndivyo kweli, ni kazi ya mtaalamu kuthibitisha.
finding-forms = Aina za unyonyaji ambazo yanaweza kuashiria
finding-urgent = Yasiyoweza kusubiri
finding-linkages = Mambo ambayo huenda yanahusiana na haya
finding-linkage-mechanism = Kwa: { $name }
finding-no-contact = Ofisi yako haijasema jinsi ya kuwapata: muulize mtu wako wa mawasiliano.
finding-advice = La kufanya
finding-advice-more = Zaidi, ukipata muda
finding-because = { $what } (kwa sababu ya: { $causes })
finding-the-age = umri
finding-not-observed = { $count ->
    [one] Ishara moja ilitafutwa na haikuonekana. Hiyo haithibitishi chochote.
   *[other] Ishara { $count } zilitafutwa na hazikuonekana. Hiyo haithibitishi chochote.
}
finding-not-asked = Huna haja ya kuangalia zaidi. Ambacho hakikuangaliwa hakisemi lolote.

reason-anything = Kuna kitu kimeonekana
rule-urgent = Kuna hitaji lisiloweza kusubiri
rule-child-definition = Huenda ni mtoto, na dalili zinahusu kila sehemu ya tafsiri ya usafirishaji haramu
rule-child-now = Huenda ni mtoto anayetumiwa, anayeumizwa au asiye na njia ya kutoka
rule-force = Nguvu au utekaji, na dalili zinahusu kila sehemu ya tafsiri ya usafirishaji haramu
rule-organs = Huenda kiungo kitachukuliwa kwa mtu anayeshinikizwa au kuzuiliwa
rule-misconduct-now = Linahusu mtoto, au bado linaendelea
rule-definition = Dalili zinahusu kila sehemu ya tafsiri ya usafirishaji haramu
rule-exploitation = Huenda kuna unyonyaji, na njia iliyomfikisha mtu huko
rule-control = Mtu anamdhibiti au kumtishia, na hali inafanana na unyonyaji
rule-grave = Huenda kuna aina mojawapo mbaya zaidi ya unyonyaji
rule-linkage = Huenda linahusiana na uhalifu mkubwa
rule-own-personnel = Huenda wafanyakazi wa shirika letu wanahusika
rule-child = Kuna ishara, na huenda ni mtoto
rule-several = Ishara kadhaa kwa pamoja
rule-behind = Inasemekana kuna mtu nyuma ya jambo hili, au watu wanachaguliwa
rule-site-now = Huenda watu mahali hapa wako hatarini sasa
rule-site-sign = Kuna ishara kwamba huenda watu wananyonywa hapa
rule-site-several = Mambo kadhaa kwa pamoja yanafanya watu wa hapa wanyonywe kwa urahisi

child-adult = Mtu huyu ni mtu mzima, kwa kadiri inavyojulikana.
child-child = Mtu huyu ni mtoto. Haijalishi ilitokeaje wala kama mtoto alikubali.
child-may-be-child = Huenda mtu huyu ni mtoto. Mtendee kama mtoto mpaka ujue.
child-unknown = Umri haujulikani. Mtendee mtu huyu kama mtoto mpaka ujue.
child-signs = Ishara hizi zinaashiria mtoto: { $causes }.

advice-safety = Usalama kwanza, wa mtu huyo na wako. Kama huenda kuna anayesikiliza au kutazama, acha. Usimkabili mtu yeyote.
advice-refer-now = Panga msaada kabla ya kuachana: usalama, daktari, mahali salama usiku huu. Wasiliana sasa na huduma au na mtu wako wa mawasiliano.
advice-held = Anashikiliwa au anatakiwa kurudishwa. Mwombe kamanda asubiri, na uwasiliane na msaada wa kisheria, UNHCR au ICRC, na huduma ya ulinzi wa watoto kama ni mtoto. Mtu asipelekwe kwenye hatari wala kuadhibiwa kwa alicholazimishwa kufanya.
advice-about-other = Hili linamhusu mtu mwingine. Anza uchunguzi mpya kwa mtu au mtoto huyo; usimhoji aliyekueleza.
advice-child-alone = Hadi huduma ya ulinzi wa watoto ifike: kaa na mtoto mahali wengine wanapowaona, mpe maji na chakula, uliza tu jina analotaka kuitwa. Hakuna picha, hakuna ahadi, hakuna gari binafsi, wala kumkabidhi mtu mzima anayesema ni ndugu.
advice-ask-age = Umri haujaandikwa. Jiulize mara moja: je, anaweza kuwa na chini ya miaka 18? Chagua "18 au zaidi" au "huenda ana chini ya miaka 18"; hadi hapo anatendewa kama mtoto.
advice-refer = Pendekeza kumpeleka kwenye huduma (rufaa), eleza inafanya nini na itaambiwa nini, na uliza kama mtu anaitaka. Peleka tu yale anayokubali.
advice-enquire = Tafuta wakati tulivu, mahali pa faragha. Muulize hali yake na anachohitaji. Usimhoji.
advice-say = Sema: "Unaweza kuacha wakati wowote. Wewe ndiye unayeamua. Kuna msaada, na ni bure. Lolote lililokupata, si kosa lako."
advice-do-not-ask = Usiulize kuhusu kisa chake, matendo ya ngono, majina ya wengine, wala kwa nini hakuondoka. Usiulize kamwe mbele ya wengine.
advice-no-conditions = Msaada hauna masharti. Hautegemei hati, kuzungumza na polisi, wala kujibu maswali. Akikataa, mwambie msaada unapatikana wapi.
advice-non-punishment = Hakuna anayepaswa kuzuiliwa au kuadhibiwa kwa yale aliyolazimishwa kufanya. Usiwaambie wengine ulichojua kuhusu hati zake za ukaazi. Sheria ikikulazimisha, muulize kwanza mtu wako wa mawasiliano.
advice-child = Mtendee kama mtoto: wasiliana na huduma ya ulinzi wa watoto, usimhoji, usimwache peke yake, na usimkabidhi kwa mtu mzima bila huduma ya ulinzi wa watoto.
advice-check-age = Kuna kitu kinachoashiria mtoto. Hakikisha umri uliouandika ni sahihi; ukiwa na shaka, andika "huenda ana chini ya miaka 18".
advice-medical-soon = Pendekeza matibabu mapema iwezekanavyo: ndani ya saa 72 yanaweza kuzuia ugonjwa na mimba, na baada ya hapo bado yanasaidia.
advice-offer-doctor = Toa daktari au muuguzi, hata kwa majeraha ya zamani. Ni ofa tu: mtu mwenyewe anaamua.
advice-agreed = Mtu anaweza kusema kwamba alikubali. Kama kulikuwa na vitisho, uongo au hakuwa na chaguo lingine, haihesabiki. Kwa mtoto, kamwe.
advice-not-yet = Si lazima iwe imeshatokea. Msaada bora ni ule unaofika kabla.
advice-armed-group = Mtu aliyetumiwa na kundi lenye silaha alitendewa vibaya na anahitaji ulinzi. Usiulize chochote kuhusu operesheni. Wasiliana na huduma ya ulinzi wa watoto au na mtu wako wa mawasiliano kabla ya mtu mwingine yeyote.
advice-accountability = Kama mtu mzima aliyekuwa na kundi lenye silaha au la kigaidi atawajibika, wengine huamua kwa kila kesi. Ikiwa hakuna aliyelazimisha, kudanganya au kutumia shida yake, mkabidhi kwa utaratibu wa misheni yako na useme ishara ulizoona. Usiamue wala usihoji.
advice-international-protection = Huenda ana haki ya kupata hifadhi au kubaki. Mwambie hivyo, na usimruhusu yeyote amrudishe kabla jambo lake halijaangaliwa.
advice-own-personnel = Huenda wafanyakazi wa shirika letu wanahusika. Lihamishie kwenye ripoti ya utovu wa nidhamu, ambayo mpokeaji wa siri pekee anaweza kuisoma, na uendelee hapa bila hilo. Usimwambie mtu mwingine.
advice-site-watch = Angalia tena, saa nyingine na kwa macho ya mtu mwingine. Usiingie mahali hapo, usipige picha, usihoji watu.
advice-site-report = Mwambie mtu wako wa mawasiliano wa ulinzi kuhusu mahali hapa, na kubalianeni nani atafuatilia.
advice-site-now = Mwambie mara moja mtu wako wa mawasiliano wa ulinzi na afisa wako wa usalama. Usiende huko mwenyewe.
advice-misconduct = Tuma ripoti hii na usimwambie mtu mwingine yeyote. Usichunguze, usimkabili mtu, usikusanye ushahidi. Msaidie mtu anayehusika kama ambavyo ungemsaidia mtu yeyote.
advice-leave-contact = Acha kadi ya mawasiliano pale tu ambapo ni salama kwa mtu huyo kukutwa nayo.
advice-write-little = Andika machache tu yanayosaidia. Bila majina, bila namba za simu, bila picha.

contact-card = Msaada wa bure
    .end = Wewe ndiye unayeamua. Si lazima utaje jina lako.

finding-kept = Imehifadhiwa kwa ofisi
    .meaning = Orodha hii inauliza maswali tu. Haina dalili, kwa hiyo hakuna matokeo: majibu hayapimwi hapa, na hayaondoi uwezekano wowote. Ofisi itayasoma.

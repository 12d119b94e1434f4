# Yanayojulikana kuhusu mazingira ya mtu. Mengi yake husemwa, hayaulizwi.

## Safari

journey-crossed-border = Mtu alivuka mpaka bila ruhusa inayohitajika
    .hint = Hakuna lawama wala taarifa kwa polisi. Ni muhimu kwa ulinzi wake.
journey-abroad = Yuko nje ya nchi yake
    .hint = Kwa ruhusa au bila ruhusa. Huhitaji kuona hati yoyote.
journey-paid = Kuna aliyelipwa, au aliyefaidika, kwa kumvusha
    .hint = Pesa, bidhaa, huduma. Rafiki au mwokoaji asiyepata faida si maana yake.
journey-danger = Mtu alitendewa ukatili, au maisha yake yaliwekwa hatarini, njiani
    .hint = Kupigwa, kuachwa jangwani au baharini, kusongamanishwa kwenye gari.
journey-extortion = Mtu alishikiliwa, au aliumizwa, mpaka pesa zaidi zilipwe
    .hint = Simu kwa familia zinahesabika.
journey-sex-for-passage = Alilazimika kufanya ngono na mtu ili aendelee na safari
    .hint = Si kosa lake kamwe. Toa huduma ya matibabu; usiulize chochote.
journey-work-for-passage = Alilazimika kumfanyia mtu kazi ili aendelee na safari
    .hint = Nyumbani, shambani, njiani, bila uhuru wa kuacha.
journey-crime-for-passage = Alilazimika kusaidia uhalifu ili aendelee na safari
    .hint = Kubeba dawa za kulevya, kuendesha mashua, kuleta wengine. Si wao wa kulaumiwa.
journey-services-for-passage = Ili aendelee na safari, mtu alilazimika kufanya ngono, kufanya kazi au kusaidia uhalifu
    .hint = Kamwe si kosa lake.
journey-forced-on = Mtu alitaka kuacha au kurudi na akalazimishwa kuendelea
    .hint = Kwamba alikubali mwanzoni hakubadilishi chochote.
journey-debt = Mtu anadaiwa pesa za safari
    .hint = Deni kwa msafirishaji wa magendo linaweza kugeuka kuwa utumwa.
journey-diverted = Mtu alipelekwa mahali tofauti na alipoahidiwa
    .hint = Nchi nyingine, eneo la vita, nyumba iliyofungwa.

## Ndoa na kumilikiwa

marriage-for-payment = Mtu aliahidiwa au alitolewa kuolewa au kuoa kwa pesa au mali na hakuweza kukataa
    .hint = Kwa wazazi, mlezi, familia au kundi.
marriage-handed-on = Mume au familia yake walimkabidhi mtu kwa mwingine
    .hint = Kwa pesa, mali au kama zawadi.
marriage-inherited = Baada ya mume kufa mtu alipitishwa kwa mwingine
    .hint = Kana kwamba ni sehemu ya mali aliyoacha.
marriage-to-fighter = Mtu aliozwa kwa mwanachama wa kundi lenye silaha au la kigaidi na hakuweza kukataa kwa uhuru
    .hint = Huenda familia ilikubali ili iwe salama.
owned-no-say = Kuna anayeamua maisha ya mtu kama mmiliki
    .hint = Jina lake, imani, mwenzi, nguo, anapolala. Mahali panaweza kuwa pa starehe.
owned-organ = Kuna aliyeahidi pesa kwa kiungo cha mwili, au mtu ana kovu la upasuaji asiloweza kulieleza
    .hint = Pendekeza matibabu.
owned-organ-offer = Mtu fulani alitoa pesa, au safari, badala ya kiungo chake cha mwili
    .hint = Mara nyingi kwa watu wenye madeni ya safari, au wanaozuiliwa hadi walipe.
owned-organ-scar = Ana kovu la upasuaji ambao hakuna aliyemweleza
    .hint = Toa daktari. Usiombe kuliona.

## Makundi yenye silaha

armed-combat = Mtu alilazimishwa kupigana au kujifunza kupigana
    .hint = Mtendee kama mtu anayehitaji ulinzi. Usimhoji kuhusu operesheni.
armed-support = Mtu alilazimika kupika, kubeba, kusafisha, kupeleleza, kulinda au kupeleka ujumbe kwa kundi lenye silaha
    .hint = Wasichana pia. Kusaidia kunahesabika kama kupigana.
armed-shield = Mtu alitumiwa kama ngao au alilazimishwa kubeba vilipuzi
    .hint = Kaa umbali salama kwanza kama huenda kuna vilipuzi. Kisha saidia.
armed-drawn-in = Kuna aliyemvuta mtu kuingia katika kundi lenye silaha kwa ahadi, imani au zawadi
    .hint = Mara nyingi mtandaoni. Shule, pesa, ndoa, heshima.
armed-threatened-in = Mtu au familia yake walitishwa ili ajiunge na kundi lenye silaha
    .hint = Pia kwa kudai kila familia itoe mtoto mmoja.

## Ukatili: tu kama mtu anausimulia. Usiulize kamwe

violence-rape = Mtu anasimulia kubakwa
    .hint = Matibabu ndani ya saa 72 yanaweza kuzuia ugonjwa na mimba. Bila undani.
violence-forced-pregnancy = Mtu anasimulia mimba aliyolazimishwa
    .hint = Bila undani. Pendekeza matibabu na msaada.
violence-forced-abortion = Mtu anasimulia kutolewa mimba kwa kulazimishwa
    .hint = Bila undani. Pendekeza matibabu na msaada.
violence-forced-sterilization = Mtu anasimulia kwamba alifanywa asiweze kupata watoto
    .hint = Bila undani. Pendekeza matibabu na msaada.
violence-temporary-marriage = Mtu anasimulia "ndoa" ya muda mfupi
    .hint = Siku, wiki au miezi, mara nyingi pesa zikitolewa kwa familia.
violence-other = Mtu anasimulia ukatili mwingine mkubwa wa kingono
    .hint = Wanawake, wanaume, wasichana na wavulana. Bila undani.

## Ukiukaji mkubwa dhidi ya watoto katika migogoro ya silaha

violation-killing-maiming = Mtoto aliuawa au alijeruhiwa vibaya katika mgogoro
    .hint = Hakuna mtu hapa anayepaswa kulithibitisha: wataalamu huthibitisha.
violation-recruitment-use = Mtoto aliandikishwa au alitumiwa na majeshi au kundi lenye silaha
    .hint = Katika jukumu lolote.
violation-sexual-violence = Mtoto alifanyiwa ukatili wa kingono katika mgogoro
    .hint = Usimuulize mtoto kamwe kuhusu hilo.
violation-attack-school-hospital = Shule au hospitali, wanafunzi au wafanyakazi wake walishambuliwa
    .hint = Pia watu wenye silaha wanapotumia jengo.
violation-abduction = Mtoto alichukuliwa na majeshi au kundi lenye silaha
    .hint = Kwa muda mfupi au kwa kudumu.
violation-denial-of-access = Misaada inazuiwa isiwafikie watoto
    .hint = Pia kwa sababu kuna anayemshikilia mtoto.

## Mgogoro

conflict-armed-conflict = Kuna mgogoro wa silaha hapa, au mtu anatoka kwenye mgogoro kama huo
    .hint = Huhitaji kujua jina lake la kisheria.
conflict-perpetrator-profile = Waliofanya hivyo ni wa majeshi, kundi lenye silaha au kundi la kigaidi
    .hint = Aina ya kundi inatosha. Bila majina.
conflict-victim-profile = Mtu alichaguliwa kwa sababu ya siasa zake, asili yake, imani yake, anayempenda au alivyo
    .hint = Au kwa yale ambayo wengine wanaamini kumhusu.
conflict-impunity = Hakuna anayeadhibiwa kwa vitendo kama hivi hapa
    .hint = Hakuna polisi wala mahakama, au hazifanyi kazi.
conflict-cross-border = Kwa sababu ya mgogoro, mtu alikimbilia au alipelekwa nchi nyingine
    .hint = Haijalishi kama alikuwa na ruhusa ya kuvuka.
conflict-ceasefire = Linavunja makubaliano ya kusitisha mapigano
    .hint = Tu kama unajua kwamba yapo.
conflict-widespread = Wengi wanafanyiwa hivyohivyo, au kwa mpango
    .hint = Vijiji vingi, orodha, mbinu zilezile.
conflict-against-group = Linalenga kundi la kitaifa, kikabila, kirangi au kidini
    .hint = Watu wanachaguliwa kwa sababu ni wa kundi hilo.
conflict-children-moved = Watoto wanachukuliwa kutoka kundi lao kwenda kundi lingine
    .hint = Wanapewa familia, shule au kambi nyingine.
conflict-births-prevented = Watu wa kundi fulani wanazuiwa kuzaa
    .hint = Kwa nguvu, kwa kutenganishwa au kwa matibabu.

## Kumudu shida

coping-survival-sex = Mtu anafanya ngono ili apate chakula, makazi, kupita au ulinzi
    .hint = Kwa mtoto huu ni unyanyasaji daima. Kwa mtu mzima: angalia kama kuna mwingine anayefaidika au anayesukuma.
coping-marriage = Familia inamwoza mtu kwa ajili ya pesa au usalama
    .hint = Mara nyingi ni kwa shida. Usiilaumu familia; bado mtu anahitaji ulinzi.
coping-child-work = Mtoto anafanya kazi ili familia iishi
    .hint = Je, inadhuru, kuna mwingine anayefaidika, shule ipo?
coping-begging = Familia inaishi kwa kuombaomba
    .hint = Angalia kama pesa zinabaki kwao.
coping-joined-armed-group = Mtu alijiunga na kundi lenye silaha ili aishi au awe salama
    .hint = Shida inaweza kuwa njia ya kulazimishwa.

## Anachosema mtu kuhusu hilo

context-agreed = Mtu anasema kwamba alikubali
    .hint = Haihesabiki pale njia hizo zilipotumika, na kwa mtoto haihesabiki kamwe.
context-not-yet = Bado haijatokea
    .hint = Nia inatosha. Sasa ndio wakati bora wa kusaidia.
context-money-to-group = Pesa zake zinakwenda kwa kundi lenye silaha au la kigaidi
    .hint = Kuuza, fidia ya kuachiliwa, kazi, kuombaomba.

## Nani yuko nyuma yake: aina, kamwe si jina

perpetrator-armed-group = Kundi lenye silaha
    .hint = Si vikosi vya serikali.
perpetrator-armed-forces = Majeshi au polisi wa serikali
    .hint = Pamoja na wanaopigana upande wao.
perpetrator-terrorist-group = Kundi lililoorodheshwa kuwa la kigaidi
    .hint = Ofisi yako inajua yapi yameorodheshwa hapa.
perpetrator-criminal-group = Genge la uhalifu uliopangwa
    .hint = Watatu au zaidi wanaofanya uhalifu pamoja.
perpetrator-family = Mtu wa familia
    .hint = Ni kawaida kuliko watu wanavyofikiri.
perpetrator-partner = Mwenzi, mume au mke
    .hint = Pia anayejifanya kuwa hivyo.
perpetrator-acquaintance = Rafiki au jirani
    .hint = Au mtu waliyekutana mtandaoni.
perpetrator-employer = Mwajiri
    .hint = Nyumba, shamba, kampuni au mkandarasi.
perpetrator-recruiter = Wakala wa ajira, kampuni ya uwakala au dalali wa ndoa
    .hint = Mwenye ofisi au asiye nayo.
perpetrator-smuggler = Msafirishaji wa magendo
    .hint = Mtu aliyepaswa kumvusha.
perpetrator-authority = Afisa, au kiongozi wa jamii au wa dini
    .hint = Mtu ambaye watu wanamtii.
perpetrator-own-personnel = Wafanyakazi wa Umoja wa Mataifa au wa shirika la misaada
    .hint = Simama. Usiandike chochote kuhusu hili hapa. Lihamishie kwenye ripoti ya utovu wa nidhamu.
perpetrator-stranger = Mtu asiyemfahamu
    .hint = Au hataki kusema.

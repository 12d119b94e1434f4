# Sehemu za maana, aina za unyonyaji na mahitaji.

## Kilichofanyika

act-recruitment = Kuna aliyemshawishi au kumwandikisha mtu
    .hint = Kwa ahadi ya kazi, tangazo, mazungumzo ya mtandaoni, rafiki au uvamizi. Ndani ya nchi moja pia inahesabika.
act-transportation = Kuna aliyemhamisha mtu kutoka mahali pamoja kwenda pengine
    .hint = Si lazima mpaka uvukwe.
act-transfer = Kuna aliyemkabidhi mtu kwa mtu mwingine
    .hint = Alitolewa, aliuzwa, aliazimwa au alipitishwa kwa wengine.
act-harbouring = Kuna anayemweka au kumficha mtu mahali fulani
    .hint = Nyumba, kambi, mahali pa kazi, chumba.
act-receipt = Kuna aliyempokea mtu kutoka kwa mtu mwingine
    .hint = Alimpokea, alimnunua au alipewa.

## Kwa njia gani

means-threat = Mtu alitishwa
    .hint = Kwamba yeye au familia yake wataumizwa, au kwamba ataitiwa polisi.
means-force = Nguvu ilitumika dhidi ya mtu
    .hint = Kupigwa, kufungwa kamba, kubakwa, silaha, dawa za kulevya.
means-coercion = Mtu alishinikizwa au kudhibitiwa hadi hakuona njia nyingine
    .hint = Hati au mshahara kuzuiwa, madeni, kutazamwa kila wakati, aibu.
means-abduction = Mtu alichukuliwa bila kutaka
    .hint = Alitekwa, alikamatwa, au hakurudishwa.
means-fraud = Mtu alidanganywa kwa hati au mikataba ya uongo
    .hint = Karatasi aliyosaini ikawa kitu kingine.
means-deception = Mtu aliambiwa uongo
    .hint = Kuhusu kazi, malipo, ndoa, shule au mahali.
means-abuse-of-power = Kuna aliyetumia mamlaka yake juu ya mtu
    .hint = Ndugu, mwajiri, mwalimu, afisa, kamanda, kiongozi wa dini.
means-abuse-of-vulnerability = Kuna aliyetumia hali ya kwamba mtu hakuwa na chaguo lingine
    .hint = Umaskini, ukimbizi, kukosa hati, umri mdogo, ugonjwa, ulemavu, upweke.
means-payment = Mtu mwenye kumwamulia alipewa pesa au kitu kingine kwa ajili hiyo
    .hint = Mzazi, mume, mlezi au kamanda alilipwa.

## Kwa lengo gani

purpose-prostitution = Wengine wanapata faida, au wanataka kupata faida, kwa kumuuza mtu kingono
    .hint = Weka alama pia kama imepangwa na bado haijatokea.
purpose-sexual-exploitation = Mtu anatumiwa, au anatarajiwa kutumiwa, kingono kwa faida ya wengine
    .hint = Picha, maonyesho, mtandaoni, kupitishwa kwa watu mbalimbali.
purpose-forced-labour = Mtu analazimishwa, au anatarajiwa kulazimishwa, kufanya kazi au kutumika
    .hint = Kazi yoyote, halali au la, ambayo hawezi kuikataa.
purpose-slavery = Mtu anatendewa kana kwamba kuna anayemmiliki
    .hint = Alinunuliwa, aliuzwa, alitolewa, alirithiwa; kuna anayeamua jina, imani au mwenzi wake.
purpose-similar-to-slavery = Mtu yuko katika hali iliyo karibu na utumwa
    .hint = Kama huna uhakika ni ipi kati ya nyingine inayofaa.
purpose-servitude = Mtu lazima amtumikie mwingine na haoni njia ya kubadilisha hali hiyo
    .hint = Katika nyumba, kambi au biashara.
purpose-organ-removal = Viungo vya mwili wa mtu vinatolewa, au vinatarajiwa kutolewa
    .hint = Kwa wapiganaji waliojeruhiwa, au vya kuuzwa.
purpose-sexual-slavery = Mtu anawekwa kwa ajili ya ngono na mtu mmoja au kundi
    .hint = "Wake" wa wapiganaji mara nyingi humaanisha hili.
purpose-forced-marriage = Mtu ameozwa, au anatarajiwa kuozwa, bila kukubali kwa hiari
    .hint = Hata kwa muda mfupi, na hata kama familia ilikubali. Wavulana na wanaume pia.
purpose-domestic-servitude = Mtu anawekwa, au anatarajiwa kuwekwa, kama mtumishi wa nyumbani
    .hint = Pia na ndugu au familia ya mume.
purpose-debt-bondage = Mtu lazima afanye kazi kulipa deni lisiloweza kwisha, au ambalo masharti yake hayaeleweki
    .hint = Mara nyingi ni kwa ajili ya safari, kazi au malazi.
purpose-child-labour = Mtoto anatumiwa kwa kazi inayodhuru afya, usalama, maadili au masomo yake
    .hint = Migodi, vifusi, takataka, mitaani, usiku. Kusaidia nyumbani baada ya shule si maana yake.
purpose-child-sale = Mtoto anatolewa kwa wengine kwa pesa au kitu kama hicho, ili atumiwe
    .hint = Pia huitwa malezi, kuasili au kujifunza ufundi.
purpose-armed-group = Mtu anatumiwa, au anatarajiwa kutumiwa, na majeshi au kundi lenye silaha
    .hint = Kupigana, kubeba mizigo, kupika, kupeleleza, kulinda zamu, au kuwa ngao.
purpose-terrorism = Mtu anatumiwa, au anatarajiwa kutumiwa, kufanya au kusaidia vitendo vya kigaidi
    .hint = Kubeba vilipuzi, kuvitega, kupiga video, kuandikisha wengine.
purpose-forced-crime = Mtu analazimishwa, au anatarajiwa kulazimishwa, kufanya uhalifu
    .hint = Wizi, dawa za kulevya, magendo, utapeli wa mtandaoni.
purpose-begging = Mtu analazimishwa, au anatarajiwa kulazimishwa, kuombaomba kwa ajili ya wengine
    .hint = Mtu mwingine anachukua pesa.
purpose-other = Mtu ananyonywa, au anatarajiwa kunyonywa, kwa namna nyingine
    .hint = Orodha iko wazi: unyonyaji wowote unahesabika.

## Aina za unyonyaji

form-sexual = Unyonyaji wa kingono
form-labour = Unyonyaji kazini
form-domestic = Utumikishwaji nyumbani
form-slavery = Utumwa na hali iliyo karibu nao
form-marriage = Ndoa ya kulazimishwa
form-armed-group = Kutumiwa na majeshi au makundi yenye silaha
form-crime = Kulazimishwa kufanya uhalifu
form-begging = Kulazimishwa kuombaomba
form-organs = Kutolewa viungo vya mwili
form-child-sale = Uuzaji wa watoto
form-other = Aina nyingine ya unyonyaji

## Mahitaji yasiyoweza kusubiri

urgent-medical = Mtu anahitaji matibabu ndani ya saa chache
    .hint = Majeraha, kutoka damu, homa, ujauzito, kubakwa siku za karibuni, sumu, kukosa dawa za kulevya alizozoea.
urgent-security = Mtu yuko hatarini sasa
    .hint = Huenda mtu akamdhuru leo. Fikeni mahali salama kabla ya kitu kingine chochote.
urgent-shelter = Mtu hana mahali salama pa kulala usiku huu
    .hint = Anapokaa sasa huenda ndipo anaponyonywa.
urgent-food = Mtu amekosa chakula, maji au nguo
    .hint = Msaidie hili kwanza; kamwe si kwa kubadilishana na majibu.
urgent-psychosocial = Mtu yuko katika dhiki kubwa
    .hint = Anatetemeka, ameganda, hajibu, anasema anataka kufa. Usimwache peke yake.
urgent-unaccompanied-child = Kuna mtoto hapa bila wazazi au mtu mzima anayewajibika
    .hint = Kaa na mtoto. Wasiliana na huduma ya ulinzi wa watoto. Usimkabidhi mtoto kwa mtu mzima "anayemjua".
urgent-detained = Anashikiliwa na polisi, askari, gereza au kituo cha mpakani, au atashikiliwa hivi karibuni
    .hint = Unaweza kusema: mtu huyu huenda anahitaji ulinzi; tafadhali subirini hadi mtaalamu afike.
urgent-return = Anatakiwa kurudishwa, au kukabidhiwa, leo au hivi karibuni
    .hint = Kuvuka mpaka, kwa kundi lenye silaha, kwa familia au mwajiri anayemwogopa. Mtu yeyote asipelekwe kwenye hatari.

## Msaada

assist-housing = Mahali salama pa kuishi
assist-counselling = Ushauri na taarifa kwa lugha yake
assist-legal-information = Taarifa kuhusu haki zake za kisheria
assist-medical = Matibabu
assist-psychological = Huduma ya kisaikolojia
assist-material = Chakula, nguo, pesa za mahitaji
assist-employment = Msaada wa kupata kazi
assist-education-training = Shule na mafunzo
assist-international-protection = Hifadhi ya ukimbizi na ulinzi mwingine wa kimataifa
assist-child-protection = Ulinzi wa watoto na kutafuta familia

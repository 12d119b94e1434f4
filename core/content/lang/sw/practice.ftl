# Visa vya kubuni vya kufanyia mazoezi, na yanayosemwa baadaye. Hakuna mtu halisi ndani yake.

case-kitchen = Mwanamke getini
    .story = Kwenye nyumba moja unaomba maji. Mwanamke kijana wa miaka kama 25 anafungua. Anatazama chini na anatetemeka; mwanaume aliye nyuma anajibu kwa niaba yake. Mwanaume akiwa kwenye simu, mwanamke ananong’ona kwamba amesafisha hapa mwaka mzima, halipwi, pasipoti yake iko kwa mwanaume, na hutoka naye tu.
    .lesson = Uliona hofu na mtu anayejibu kwa niaba yake; alikuambia halipwi, hati zimeshikiliwa, na hatoki peke yake. Kuishi katika nyumba hiyo peke yake hakusemi lolote. Toa msaada pale tu asiposikia mwanaume; mtaalamu hutafuta maana yake.
case-harvest = Basi la wavunaji
    .story = Mwanaume wa miaka kama 40 anashuka kwenye basi na wengine. Hajui lugha ya hapa. Kupitia mkalimani anasema wanachuma matofaa kwa wiki sita, wanalala kwenye vyumba vya shamba, wanalipwa kila Ijumaa, wana hati zao, na kwamba baadhi walirudi nyumbani wiki iliyopita kwa sababu walichoka.
    .lesson = Kuishi kazini na kutojua lugha ni hali ya wengi wanaofanya kazi mbali. Wanalipwa, wana hati zao na wako huru kuondoka. Hapa hakuna kinachoashiria unyonyaji. Hata hivyo acha kadi ya mawasiliano.
case-station = Msichana kituo cha basi
    .story = Usiku, msichana wa miaka kama tisa ameketi peke yake kituo cha basi na mfuko mdogo. Anasema mjomba atakuja kumchukua; hajui jina lake. Mwanaume mpole anajitolea kumpeleka kwake.
    .lesson = Mtoto aliye peke yake anatosha: kaa naye, wasiliana na huduma ya ulinzi wa watoto, na usimkabidhi kwa mtu mwingine hata awe mpole kiasi gani. Hakuna ishara nyingine inayohitajika, wala swali kuhusu mjomba.
case-brick = Tanuri la matofali
    .story = Nyuma ya uzio wenye mlinzi kijana mwembamba anabeba matofali; huenda ana miaka 17 au 20. Mkiwa peke yenu anasema wakala alimwahidi kazi ya udereva, anadaiwa safari na kitanda, deni linakua, na hajalipwa tangu masika.
    .lesson = Ahadi isiyo ya kweli, deni linalokua, hakuna malipo, na mlinzi anayezuia watu kutoka. Kama huenda ana chini ya miaka 18, mtendee kama mtoto, wala usimhoji. Usiingie kumwokoa mtu; iambie pia ofisi yako kuhusu mahali hapo.
case-border = Kituo cha mpakani
    .story = Mwanamke ameketi katika chumba kilichofungwa kituoni mpakani. Afisa anakuonyesha pasipoti yake: ya uongo, anasema, atarudi kwa basi la jioni. Mwanamke anasema alikimbia vita na anaogopa kurudi.
    .lesson = Lisiloweza kusubiri ni kwamba ameshikiliwa na atarudishwa leo. Mwombe afisa asubiri, na uwasiliane na msaada wa kisheria au UNHCR. Pasipoti ya uongo ni ya kawaida katika kukimbia na haionyeshi lolote kumhusu; haadhibiwi kwa alichofanya ili akimbie.
case-camp = Nyuso mpya kambini
    .story = Kwenye kisima wageni wawili wenye gari zuri wanatoa kazi za hoteli nje ya nchi, "hati baadaye", kwa wasichana waliokuja bila familia. Karatasi wanayogawa haina anwani. Watu hapa hawana kazi kwa miezi.
    .lesson = Wageni wenye ofa nzuri kupita kiasi, kwa watu wasio na kipato: andika mahali, maneno na siku, na umwambie mtu wako wa mawasiliano. Usilifuate gari, usipige picha, usipige namba hiyo.
case-truck = Wanayosema madereva
    .story = Kwenye kituo cha ugawaji dereva anatania kwamba wenzake fulani "huwapa kadi ya mgao kwanza walio wema". Hujui ni nani, wala kama ni kweli.
    .lesson = Uvumi unatosha, na una wajibu wa kutoa taarifa. Inakwenda kwa mpokeaji wa siri pekee; ofisi ya kawaida haiwezi kuisoma. Usimwulize dereva majina, usimwonye mtu yeyote.

practice-banner = MAZOEZI: kisa cha kubuni. Hakuna kinachotumwa, hakuna anayeambiwa.
practice-done = kimefanywa mara { $count }
practice-expected = Ambacho mtaalamu angetarajia
practice-level = Kiwango
practice-missed = Hakikuonekana
practice-new = bado hakijafanywa
practice-nothing = hakuna
practice-right = Kilionekana
practice-too-much = Kimezidi: kisa hakisemi hivyo
practice-why = Kwa nini
practice-yours = Chako

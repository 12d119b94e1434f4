# The words of a court bundle's page. A lawyer reads it who does not know the program.

court-title = Kesi { $code }, kwa uchunguzi wa kisheria au mahakama
court-what = Programu ya ofisi ilitengeneza ukurasa huu kutoka kwenye kumbukumbu zilizotiwa sahihi zilizo kando yake, baada ya kukagua kila moja. Kumbukumbu zilizotiwa sahihi ndizo ushahidi. Ukurasa huu unaonyesha zinachosema.
court-made = Ilitengenezwa: { $time } UTC, na ofisi “{ $office }”.
court-ground-consent = Ofisi iliitoa kwa sababu mtu alikubali itumike katika uchunguzi wa kisheria au mahakamani, na alikuwa hajaondoa ridhaa hiyo.
court-ground-basis = Ofisi haikutegemea ridhaa ya mtu. Iliitoa kwa msingi wa kisheria, ambao iliuandika kwa maneno haya:
court-alone = Mtu mmoja wa ofisi aliamua hili peke yake.
court-two = Watu wawili wa ofisi waliamua hili: mmoja aliomba, mwingine aliidhinisha.
court-inside-title = Kilichomo kwenye folda hii
court-inside = Yeyote aliye na folda hii anaweza kusoma kesi nzima: nakala asili zilizofungwa ziko kando ya funguo zinazozifungua. Zina maneno ambayo afisa aliandika mwenyewe, na ukurasa huu unayarudia.
court-names = Haitaji simu, wala watu wa ofisi walioshughulikia kesi. Simu inatambulishwa kwa ufunguo wake.
court-journal = Ina alama na sahihi za kumbukumbu zote za simu hiyo na saa zake, lakini hakuna kinachosomeka kuhusu kesi nyingine.
court-left-out = { $count ->
    [one] Kumbukumbu moja kuhusu mtu mwingine inabaki ofisini: ridhaa yake haijulikani hapa.
   *[other] Kumbukumbu { $count } kuhusu watu wengine zinabaki ofisini: ridhaa yao haijulikani hapa.
}
court-unreadable = { $count ->
    [one] Kumbukumbu moja ya kesi hii imeharibika ofisini na haipo hapa.
   *[other] Kumbukumbu { $count } za kesi hii zimeharibika ofisini na hazipo hapa.
}
court-order = Kilichorekodiwa, kwa mpangilio
court-clocks = Mpangilio ni wa daftari la simu na hautegemei saa yoyote. Saa ya simu inaweza kuwa na makosa, au kubadilishwa. Wakati wa kutunzwa ni neno la ofisi.
court-place = Nafasi kwenye daftari
court-record = Kumbukumbu
court-device-clock = Kwa saa ya simu
court-filed = Ilitunzwa ofisini
court-result = Kilichokaguliwa
court-result-holds = Imetiwa sahihi na simu, haijabadilika tangu hapo
court-result-fails = UKAGUZI UMESHINDWA. Usiitegemee.
court-result-disputed = Imetiwa sahihi na simu, haijabadilika tangu hapo; nafasi yake haijathibitishwa
court-result-unsealed = Imetiwa sahihi na simu; nakala asili iliyofungwa haipo
court-duress = Ilirekodiwa kwenye simu ambayo mwenyewe alilazimishwa kuifungua.
court-revoked = Ilifika baada ya ofisi kuizuia simu hiyo, kwa mfano kwa sababu iliibiwa.
court-finding = Simu ilichoonyesha
court-language = Maneno haya yako katika lugha ya ukurasa huu. Lugha ambayo simu ilionyesha haijarekodiwa.
court-question = Swali
court-first = Jibu la kwanza
court-later = Imerekebishwa: { $time } UTC
court-attachment = Kumbukumbu iliyotiwa sahihi ina alama ya faili hii: ndiyo faili ambayo simu iliichukua.
court-attachment-missing = Ofisi haina faili hii, au imeharibika.
court-asked = Iliulizwa: { $time } UTC kwa saa ya simu.
court-texts = Maandishi ni yale yaliyotumika kutengeneza kumbukumbu: “{ $name }”, toleo { $version }. Yamo kwenye folda hii.
court-texts-missing = Ofisi haina tena maandishi yaliyotumika kutengeneza kumbukumbu: “{ $name }”, toleo { $version }. Maandishi ya hapa ni ya programu, na simu huenda ilionyesha mengine.
court-answers = Ofisi ilichojibu
court-answer-hub = Liko kwenye sanduku la mtandaoni kwa ajili ya simu. Haijulikani kama kuna aliyelisoma.
court-answer-waits = Halijaenda kupitia sanduku la mtandaoni. Haijulikani kama lilienda kwa kadi ya kumbukumbu.
court-custody = Kilichothibitishwa kuhusu kumbukumbu hii
court-shown = Ndiyo
court-failed = HAPANA
court-open = Haijulikani
court-letter = Barua iliyotiwa sahihi ni nzima: hakuna kilichobadilika tangu simu iitie sahihi.
court-device = Ufunguo mmoja, wa simu, ulitia sahihi kumbukumbu na ingizo lake kwenye daftari.
court-committed = Ingizo lilifanywa kwa kumbukumbu hii hasa: herufi moja ikibadilishwa ingeonekana.
court-alone-at-place = Simu haikutia sahihi ingizo la pili kwenye nafasi hiyo hiyo, kwa kadiri daftari lilivyoonyeshwa.
court-follows = Ingizo linafuata lile lililotangulia.
court-unsealed = Ofisi iliharibu ufunguo ambao kumbukumbu hii ilifungiwa, au nakala asili imeharibika. Ingizo ambalo simu ilitia sahihi lipo hapa, na lilifanywa kwa kumbukumbu hii hasa.
court-forks = { $count ->
    [one] Kwenye nafasi moja ya daftari hili simu ilitia sahihi maingizo mawili. Hilo hutokea simu inaporudishwa kutoka kwenye nakala, au mtu anaponakili ufunguo wake.
   *[other] Kwenye nafasi { $count } za daftari hili simu ilitia sahihi maingizo mawili. Hilo hutokea simu inaporudishwa kutoka kwenye nakala, au mtu anaponakili ufunguo wake.
}
court-gaps = Ofisi haina maingizo yote ya daftari hili.
court-office = Ofisi
court-office-unknown = Ufunguo usio wa ofisi hii
court-witness = { $office }: kulikuwa na ingizo hili: { $time } UTC kwa saa yake yenyewe, na sahihi ilitiwa.
court-witness-later = { $office }: kulikuwa na ingizo { $number }, linalojengwa juu ya hili: { $time } UTC kwa saa yake yenyewe, na sahihi ilitiwa.
court-witness-none = Hakuna neno lililotiwa sahihi na ofisi linaloonyesha tarehe ya kumbukumbu hii.
court-rival = { $office }: ilitiwa sahihi ({ $time } UTC) kwamba kulikuwa na ingizo LINGINE kwenye nafasi { $number } ya daftari: { $entry }. Ingizo hilo halikuonyeshwa. Kama liko kwenye daftari la simu hii, simu ilitia sahihi maingizo mawili hapo. Kama liko kwenye daftari lingine, halisemi chochote kuhusu kumbukumbu hii. Liombe ofisini.
court-rival-shown = { $office }: ilitiwa sahihi ({ $time } UTC) kwamba kulikuwa na ingizo lile lingine kwenye nafasi { $number }, ambalo simu hii ililitia sahihi pia: { $entry }.
court-hash-parcel = Nakala asili iliyofungwa (SHA-256)
court-hash-record = Kumbukumbu (SHA-256)
court-hash-entry = Ingizo kwenye daftari (SHA-256)
court-hash-device = Ufunguo wa simu
court-limits = Yale ambayo haya yote hayathibitishi
court-not-true = Kwamba kumbukumbu inasema kweli, au imekamilika.
court-not-when = Ilifanywa lini. Saa ya simu inaweza kuwa na makosa, au kubadilishwa. Ofisi ilichotia sahihi kinaonyesha kwamba kumbukumbu ilikuwepo wakati huo, kwa anayeamini saa ya ofisi.
court-not-who = Nani alishika simu. Ufunguo ni wa simu na si wa mtu.
court-not-other = Kwamba simu haikufanya kumbukumbu nyingine: baada ya ile ya mwisho iliyoonyeshwa, au kwenye nafasi ambazo hazikuonyeshwa.
court-not-envelope = Nani alifunga bahasha. Yeyote aliyepewa ufunguo wake anaweza kuweka barua ile ile iliyotiwa sahihi kwenye nyingine.
court-not-page = Kwamba ukurasa huu haukubadilishwa. Kagua faili kwanza, kama inavyoelezwa hapa chini.
court-check-title = Jinsi ya kukagua haya bila ofisi
court-check = Faili HOW-TO-CHECK.txt inaeleza, kwa Kiingereza. Ukaguzi wa check.py haushirikiani chochote na programu ya ofisi. Linganisha ufunguo wa ofisi kwa njia nyingine kuliko ile iliyoleta haya:
court-key-words = Ufunguo wa ofisi kwa maneno sita
court-key = Ufunguo ambao ofisi hutia sahihi nao:
court-key-former = Ufunguo wa zamani wa ofisi:

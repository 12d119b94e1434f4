# Kadi za mwongozo na maelezo ya maneno.

## Kadi

card-six-keys = Funguo sita za kuelewa usafirishaji haramu wa binadamu
card-six-keys-1 = Si lazima mpaka uvukwe. Unaweza kutokea ndani ya nchi moja au mji mmoja.
card-six-keys-2 = Unaweza kumhusu mtu yeyote: tajiri au maskini, mzee au kijana, wa jinsia yoyote, mwenye hati au asiye nazo.
card-six-keys-3 = Mtu yeyote anaweza kuwa nyuma ya jambo hili: magenge, makundi yenye silaha, waajiri, ndugu, marafiki, hata wafanyakazi wa kimataifa.
card-six-keys-4 = Unyonyaji wowote unaweza kuwa lengo: ngono, kazi, uhalifu, mapigano, viungo vya mwili, au kitu ambacho bado hakiko kwenye orodha yoyote.
card-six-keys-5 = Si kila unyonyaji ni usafirishaji haramu. Kwa mtu mzima huhitajika kitendo na njia; kwa mtoto kitendo kinatosha. Watu wote wanaonyonywa wanahitaji msaada.
card-six-keys-6 = Mtu anaweza kuwa alikubali, na bado ukawa usafirishaji haramu. Pale njia hizo zilipotumika kukubali huko hakuhesabiki; kwa mtoto hakuhesabiki kamwe.

card-using-signs = Jinsi ya kutumia ishara
card-using-signs-1 = Hakuna ishara inayothibitisha chochote, na ishara inayokosekana haikanushi chochote. Ishara zinakuambia lini uangalie zaidi au umpeleke mtu kwenye huduma.
card-using-signs-2 = Wewe si mpelelezi. Mtaalamu aliyefunzwa ndiye anayetafuta maana ya ishara.
card-using-signs-3 = Anza na unachoona. Ongeza unachoambiwa. Usiulize ili tu uweke alama nyingi zaidi.
card-using-signs-4 = Wachache husema wenyewe kwamba wananyonywa: kwa hofu, kwa aibu, au kwa kukosa neno la kulieleza. Wewe uwe ndiye anayetambua.

card-definition = Yanayounda usafirishaji haramu wa binadamu
card-definition-1 = Kitendo: mtu anamwandikisha, anamhamisha, anamkabidhi, anamweka au anampokea mtu mwingine.
card-definition-2 = Njia: kwa vitisho, nguvu, shinikizo, utekaji, uongo, kutumia vibaya mamlaka au shida, au kumlipa anayemwamulia mtu huyo.
card-definition-3 = Lengo: kumnyonya mtu. Si lazima liwe limeshatokea.
card-definition-4 = Kwa yeyote mwenye chini ya miaka 18 njia haihitajiki: kitendo chenye lengo la unyonyaji kinatosha.
card-definition-5 = Kama yote haya ni hivyo, ni juu ya mtaalamu kusema, si wewe.

card-safety-first = Usalama kwanza
card-safety-first-1 = Je, kuna mtu aliye hatarini sasa hivi? Basi fikeni mahali salama, na acha maswali.
card-safety-first-2 = Angalia nani anatazama au anasikiliza. Anayefuatana naye huenda ndiye anayemdhibiti.
card-safety-first-3 = Zungumza naye peke yake, mahali panapoonekana kawaida, au usizungumzie jambo hili kabisa.
card-safety-first-4 = Usimkabili mtu unayemshuku, na usijaribu kuwaokoa watu mwenyewe.
card-safety-first-5 = Usitoe kitu ambacho ni hatari mtu kukutwa nacho. Muulize ni kipi salama kukitunza.
card-safety-first-6 = Jitunze. Ukihisi hauko salama, ondoka na utoe taarifa.

card-what-to-say = La kusema
card-what-to-say-1 = "Jina langu ni ..., ninafanya kazi na .... Niko hapa kusaidia, na ni bure."
card-what-to-say-2 = "Je, ni salama kwako kuzungumza sasa? Kuna mahali pazuri zaidi?"
card-what-to-say-3 = "Unahitaji nini zaidi kwa sasa?"
card-what-to-say-4 = Kama amekuambia jambo: "Yaliyokupata si kosa lako. Ninakuamini."
card-what-to-say-5 = "Wewe ndiye unayeamua. Unaweza kuacha wakati wowote, na unaweza kukataa."
card-what-to-say-6 = "Siwezi kuahidi kila kitu. Ninaweza kukuambia kitakachofuata."

card-do-not-ask = Usichoulize na usichofanya
card-do-not-ask-1 = Usiulize kisa chote. Mtu atalazimika kukisimulia tena, na kila mara kinaweza kuumiza.
card-do-not-ask-2 = Usiulize kamwe kuhusu matendo ya ngono au ukatili. Akikuambia, sikiliza na upendekeze matibabu.
card-do-not-ask-3 = Usiulize kwa nini hakuondoka, au kwa nini alikubali.
card-do-not-ask-4 = Usiulize majina, mahali au mipango ya walio nyuma ya jambo hili, au ya kundi lenye silaha.
card-do-not-ask-5 = Usiulize mbele ya wengine, ya familia, au ya manusura wengine.
card-do-not-ask-6 = Usiahidi usichoweza kutimiza, usimguse, usipige picha.

card-interpreter = Kuzungumza kupitia wengine
card-interpreter-1 = Usimruhusu kamwe anayefuatana naye, ndugu au mtoto kutafsiri.
card-interpreter-2 = Muulize kama mkalimani huyu anamfaa: jinsia, asili, imani.
card-interpreter-3 = Mkalimani anaahidi kutomwambia mtu yeyote. Zungumza na mtu mwenyewe, si na mkalimani.
card-interpreter-4 = Kama hakuna mkalimani salama: onyesha kadi ya mawasiliano, na urudi na mkalimani.

card-children = Kama huenda ni mtoto
card-children-1 = Chini ya miaka 18 ni mtoto. Kama huna uhakika, mtendee mtu kama mtoto.
card-children-2 = Wasiliana na huduma ya ulinzi wa watoto. Wao ndio wanaozungumza na mtoto, si wewe.
card-children-3 = Kaa mpaka wafike. Usimwache mtoto peke yake au na mtu mzima anayedai kuwa mtoto ni wake.
card-children-4 = Sema mambo rahisi na ya kweli: wewe ni nani, nini kitafuata, kwamba mtoto hakufanya kosa lolote.
card-children-5 = Uliza tu kinachohitajika sasa: njaa, maumivu, baridi, hofu?
card-children-6 = Mtoto aliye na kundi lenye silaha ni mtoto kwanza. Mkabidhi kwa ulinzi wa watoto, si kwa mahojiano.

card-consent = Kuomba ridhaa
card-consent-1 = Eleza nini kitapelekwa, kwa nani, na kwa nini. Omba ridhaa kwa kila kimoja peke yake.
card-consent-2 = Kunyamaza si ndiyo. Ndiyo inayotolewa kwa hofu si ndiyo.
card-consent-3 = Hapana ni jibu. Msaada hutolewa vilevile, na mtu huambiwa uko wapi.
card-consent-4 = Mtu anaweza kuiondoa ridhaa wakati wowote, kwa yale ambayo bado hayajatumwa.
card-consent-5 = Kwa mtoto: neno la mtoto mwenyewe, na la mzazi au mlezi, isipokuwa mzazi huyo ni sehemu ya hatari.
card-consent-6 = Ni pale tu maisha yapo hatarini ndipo unaweza kuchukua hatua bila ridhaa; basi sema hivyo na uandike kwa nini.

card-non-punishment = Bila kuadhibiwa, bila kuaibishwa
card-non-punishment-1 = Watu hawapaswi kuadhibiwa kwa yale waliyolazimishwa kufanya: kuvuka mpaka, hati za uongo, kuuzwa kingono, wizi, dawa za kulevya, mapigano.
card-non-punishment-2 = Hao ni mashahidi na watu wenye shida, si washukiwa, mpaka mwenye mamlaka aangalie jambo la kila mmoja wao.
card-non-punishment-3 = Asizuiliwe mtu yeyote kwa hilo. Usiwaambie wengine ulichojua kuhusu hati zao za ukaazi.
card-non-punishment-4 = Angalia maneno yako. Si "kahaba", "mhamiaji haramu", "mke wa gaidi", bali "mtu ambaye ...".
card-non-punishment-5 = Wanaoaibishwa zaidi ni watoto waliozaliwa kwa ubakaji, wanaume na wavulana, na watu wanaorudi kutoka makundi yenye silaha. Walinde na aibu hiyo.

card-what-happens-next = Nini kinafuata
card-what-happens-next-1 = Ulichogundua kimefungwa kwenye simu. Ofisi pekee inaweza kukisoma.
card-what-happens-next-2 = Mtu akikubali, ofisi huiambia huduma tu kile inachohitaji ili isaidie.
card-what-happens-next-3 = Huduma hupiga simu au husubiri, kama mtu alivyotaka. Msimbo ulio kwenye kadi unatumika badala yake; jina halihitajiki.
card-what-happens-next-4 = Baadaye mtaalamu anaweza kuzungumza na mtu huyo, akitaka, ili kujua maana ya ishara.
card-what-happens-next-5 = Polisi hawaambiwi bila ridhaa ya mtu, isipokuwa maisha yapo hatarini au sheria ya watoto inadai hivyo. Mwambie hili mapema.

card-your-rights = Kwako wewe: unachoweza kutegemea
card-your-rights-1 = Unaweza kukataa. Unaweza kuacha wakati wowote.
card-your-rights-2 = Msaada ni bure. Hautegemei hati zako, na si lazima uzungumze na polisi.
card-your-rights-3 = Unaweza kupata daktari, mahali salama, chakula, na mtu wa kuzungumza naye kwa lugha yako.
card-your-rights-4 = Hakuna anayeruhusiwa kukuadhibu kwa yale ambayo wengine walikulazimisha kufanya.
card-your-rights-5 = Unachosema kinabaki siri. Utaulizwa kabla ya chochote kupelekwa kwa wengine.
card-your-rights-6 = Kama kurudi ni hatari, unaweza kuomba ulinzi hapa.

card-smuggling-or-trafficking = Magendo au usafirishaji haramu?
card-smuggling-or-trafficking-1 = Yanayouunda. Usafirishaji haramu: kitendo, njia na unyonyaji (kwa mtoto bila njia). Magendo: kumsaidia mtu kuingia nchi kinyume cha sheria, kwa faida.
card-smuggling-or-trafficking-2 = Mipaka. Usafirishaji haramu: kwa kuvuka au bila kuvuka. Magendo: daima kwa kuvuka mpaka.
card-smuggling-or-trafficking-3 = Lengo. Usafirishaji haramu: kunyonya, hata kama bado haujaanza. Magendo: kupata pesa au kitu kingine. Asiyepata faida, kama mwokoaji au ndugu, si msafirishaji wa magendo.
card-smuggling-or-trafficking-4 = Kukubali. Usafirishaji haramu: hakuhesabiki pale njia hizo zilipotumika, kamwe kwa mtoto. Magendo: kwa kawaida mtu hukubali mwanzoni, mara nyingi huondoa njiani.
card-smuggling-or-trafficking-5 = Unyonyaji. Usafirishaji haramu: ndilo lengo. Magendo: si sehemu yake; ukitokea, uhalifu ni mkubwa zaidi.
card-smuggling-or-trafficking-6 = Faida. Usafirishaji haramu: ni kawaida, lakini si lazima. Magendo: ni lazima.
card-smuggling-or-trafficking-7 = Nani anakosewa. Usafirishaji haramu: mtu. Magendo: nchi; lakini watu wanaosafirishwa nao huumizwa mara nyingi.
card-smuggling-or-trafficking-8 = Nani anafanya. Yote mawili: magenge, ndugu, marafiki au wengine. Safari moja inaweza kugeuka kutoka magendo kuwa usafirishaji haramu. Huhitaji kuamua: mpeleke mtu kwenye huduma.

card-sexual-violence = Mtu anaposimulia ukatili wa kingono
card-sexual-violence-1 = Sikiliza. Amini. Usiulize zaidi.
card-sexual-violence-2 = Pendekeza matibabu: ndani ya saa 72 yanaweza kuzuia VVU na magonjwa mengine, ndani ya saa 120 mimba; baadaye bado yanasaidia.
card-sexual-violence-3 = Inaweza kuwahusu wanawake, wasichana, wanaume na wavulana.
card-sexual-violence-4 = Kamwe si kosa la aliyetendewa. Hakuna anayelazimika kutoa taarifa polisi ili atibiwe.
card-sexual-violence-5 = Usimwambie yeyote asiyehitaji kujua ili asaidie.

card-armed-groups = Watu waliokuwa na kundi lenye silaha
card-armed-groups-1 = Kwa mtoto haijalishi aliingiaje: aliandikishwa.
card-armed-groups-2 = Kwa mtu mzima angalia aliingiaje: alitishwa, alitekwa, alidanganywa, au hakuwa na njia nyingine ya kuishi. Aliyejiunga kwa hiari huenda akawajibika kwa uhalifu; wengine ndio huamua hilo, kesi kwa kesi.
card-armed-groups-3 = Wapishi, wabeba mizigo, wapeleka ujumbe na "wake" pia walitumiwa.
card-armed-groups-4 = Usiwahoji kuhusu operesheni. Si kazi yako na kunaweza kuwaua.
card-armed-groups-5 = Mtu aliyesafirishwa kiharamu na kundi la kigaidi anahesabika kama mwathirika wa ugaidi.

card-own-personnel = Watu wetu wenyewe wanapohusika
card-own-personnel-1 = Una wajibu wa kutoa taarifa, hata ya uvumi. Si lazima uwe na uhakika.
card-own-personnel-2 = Tumia ripoti ya utovu wa nidhamu. Imefungwa kwa ajili ya mpokeaji wa siri; ofisi yako haiwezi kuisoma wala kujua kwamba uliiandika.
card-own-personnel-3 = Usiwaambie wenzako au wakubwa wako, usichunguze, usimwonye mtu yeyote.
card-own-personnel-4 = Msaidie kwanza mtu anayehusika: usalama, daktari, mahali pa kukaa. Msaada hautegemei ripoti.
card-own-personnel-5 = Hairuhusiwi kukuadhibu kwa kutoa taarifa. Ukiadhibiwa, toa taarifa ya hilo pia.

card-already-held = Kama mtu ameshashikiliwa, au atarudishwa
card-already-held-1 = Uliza nani anamshikilia, tangu lini, na atapelekwa wapi. Usiulize alifanya nini.
card-already-held-2 = Mwambie anayeongoza: huenda mtu huyu anahitaji ulinzi; naomba usubiri mpaka jambo hili liangaliwe.
card-already-held-3 = Wasiliana mara moja na: msaada wa kisheria, UNHCR, ICRC kwa walioshikiliwa katika mgogoro, ulinzi wa watoto kwa yeyote ambaye huenda ana chini ya miaka 18.
card-already-held-4 = Watoto hawashikiliwi pamoja na watu wazima wasio familia yao, na ni bora wasishikiliwe kabisa.
card-already-held-5 = Mwambie mtu umewasiliana na nani na lini mtu atakuja. Usiahidi kitu kingine.

card-child-alone = Mtoto aliye peke yake: mpaka ulinzi wa watoto wafike
card-child-alone-1 = Kaa naye. Keti chini kuliko mtoto, sema jina lako, na nini kitafuata.
card-child-alone-2 = Maji, chakula, joto, daktari ikihitajika. Usiulize zaidi ya hayo.
card-child-alone-3 = Wasiliana sasa na huduma ya ulinzi wa watoto. Wao huteua mlezi na kutafuta familia; si wewe.
card-child-alone-4 = Waweke pamoja ndugu na marafiki.
card-child-alone-5 = Bila picha, bila ahadi, bila gari binafsi, bila kulala nyumbani kwa mtu.
card-child-alone-6 = Mkabidhi mtoto kwa ulinzi wa watoto tu, kwa jina na sahihi, kamwe si kwa mtu mzima aliyetokea.
card-child-alone-7 = Kinachoamua ni lililo bora kwa mtoto huyu, si lililo haraka kwetu.

card-international-protection = Kurudi kunapokuwa hatari
card-international-protection-1 = Mtu yeyote anaweza kusema: ninaogopa kurudi. Hilo linatosha asikilizwe.
card-international-protection-2 = Anayekimbia vita, mateso au waliomnyonya anaweza kuomba hifadhi, au ruhusa ya kubaki.
card-international-protection-3 = Usimrudishe mtu yeyote mpakani au kwenye boti kabla jambo hili halijaangaliwa.
card-international-protection-4 = Kamwe usiwasiliane na ubalozi wake isipokuwa yeye akiomba.
card-international-protection-5 = Haitegemei hati, jinsi alivyokuja, wala kuwasaidia polisi.

card-message-work = Kwako wewe: kabla ya kukubali kazi ya mbali
card-message-work-1 = Omba kwa maandishi jina la kampuni, mahali, malipo na saa za kazi. Muulize mtu mwingine kama zipo kweli.
card-message-work-2 = Tunza mwenyewe pasipoti na simu yako. Acha nakala kwa mtu unayemwamini.
card-message-work-3 = Kubaliana na familia neno linalomaanisha: ninahitaji msaada.
card-message-work-4 = Kama unadaiwa kabla ya kuanza, au mahali panabadilika njiani, unaweza kuacha na kuomba msaada.
card-message-work-5 = Msaada ni bure, hata kwa walio huko tayari, wenye hati au wasio nazo.

card-message-marriage = Kwako wewe: ndoa inapopendekezwa
card-message-marriage-1 = Hakuna anayeruhusiwa kukuoza bila ndiyo yako ya hiari, katika umri wowote, kwa muda wowote.
card-message-marriage-2 = Unaweza kuomba mkutane kwanza, ukiwa na mtu wako, na unaweza kusubiri.
card-message-marriage-3 = Pesa au zawadi kwa familia yako hazikufungi.
card-message-marriage-4 = Tunza hati zako na simu, na neno ulilokubaliana na mtu unayemwamini.
card-message-marriage-5 = Kama ndoa imeshafanyika na huna uhuru wa kuondoka, kuna msaada, na si kosa lako.

card-message-journey = Kwako wewe: njiani, na unapofika
card-message-journey-1 = Kubali usafiri na vyumba kutoka kwa watu wenye kitambulisho unachoweza kukihakiki. Piga picha ya namba ya gari na umtumie mtu.
card-message-journey-2 = Kwa usafiri, kitanda au chakula hudaiwi na yeyote ngono, kazi wala hati.
card-message-journey-3 = Kaa na uliokuja nao. Shika watoto mikono.
card-message-journey-4 = Wageni wanaojua mara moja lugha yako na shida yako huenda ni wema, au si wema. Unaweza kukataa.
card-message-journey-5 = Ukiwa hatarini: nenda palipo na watu, na uulize namba ya bure iliyo kwenye kadi hii.

card-message-parents = Kwako wewe: mtu anapotoa shule au malezi kwa mtoto wako
card-message-parents-1 = Uliza ni shule au familia gani, na uzungumze nao mwenyewe kabla mtoto hajaenda.
card-message-parents-2 = Mtoto anayeenda anahitaji karatasi yenye jina lako, na njia ya kukupigia simu kila wiki.
card-message-parents-3 = Makundi yenye silaha huchukua watoto kwa zawadi, hotuba na ahadi za shule. Unaweza kukataa, na kuomba msaada wa kujificha au kuondoka.
card-message-parents-4 = Mfundishe mtoto jina lako kamili, kijiji chako na namba moja ya simu.
card-message-parents-5 = Kama mtoto ameshaondoka, waambie ulinzi wa watoto. Hakuna atakayekulaumu.

card-evidence = Kutunza kinachoweza kuwa ushahidi
card-evidence-1 = Andika ulichoona, lini, wapi na nani mwingine aliona, siku hiyohiyo, kwa maneno yako.
card-evidence-2 = Usikusanye, usipige picha, usipekue wala usinunue chochote. Inaweza kuharibu ushahidi na kuhatarisha watu.
card-evidence-3 = Ulichokabidhiwa: kiweke peke yake, usikishike sana, andika kilikotoka na lini, na uulize ofisi yako.
card-evidence-4 = Jinsi malipo yalivyofanyika (taslimu, simu, wakala) inafaa kuandikwa; majina na namba si kwako.
card-evidence-5 = Kuzungumza na wachunguzi ni uamuzi wa manusura, na unaweza kufanywa baadaye.

card-suspicious-advert = Tangazo linalotiliwa shaka
card-suspicious-advert-1 = Ishara: malipo makubwa mno, hakuna anwani, safari imelipiwa, hati zinatakiwa kwanza, wasichana au wanawake tu, jibu mara moja.
card-suspicious-advert-2 = Andika maneno, lilipokuwa, na siku. Orodha "Ofa inayotiliwa shaka" huipeleka ofisini.
card-suspicious-advert-3 = Usilijibu, usipige simu, usitafute zaidi. Wanaona nani anaangalia.
card-suspicious-advert-4 = Bango linabaki lilipo, isipokuwa kama ni mahali petu.

card-communities = Jamii, na kurudi nyumbani
card-communities-1 = Uliza nani anaaminiwa hapa: vikundi vya wanawake, wahudumu wa afya, walimu, viongozi wa dini na wa jadi. Pitia kwao.
card-communities-2 = Kamwe usimwonyeshe kidole manusura, familia au nyumba. Zungumzia hatari, si matukio ya watu.
card-communities-3 = Kurudi nyumbani ni uamuzi wa mtu mwenyewe. Kabla: je, ni salama, nani anajua, nani atakuwa upande wake?
card-communities-4 = Wanaoaibishwa zaidi ni watoto waliozaliwa kwa ubakaji, wanaume na wavulana, na wanaorudi kutoka makundi yenye silaha. Andaa familia na viongozi kwanza.
card-communities-5 = Manusura hushiriki, huzungumza au hushauri wakitaka tu, na wanaweza kuacha.

card-own-conduct = Mwenendo wetu wenyewe
card-own-conduct-1 = Ngono kwa pesa, chakula, kazi au msaada imekatazwa kwetu, kila mahali, saa yoyote, hata kama sheria ya hapa inaruhusu. Na mtu mwenye chini ya miaka 18, daima.
card-own-conduct-2 = Angalia nani anasafisha, anapika, analinda na anajenga kwa ajili yetu: je, wanalipwa, wako huru kuondoka, nani ana hati zao?
card-own-conduct-3 = Hati zilizozuiliwa getini zinarudishwa siku hiyohiyo.
card-own-conduct-4 = Mahali watu wanaponyonywa pamekatazwa, hata kwa kunywa tu.
card-own-conduct-5 = Anayeihudumia misheni anawajibika kwa wafanyakazi wake. Waambie wa manunuzi unachoona.
card-own-conduct-6 = Ukiwa na shaka kuhusu mwenzako, tumia ripoti ya utovu wa nidhamu. Uvumi unatosha.

card-journalist = Mwandishi wa habari akiuliza
card-journalist-1 = Hakuna kisa cha mtu yeyote, hakuna picha, hakuna mahali, hakuna idadi ya watu. Hata "bila jina".
card-journalist-2 = Sema: "Siwezi kuzungumza kuhusu watu. Tafadhali uliza ofisi yetu ya habari."
card-journalist-3 = Usipange mkutano na manusura, na usimuulize kama anataka.
card-journalist-4 = Mwambie mtu wako wa mawasiliano kwamba mtu aliuliza, na kuhusu nini.

## Maneno

term-abduction-of-children = Utekaji wa watoto
    .means = Kumchukua au kumweka mtoto mbali kinyume cha sheria, kwa muda au kwa kudumu, ili kumnyonya.
term-child = Mtoto
    .means = Yeyote mwenye chini ya miaka 18.
term-child-soldier = Mtoto aliye na majeshi au kundi lenye silaha
    .means = Yeyote mwenye chini ya miaka 18 ambaye ameandikishwa au ametumiwa nalo, sasa au zamani, katika jukumu lolote: mpiganaji, mpishi, mbeba mizigo, mpeleka ujumbe, mpelelezi, au kwa ngono.
term-conflict-related-sexual-violence = Ukatili wa kingono unaohusiana na migogoro
    .means = Ubakaji, utumwa wa ngono, kulazimishwa kuuza ngono, kubeba mimba, kutoa mimba, kufungwa uzazi au kufunga ndoa, na vitendo vizito kama hivyo, vyenye uhusiano wa moja kwa moja au usio wa moja kwa moja na mgogoro. Usafirishaji haramu kwa malengo hayo katika mgogoro ni sehemu yake.
term-consent = Ridhaa
    .means = Kukubali kwa hiari, kwa kuelewa, na kunakoweza kuondolewa. Hakuhesabiki pale njia hizo zilipotumika, na kamwe si kwa unyonyaji wa mtoto.
term-debt-bondage = Utumwa wa madeni
    .means = Kulazimika kufanya kazi kulipa deni, wakati kazi hiyo haihesabiwi kwa haki dhidi ya deni au haina muda na aina iliyopangwa.
term-exploitation = Unyonyaji
    .means = Kumtumia mtu kwa faida yako: kingono, kwa kazi, kama mtumwa au mtumishi, kwa viungo vya mwili, kwa uhalifu, kwa mapigano, na kwa namna nyingine.
term-forced-labour = Kazi ya kulazimishwa
    .means = Kazi au huduma anayotozwa mtu kwa tishio la adhabu, na ambayo hakuitoa kwa hiari. Kazi inaweza kuwa halali au la.
term-forced-marriage = Ndoa ya kulazimishwa
    .means = Ndoa, hata ya muda mfupi, ambayo angalau mmoja kati ya wawili hakukubali kwa hiari na kikamilifu.
term-grave-violations = Aina sita za ukiukaji mkubwa
    .means = Kuua na kulemaza, kuandikisha na kutumia, ukatili wa kingono, mashambulizi dhidi ya shule na hospitali, utekaji, na kuzuia misaada: vitendo dhidi ya watoto katika migogoro ya silaha ambavyo Umoja wa Mataifa unafuatilia.
term-indicator = Kiashiria, ishara
    .means = Kitu kilichoonekana, kusikika au kusemwa ambacho kinaweza kuashiria unyonyaji. Peke yake hakithibitishi chochote.
term-internally-displaced = Mkimbizi wa ndani
    .means = Mtu aliyelazimika kukimbia nyumbani na hajavuka mpaka.
term-negative-coping = Njia zenye madhara za kumudu shida
    .means = Njia za kupita katika shida ambazo zinadhuru baadaye, kama kuombaomba, kazi ya watoto, ndoa za mapema.
term-non-punishment = Kutoadhibu
    .means = Kanuni kwamba watu hawaadhibiwi kwa yale waliyofanya kwa sababu walisafirishwa kiharamu.
term-refugee = Mkimbizi
    .means = Mtu aliye nje ya nchi yake anayehitaji kulindwa na mateso, mgogoro wa silaha au ukatili uliopo huko.
term-separated-child = Mtoto aliyetenganishwa
    .means = Mtoto asiye na wazazi wote wawili wala mlezi wake wa kawaida, labda akiwa na ndugu wengine.
term-servitude = Utumikishwaji
    .means = Kulazimika kumtumikia mtu bila njia ya kubadilisha hali hiyo.
term-sexual-exploitation-and-abuse = Unyonyaji na unyanyasaji wa kingono unaofanywa na wafanyakazi
    .means = Wafanyakazi wanapotumia mamlaka, imani au shida ya mtu kwa ajili ya ngono, au wanapoilazimisha. Imekatazwa daima.
term-slavery = Utumwa
    .means = Hali ambayo mtu ana baadhi au mamlaka yote ya mmiliki juu ya mtu mwingine.
term-smuggling = Magendo ya wahamiaji
    .means = Kumsaidia mtu, kwa faida, kuingia nchi kinyume cha sheria.
term-survival-sex = Ngono ya kujikimu
    .means = Ngono ili kupata kinachohitajika kuishi, kama chakula, makazi, ulinzi au kupita. Kwa mtoto ni unyanyasaji daima.
term-trafficking = Usafirishaji haramu wa binadamu
    .means = Kuwaandikisha, kuwahamisha, kuwakabidhi, kuwaweka au kuwapokea watu, kwa vitisho, nguvu, shinikizo, utekaji, utapeli, udanganyifu, kutumia vibaya mamlaka au shida, au kuwalipa wanaowadhibiti, ili kuwanyonya. Kwa watoto bila njia hizo.
term-unaccompanied-child = Mtoto asiye na mwangalizi
    .means = Mtoto asiye na wazazi, ndugu au mtu mzima yeyote anayewajibika kwake kisheria au kimila.

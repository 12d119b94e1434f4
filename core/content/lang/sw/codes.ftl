# Why something is not as it should be: one line for each code, no values.

error-consent-withdrawn = Mtu ameondoa ridhaa yake. Hakuna kingine kinachopelekwa kutoka kwenye rufaa hii.
error-several-records = Kumbukumbu kadhaa zinaanza hivi. Andika herufi zaidi za msimbo.
error-nothing-to-amend = Sema nini kinabadilika: jibu au maelezo.
error-pack-newer = Orodha mpya zinahitaji toleo jipya zaidi la programu hii. Isasishe.
error-pack-older = Orodha hizi ni za zamani kuliko zilizo kwenye simu hii. Hakuna kilichobadilishwa.
error-pack-damaged = Orodha mpya zimefika zikiwa zimeharibika. Zipate tena.
error-text-damaged = Maandishi haya si kamili. Nakili yote, kuanzia mstari wa kwanza hadi wa mwisho.

refused-unsigned = Barua ambayo ofisi yako haikuitia sahihi.
refused-replaced = Barua iliyotiwa sahihi kwa funguo ambazo ofisi yako imezibadilisha.
refused-wipe-alone = Amri ya kufuta simu hii ambayo hakuna mtunza ufunguo aliyeitia sahihi. Haikufuatwa.
refused-revoked = Barua kwa simu ambazo ofisi yako bado inazikubali.
refused-unreadable = Barua ambayo toleo hili la programu haliwezi kuisoma. Sasisha programu.
refused-elsewhere = Barua ambayo si ya simu hii.
refused-outdated = Barua ya zamani kuliko ile iliyo kwenye simu hii.
refused-report-first = Amri ya kufuta simu hii. Kwanza toa ripoti ya mpokeaji wa siri kwa faili la kubeba au kwa simu ya mwenzako.

reason-too-large = Ni kubwa mno kwa upande wa pili.
reason-no-room = Upande wa pili hauna nafasi yake kwa sasa.
reason-damaged = Kiliharibika njiani.
reason-wrong-mailbox = Ni cha ofisi nyingine.
reason-wrong-way = Upande wa pili haupokei vifurushi vinavyokwenda upande huu.
reason-gone = Upande wa pili hauna tena.
reason-damaged-here = Nakala yake kwenye simu hii imeharibika.
reason-newer = Kiliandikwa na toleo jipya kuliko lile la ofisi. Ofisi inapaswa kusasisha.
reason-not-matching = Ofisi iliona kuwa hakilingani na daftari la simu hii.
reason-form = Ofisi iliona ndani yake kitu isichokikubali.
reason-name-taken = Ofisi ina kumbukumbu nyingine yenye jina hilo hilo.
reason-unknown = Ofisi ilitoa sababu ambayo toleo hili haliijui. Sasisha programu.

problem-file = Sehemu za faili lililohifadhiwa haziwezi kusomwa.
problem-key-copy = Ufunguo mmoja uliharibika. Nakala yake ilitumika.
problem-anchor = Haiwezekani kujua kama nakala ya zamani ilirudishwa.
problem-list = Haiwezekani kujua kama kuna kinachokosekana.
problem-older = Nakala ya zamani ilirudishwa.
problem-missing = Kuna kitu kinachopaswa kuwa hapa na hakipo.
problem-extra = Kuna kitu hapa ambacho hakipaswi kuwapo.
problem-row = Ingizo moja lililohifadhiwa limeharibika.
problem-attachment = Picha au kiambatisho kingine kimeharibika au hakipo.
problem-old-vault = Nakala ya zamani ya kufuli ya simu hii ilirudishwa, au kufuli imeharibika.
problem-journal = Daftari la simu hii haliendani.
problem-journal-gap = Baadhi ya maingizo ya daftari hayapo.

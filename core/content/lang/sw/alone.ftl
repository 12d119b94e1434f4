# Anayojibu mtu peke yake. Hakuna neno hapa kuhusu ukatili, majina au makundi yenye silaha.

alone-safe = Je, uko salama hapa?
alone-by-yourself = Je, uko peke yako sasa?
alone-free = Je, unaweza kuondoka unapotaka?
alone-papers = Je, una hati zako mwenyewe?
alone-pay = Je, unapata malipo yako?
alone-hurt = Je, umeumia au unaumwa?
alone-child = Je, una mtoto pamoja nawe?
alone-need = Unahitaji nini?
alone-need-sleep = Mahali pa kulala
alone-need-food = Chakula
alone-need-doctor = Daktari
alone-need-talk = Mtu wa kuzungumza naye
alone-mode = Unajibu mwenyewe, peke yako
    .hint = Unaweza kuruka kila picha, na kuacha wakati wowote. Hakuna mtu hapa anayeona unachogusa.
alone-yes = Ndiyo
alone-no = Hapana
alone-skip = Ruka
alone-end = Mwisho
alone-neutral = Hali ya hewa
alone-gate-alone = Nimehakikisha kwamba mtu yuko peke yake
alone-gate-adult = Mtu huyu si mtoto
alone-gate-child-protection = Ulinzi wa watoto wako hapa
alone-share = Onyesha majibu yangu kwa anayenisaidia
alone-untested = Picha na sauti hizi bado hazijajaribiwa na wanaozungumza lugha hii

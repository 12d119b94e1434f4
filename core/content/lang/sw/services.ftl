# Orodha ya mfano. Ofisi huweka yake mahali pa hii. Majina kwenye kadi lazima yawe salama mtu akikutwa nayo:
# hakuna neno lolote kuhusu usafirishaji haramu.

service-example-clinic = Kituo cha Afya cha Kando ya Mto (Riverside Health Centre)
    .hours = Mchana na usiku
    .contact = Barabara ya Soko 12. Jina la redio: Blue Door. Simu 000-0101
service-example-safe-house = Nyumba ya Miti Miwili (House of the Two Trees)
    .hours = Mchana na usiku
    .contact = Uliza kituo chochote cha afya kuhusu "Miti Miwili" (Two Trees). Simu 000-0102
service-example-children = Kona ya Watoto (Children's Corner)
    .hours = Mchana na usiku
    .contact = Kando ya shule kuu. Simu 000-0103
service-example-workers = Dawati la Ushauri kwa Wafanyakazi (Workers' Advice Desk)
    .hours = Jumatatu hadi Alhamisi saa 3 asubuhi hadi saa 11 jioni (9:00–17:00), Ijumaa saa 3 asubuhi hadi saa 10 jioni (9:00–16:00)
    .contact = Uwanja wa Stesheni 3. Simu 000-0104
service-example-hotline = Simu ya Kusikiliza (The Listening Line)
    .hours = Mchana na usiku, bure kwa simu yoyote
    .contact = Simu 000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations, mada maalum, 2018
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol, 2000 (Itifaki ya kuzuia usafirishaji haramu wa binadamu)
source-field-practice = Utaratibu wa kawaida katika kazi ya ulinzi, kwa maneno ya mradi huu

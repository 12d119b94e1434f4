# Invented cases to practise on, and what is said of them afterwards. Nobody in them exists.

case-kitchen = The woman at the gate
    .story = At a house you ask for water. A young woman of about 25 opens. She looks at the floor and shakes; the man behind her answers for her. While he is on the phone she whispers that she has cleaned here for a year, is not paid, that he keeps her passport, and that she only goes out with him.
    .lesson = You saw fear and somebody who answers for her; she told you of no pay, of papers that are kept, and that she never goes out alone. That she lives in the house says nothing by itself. Offer help only where he cannot hear it; a specialist finds out what it means.
case-harvest = The harvest workers' bus
    .story = A man of about 40 gets off a bus with others. He does not speak the local language. Through an interpreter he says that they pick apples for six weeks, sleep in the farm's rooms, are paid each Friday, have their papers with them, and that some went home last week because they had had enough.
    .lesson = Living where one works, and not knowing the language, is true of many who work far from home. They are paid, hold their papers and are free to leave. Nothing here points to exploitation. Leave the contact card all the same.
case-station = The girl at the bus station
    .story = Late in the evening a girl of about nine sits alone at the bus station with a small bag. She says that an uncle will come for her; she does not know his name. A friendly man offers to take her to him.
    .lesson = A child alone is enough: stay, call child protection, and hand her to nobody else, however friendly. You need no other sign, and no question about the uncle.
case-brick = The brick kiln
    .story = Behind a fence with a guard a thin young man carries bricks; he could be 17 or 20. In a moment alone he says that an agent promised a driver's job, that he owes for the journey and the bed, that the debt grows, and that he has had no pay since spring.
    .lesson = A promise that was not true, a debt that grows, no pay, and a guard who keeps people in. If he may be under 18, he is treated as a child, and you do not interview him. Do not go in to free anybody; tell your office about the place too.
case-border = At the border post
    .story = A woman sits in a locked room at a border post. An officer shows you her passport: false, he says, she goes back on the evening bus. She says that she fled the war and is afraid to go back.
    .lesson = What cannot wait is that she is held and is to be sent back today. Ask the officer to wait, and call legal aid or UNHCR. A false passport is common in flight and shows nothing about who she is; what she did to flee is not punished.
case-camp = The new faces in the camp
    .story = At the water point two strangers in a good car offer hotel jobs abroad, "papers later", to girls who came without family. The paper they hand out has no address. People here have had no work for months.
    .lesson = Strangers with offers too good to be true, to people without income: note the place, the words and the day, and tell your focal point. Do not follow the car, do not photograph, do not call the number.
case-truck = What the drivers say
    .story = At the distribution point a driver jokes that some colleagues "give the ration card first to those who are nice". You do not know who, or whether it is true.
    .lesson = A rumour is enough, and you have a duty to report it. It goes to the confidential recipient alone; the ordinary office cannot read it. Do not ask the driver for names, do not warn anybody.

practice-banner = PRACTICE: an invented case. Nothing is sent, nobody is told.
practice-done = times done: { $count }
practice-expected = What a specialist would expect
practice-level = Level
practice-missed = Missed
practice-new = not yet done
practice-nothing = nothing
practice-right = Noticed
practice-too-much = Too much: the story does not say it
practice-why = Why
practice-yours = Yours

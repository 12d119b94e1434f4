# What a finding says. It flags and never judges: no sentence here says what a person is.

level-no-flag = No sign so far
    .meaning = That does not mean that nothing is there. Leave the contact card, and keep your eyes open.
level-enquire = Stay attentive, offer help
    .meaning = Something was noticed. Stay with it, gently, and only where it is safe.
level-refer = Offer a referral
    .meaning = What was noticed should be looked at by a specialist.
level-refer-now = Offer a referral now
    .meaning = Stay until help is arranged, or they say no. A child is not left.
level-no-flag-site = No sign so far
    .meaning = That does not mean that nothing is there. Come back and look again.
level-enquire-site = Watch this place
    .meaning = People here can easily be exploited. Look again, and tell your focal point what you saw.
level-refer-site = Report this place
    .meaning = There are signs here that a specialist should look into.
level-refer-now-site = Report this place now
    .meaning = People here may be in danger. Report at once and do not go in yourself.

finding-not-a-verdict = Signs neither prove nor disprove anything. A specialist finds out what they mean.
finding-noticed = What was noticed
finding-since = Since the visit of { $day }
finding-since-new = New since then:
finding-since-gone = Looked for and not seen any more:
finding-since-not-looked = Noticed then, not looked at today:
finding-since-still = Still so:
finding-since-nothing = Nothing new was noticed.
finding-seen = Seen
finding-told = Told
finding-reported = Told by somebody else
finding-item = { $how }: { $what } ({ $source })
finding-reasons = Why this level
finding-elements = What it may point to
finding-act = What was done:
finding-means = How:
finding-purpose = What for:
finding-part-missing = Nothing yet. That rules nothing out.
finding-means-not-needed = Not needed: for a child it does not matter how.
finding-definition = All parts of trafficking may be here. Whether it is trafficking is for a specialist to establish.
finding-forms = Forms of exploitation it may point to
finding-urgent = What cannot wait
finding-linkages = What it may be linked to
finding-linkage-mechanism = For: { $name }
finding-no-contact = Your office has not said how to reach them: ask your focal point.
finding-advice = What to do
finding-advice-more = More, when there is time
finding-because = { $what } (because of: { $causes })
finding-the-age = the age
finding-not-observed = { $count ->
    [one] One sign was looked for and not seen. That proves nothing.
   *[other] { $count } signs were looked for and not seen. That proves nothing.
}
finding-not-asked = You do not have to look at more. What was not looked at says nothing either way.

reason-anything = Something was noticed
rule-urgent = There is a need that cannot wait
rule-child-definition = It may be a child, and all parts of trafficking may be here
rule-child-now = It may be a child who is used, hurt or without a way out
rule-force = Force or abduction, and all parts of trafficking may be here
rule-organs = An organ may be taken from somebody who is pressed or kept
rule-misconduct-now = It is about a child, or it is still going on
rule-definition = All parts of trafficking may be here
rule-exploitation = There may be exploitation, and a way in which the person was brought to it
rule-control = Somebody controls or threatens them, and the conditions are like those of exploitation
rule-grave = One of the gravest forms of exploitation may be here
rule-linkage = It may be linked to a grave crime
rule-own-personnel = Our own personnel may be involved
rule-child = There is a sign, and it may be a child
rule-several = Several signs together
rule-behind = Somebody is said to be behind it, or people are picked out
rule-site-now = People at this place may be in danger now
rule-site-sign = There is a sign that people may be exploited here
rule-site-several = Several things together make people here easy to exploit

child-adult = The person is an adult, as far as is known.
child-child = The person is a child. How it came about and whether the child agreed do not matter.
child-may-be-child = The person may be a child. Treat the person as a child until you know.
child-unknown = The age is not known. Treat the person as a child until you know.
child-signs = These signs point to a child: { $causes }.

advice-safety = Safety first, theirs and yours. If somebody may be listening or watching, stop. Do not confront anybody.
advice-refer-now = Arrange help before you part: safety, a doctor, a safe place tonight. Call the service or your focal point now.
advice-held = They are held or are to be sent away. Ask the commander to wait, and call legal aid, UNHCR or the ICRC, and child protection for a child. Nobody should be sent into danger or punished for what they were made to do.
advice-about-other = This speaks of somebody else. Start a new screening for that person or child; do not question the one who told you.
advice-child-alone = Until child protection comes: sit with the child where others can see you, give water and food, ask only the name the child wants to be called. No photograph, no promise, no ride in a private car, no handing over to an adult who says they are family.
advice-ask-age = The age is not noted. Ask yourself once: could they be under 18? Choose "18 or older" or "may be under 18"; until then they are treated as a child.
advice-refer = Offer a referral to a service, say what it does and what it will be told, and ask whether they want it. Pass on only what they agree to.
advice-enquire = Find a calm, private moment. Ask how they are and what they need. Do not question them.
advice-say = Say: "You may stop at any time. You decide. There is help, and it costs nothing. Whatever happened to you, it is not your fault."
advice-do-not-ask = Do not ask for their story, for sexual acts, for names of others, or why they did not leave. Never ask in front of others.
advice-no-conditions = Help has no conditions. It does not depend on papers, on speaking with the police, or on answering. If they refuse, tell them where help is.
advice-non-punishment = Nobody should be held or punished for what they were made to do. Do not pass on what you learned about their papers. If the law makes you, ask your focal point first.
advice-child = Treat the person as a child: call child protection, do not interview, do not leave the child alone, and do not hand the child to an adult without them.
advice-check-age = Something points to a child. Make sure that the age you noted is right; if in doubt, note "may be a child".
advice-medical-soon = Offer medical care as soon as possible: within 72 hours it can prevent illness and pregnancy, and afterwards it still helps.
advice-offer-doctor = Offer a doctor or nurse, for old injuries too. It is an offer: they decide.
advice-agreed = They may say they agreed. If there were threats, lies or no other choice, it does not count. For a child, never.
advice-not-yet = It need not have happened yet. Help that comes before is the best help.
advice-armed-group = Somebody whom an armed group used was wronged and needs protection. Ask nothing about operations. Call child protection or your focal point before anybody else.
advice-accountability = Whether an adult who was with an armed or terrorist group answers for it is decided case by case, by others. If nobody forced, lied or used their need, hand over by your mission's procedure and say which signs you saw. Do not decide it, and do not question.
advice-international-protection = They may have a right to asylum or to stay. Tell them so, and do not let anybody send them back before it was looked at.
advice-own-personnel = Our own personnel may be involved. Move that to the misconduct report, which only the confidential recipient can read, and go on here without it. Tell nobody else.
advice-site-watch = Look again, at another hour and with other eyes. Do not enter places, do not take photographs, do not question people.
advice-site-report = Tell your protection focal point about this place and agree who looks into it.
advice-site-now = Tell your protection focal point and your security officer at once. Do not go there yourself.
advice-misconduct = Send this report and tell nobody else. Do not investigate, do not confront, do not collect proof. Help the person concerned as you would help anybody.
advice-leave-contact = Leave the contact card only where it is safe for them to be found with it.
advice-write-little = Write down as little as helps. No names, no telephone numbers, no photographs.

contact-card = Free help
    .end = You decide. You do not have to give your name.

finding-kept = Kept for the office
    .meaning = This checklist only asks questions. It has no signs, so there is no finding: the answers are not judged here, and they rule nothing out. The office reads them.

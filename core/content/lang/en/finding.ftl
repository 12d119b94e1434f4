# What a finding says. It flags and never judges: no sentence here says what a person is.

level-no-flag = Nothing noticed
    .meaning = That does not mean that nothing is there. Leave the contact card, and keep your eyes open.
level-enquire = Find out more
    .meaning = Something was noticed. Stay with it, gently, and only where it is safe.
level-refer = Offer a referral
    .meaning = What was noticed should be looked at by a specialist.
level-refer-now = Offer a referral now
    .meaning = Do not part before help is arranged or clearly refused.

finding-not-a-verdict = Signs neither prove nor disprove anything. A specialist finds out what they mean.
finding-noticed = What was noticed
finding-seen = Seen
finding-told = Told
finding-item = { $how }: { $what } ({ $id }; { $source })
finding-reasons = Why this level
finding-elements = What it may point to
finding-act = What was done:
finding-means = How:
finding-purpose = What for:
finding-part-missing = Nothing yet. That rules nothing out.
finding-means-not-needed = Not needed: for a child it does not matter how.
finding-definition = Together this touches every part of the definition of trafficking. Whether it is trafficking is for a specialist to establish.
finding-forms = Forms of exploitation it may point to
finding-urgent = What cannot wait
finding-linkages = What else it may touch
finding-linkage-mechanism = For: { $name }
finding-advice = What to do
finding-because = { $what } (because of { $causes })
finding-the-age = the age
finding-not-observed = { $count ->
    [one] One sign was looked for and not seen. That proves nothing.
   *[other] { $count } signs were looked for and not seen. That proves nothing.
}
finding-not-asked = { $count ->
    [one] One sign was not looked at. It says nothing either way.
   *[other] { $count } signs were not looked at. They say nothing either way.
}

reason-anything = Something was noticed
rule-urgent = There is a need that cannot wait
rule-child-definition = It may be a child, and every part of the definition is touched
rule-force = Force or abduction, together with every part of the definition
rule-misconduct-now = A child is concerned, or it is still going on
rule-definition = Every part of the definition is touched
rule-exploitation = There may be exploitation, and a way in which the person was brought to it
rule-linkage = It touches a grave crime
rule-own-personnel = Our own personnel may be involved
rule-child = Weighty signs, and it may be a child
rule-several = Several signs together

child-adult = The person is an adult, as far as is known.
child-child = The person is a child. How it came about and whether the child agreed do not matter.
child-may-be-child = The person may be a child. Treat the person as a child until you know.
child-unknown = The age is not known. Treat the person as a child until you know.
child-signs = These signs point to a child: { $causes }.

advice-safety = Safety first, theirs and yours. If somebody may be listening or watching, stop. Do not confront anybody.
advice-refer-now = Arrange help before you part: safety, a doctor, a safe place tonight. Call the service or your focal point now.
advice-refer = Offer a referral to a service, say what it does and what it will be told, and ask whether they want it. Pass on only what they agree to.
advice-enquire = Find a calm, private moment. Ask how they are and what they need. Do not question them.
advice-say = Say: "You have done nothing wrong. You may stop at any time. You decide. There is help, and it costs nothing."
advice-do-not-ask = Do not ask for their story, for sexual acts, for names of others, or why they did not leave. Never ask in front of others.
advice-no-conditions = Help has no conditions. It does not depend on papers, on speaking with the police, or on answering. If they refuse, tell them where help is.
advice-non-punishment = They must not be punished for what they were made to do. Do not detain them, do not report their status, do not blame.
advice-child = Treat the person as a child: call child protection, do not interview, do not leave the child alone, and do not hand the child to an adult without them.
advice-check-age = Something points to a child. Make sure that the age you noted is right; if in doubt, note "may be a child".
advice-medical-soon = Offer medical care as soon as possible: within 72 hours it can prevent illness and pregnancy, and afterwards it still helps.
advice-agreed = That they say they agreed does not count where somebody used force, lies, pressure or their need, and never for a child.
advice-not-yet = It need not have happened yet. Help that comes before is the best help.
advice-armed-group = Somebody used by an armed group can be a victim of a crime. Ask nothing about operations. Call child protection or your focal point before anybody else.
advice-international-protection = They may have a right to asylum or to stay. Tell them so, and do not let anybody send them back before it was looked at.
advice-own-personnel = Our own personnel may be involved. Write nothing about it here. Send the misconduct report, which only the confidential recipient can read.
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

# An offer that may lead people into exploitation.

checklist-offer = A suspicious offer
    .hint = A poster, a message, a page, somebody at the gate. It is passed on without an answer and without a search.
section-offer-signs = What stands out
    .hint = Only what you see or were told. Do not answer it, do not call, do not look for more.

offer-too-good = It promises far more than such work, schools or houses give here
    .hint = High pay, no skills needed, no language needed.
offer-no-address = No name, address or company that anybody could check
    .hint = Only a messenger account or a first name.
offer-travel-paid = The journey, the visa or the room is paid first, to be paid back later
    .hint = This is how many debts begin.
offer-papers-first = Passports, photographs or money are wanted before anything is agreed
    .hint = Also copies of papers, or pictures of the whole body.
offer-girls-only = It wants girls, women or children only, or people who are young and on their own
    .hint = "Pretty", "no family", "under 25".
offer-at-once = One must answer at once, and tell nobody
    .hint = A bus that leaves tonight.
offer-marriage = It offers a marriage far away, with money for the family
    .hint = By a broker, a friend, a page on the internet.
offer-school = It offers school, care or sport for children, far from their families
    .hint = The parents are to sign or to hand over papers.
offer-sexual = It hints at sex, or asks for people to be filmed or to keep guests company
    .hint = Model, dancer, masseuse, hostess.
offer-organ = It offers money for an organ
    .hint = Often a kidney, often to somebody in debt.
offer-fighters = It offers pay for guarding or fighting in another place
    .hint = Also for "service" to a group, or as a driver or cook with armed people.
offer-many-places = The same offer is seen or told of in several places
    .hint = The same words, picture or account.
offer-leaving-now = Somebody here is about to leave because of it
    .hint = Today or in the next days. Do not stop them; offer what helps.

level-no-flag-offer = No sign so far
    .meaning = That does not mean that the offer is honest.
level-enquire-offer = Keep this offer in mind
    .meaning = It has something of the offers that lead people into exploitation.
level-refer-offer = Pass this offer on
    .meaning = It looks like the offers that lead people into exploitation. A specialist looks into it.
level-refer-now-offer = Pass this offer on now
    .meaning = Somebody may be on the way to harm because of it.

rule-offer-now = Somebody is about to leave because of this offer
rule-offer-grave = It wants bodies, organs, fighters or papers
rule-offer-several = Several things about this offer stand out
advice-offer = Do not answer it, do not call, do not search for more: they see who looks. A poster stays where it is, unless it is in a place of ours.
advice-offer-leaving = Give them the message about work, marriage or school, and the hotline. They decide. If they want to talk, begin a screening.

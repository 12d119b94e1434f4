# Words that the screens need around the checklists.

answer-observed = Seen
    .hint = You saw or heard it yourself.
answer-told = Told
    .hint = The person said it.
answer-reported = Reported
    .hint = Somebody else told you.
answer-not-observed = Not seen
    .hint = You looked and did not see it. That proves nothing.
answer-not-asked = Not asked
    .hint = You did not look or ask. Always a good answer.

age = How old?
    .hint = You need not ask. If you are not sure, choose "may be under 18".
age-adult = 18 or older
age-child = Under 18
age-may-be-child = May be under 18
age-unknown = Not known

offer-open = Open
offer-offered = Worth opening
offer-available = Can be opened

consent = May I?
    .hint = Read each question aloud. Only a clear yes is a yes. Help does not depend on it.
consent-services = May I note what you need, so that you get help?
consent-referral = May I tell this service about you, so that it can help? I tell it only what it needs.
consent-statistics = May what happened to you be counted, without anything that shows who you are?
consent-accountability = May it be passed on to those who can hold somebody responsible?
consent-refused = That is all right. You get help all the same. Here is where you find it.
consent-withdrawn = You took it back. From now on nothing more is passed on.

code = Your code: { $code }
    .hint = It stands for you. Nobody needs your name.

state-draft = Not finished
state-sealed = Finished and sealed, waiting for a way to the office
state-in-transit = On its way
state-delivered = Handed on, not yet at the office
state-received = At the office
state-purged = At the office and gone from this phone
state-quarantined = Could not be sent; ask your office

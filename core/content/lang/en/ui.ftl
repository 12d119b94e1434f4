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
age-ask = Could they be under 18?
age-adult = 18 or older
age-child = Under 18
age-may-be-child = May be under 18
age-unknown = Not known

offer-open = Open
offer-offered = Worth opening
offer-available = Can be opened

consent = May I?
    .hint = Read each question aloud. Only a clear yes is a yes. Help does not depend on it.
consent-before = Before I ask: only people of our office who arrange help read what I write; { $days ->
    [0] how long they keep it is their decision, and you may ask
    [one] they keep it for one day
   *[other] they keep it for { $days } days
}; and somebody could notice that we spoke, so tell me if that is dangerous for you.
consent-any-help = help
consent-services = May I write down what you need, without your name, so that we can look for help?
consent-referral = May I tell { $service } that you need { $needs }, and how to reach you? I tell them nothing else.
consent-statistics = May we count you in a total? Nobody can see that it is you.
consent-accountability = May investigators or a court be told what happened? They may use it against those who did it. You can say no, and decide later.
consent-refused = That is all right. You can still have help. Here is where.
consent-withdrawn = That is fine. We pass on nothing more. What was sent before cannot always be called back.

code = Your code: { $code }
    .hint = It stands for you. Nobody needs your name.

state-draft = Not finished
state-sealed = Finished and sealed, waiting for a way to the office
state-in-transit = On its way
state-delivered = Handed on, not yet at the office
state-received = At the office
state-purged = At the office and gone from this phone
state-quarantined = Could not be sent; ask your office
ask-allegation = This holds something against our own personnel, which the ordinary desk must not read. Send that to the confidential recipient alone, and go on without it?
ask-back = one back
ask-begin = Begin a new one
ask-choose = A number; nothing typed: what is marked *
ask-choose-several = Numbers with spaces between them
ask-day = A day, as 2026-01-31
ask-day-time = A day and a time, as 2026-01-31T14:30
ask-decimal = A number, as 2.5
ask-enough = That is enough; go on
ask-file = The name of a file
ask-go-on = Enter: go on
ask-kept = Kept, sealed, as a draft. The same command goes on with it.
ask-leave = leave; what was answered is kept
ask-next-part = to the next part
ask-no-keep = No, keep it as a draft
ask-no-service = No service is known here. Why is the person screened all the same?
ask-not-a-choice = That cannot be chosen here. Try again.
ask-note = Something that could not be said otherwise. No names. May stay empty.
ask-nothing-kept = Nothing was answered, nothing is kept.
ask-number = A whole number
ask-order = Numbers in the order that is wanted, with spaces between them
ask-place = Latitude and longitude in degrees, as 12.34 -1.5
ask-places = Points with ; between them, each as 12.34 -1.5
ask-ready = Finish and seal it for the office?
ask-sections = Which part now?
ask-site = The code of the place. May stay empty.
ask-tick = 1: yes
ask-time = A time, as 14:30
ask-too-long = That is too long. Say it in fewer words.
ask-turns = How many times?
ask-unfinished = There is something unfinished
ask-which = What is it about?
ask-words = Words; nothing typed: leave it as it is
ask-yes = Yes
question-constraint = This form does not allow this answer.
question-missing = This must be answered.
question-no-positions = Your office asks for no positions. Leave this empty.
question-not-a-choice = This cannot be chosen now.
question-out-of-range = This is outside the range.
question-too-long = What is worked out here is too long.
question-wrong-kind = This is no answer of the kind that is asked for.
service-fact-asks-papers = Asks for papers
service-fact-asks-police-report = Asks for a report to the police first
service-fact-example = EXAMPLE ONLY: this place does not exist
service-fact-fee = Costs money
service-fact-full = Full now
service-fact-hotline = A number to call
service-fact-mobile = They come to you
service-fact-never-verified = Nobody has said when this was last checked
service-fact-no-directory = There is no directory of services in this pack: ask your office
service-fact-none = No active service of the directory meets this.
service-fact-serves = For: { $serves }
service-fact-spoken = Spoken: { $languages }
service-fact-state = Run by a State
service-fact-transport = They fetch people
service-fact-verified = Checked on { $day }
serves-children = children
serves-disability = people with a disability
serves-lgbtiq = LGBTIQ+ people
serves-men = men
serves-women = women
service-found-changed = It has moved or changed
service-found-closed = It is closed
service-found-conditions = It asks for money, papers or a report to the police
service-found-confirmed = It is as the directory says
service-found-full = It is full
service-found-new = There is a new one
service-found-unsafe = It is not safe

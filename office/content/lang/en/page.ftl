# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = Desk
desk-confidential = Confidential desk
skip = To the content
languages = Language
untested = These words were translated by a machine and not yet read by a speaker.

unlock-title = Unlock the desk
unlock-passphrase = Passphrase
unlock-go = Unlock
unlock-wrong = That is not the passphrase.
unlock-in-use = Another program has this desk open. Close it, then try again.
unlock-failed = The desk did not open. Check it in a terminal with: pocketcard-office verify
locked-title = The desk is locked
locked-explain = What was typed and not kept is gone. What was kept is in its case.
lock = Lock
closes = Without a touch the desk locks at { $time } UTC.
alone-here = Anyone at this computer can read what the screen shows. Lock before you leave it.

nav = Parts of the desk
today = Today
phones = Phones
services = Services
figures = Figures
this-desk = This desk

refused-title = Not allowed
refused = This request did not come from the desk's own page. Open the address that the program printed.
missing-title = Not here
missing = There is no such page or case.
busy-title = One moment
busy = The desk is collecting. This page comes by itself.
failed-title = That did not work
failed = Nothing was changed. Check the desk in a terminal with: pocketcard-office verify

wait-none = Nobody waits for an answer.
wait-some = { $count ->
    [one] One case waits for an answer, for { $longest }.
   *[other] { $count } cases wait for an answer, the longest for { $longest }.
}
withdrawn-some = { $count ->
    [one] In one case a consent was taken back, and nobody has looked since.
   *[other] In { $count } cases a consent was taken back, and nobody has looked since.
}
silent-some = { $count ->
    [one] One phone was not heard of for a week.
   *[other] { $count } phones were not heard of for a week.
}
next-case = Open the first case
waiting = Who waits
not-waiting = Nobody waits in these
not-waiting-explain = Answered, closed, or nothing noticed.
nothing-filed = Nothing is filed yet. Collect what phones have sent.
alike-some = { $count ->
    [one] One more screening says the same as others here. Choose a place, a phone or a state to see it.
   *[other] { $count } more screenings say the same as others here. Choose a place, a phone or a state to see them.
}
more-cases = Next cases
fewer-cases = Cases before
filter-site = Place
filter-phone = Phone
filter-state = State
filter-code = Code
filter-all = All
filter-go = Show
filtered = { $count ->
    [one] One case fits.
   *[other] { $count } cases fit.
}

collect = Collect now
collected = { $filed ->
    [0] Nothing new.
    [one] One new record.
   *[other] { $filed } new records.
}
collect-waiting = { $count ->
    [one] One phone waits until its words are compared.
   *[other] { $count } phones wait until their words are compared.
}
collect-aside = { $count ->
    [one] One parcel could not be filed and is kept aside.
   *[other] { $count } parcels could not be filed and are kept aside.
}
collect-duress = From { $phone }, under duress: its owner was made to open it, and what was on it is gone. Do not let it be seen that you know.
collect-alarm = Two phones answered one invitation. Somebody has a copy of it. Look at it now.
collect-full = The disk is full. What came waits until there is room.
collect-failed = The hub could not be reached. Nothing is lost; collect again.
collect-no-hub = This office has no hub. Bundles are taken in a terminal: pocketcard-office collect --bundle FILE

state-withdrawn = Consent taken back
state-refer-now = Refer now
state-agreed = Agreed to a referral
state-refer = Offer a referral
state-enquire = Find out more
state-answered = Answered
state-no-flag = Nothing noticed
state-closed = Closed
state-phone = A phone introduced itself
age-minutes = { $count ->
    [0] less than a minute
    [one] one minute
   *[other] { $count } minutes
}
age-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
age-days = { $count ->
    [one] one day
   *[other] { $count } days
}
new = New
no-code = No code
column-state = State
column-code = Code
column-place = Place
column-phone = Phone
column-since = Waits for
column-also = Also
corrections = { $count ->
    [one] One correction
   *[other] { $count } corrections
}

case-of = Case { $code }
why = Why it stands here
signs = The signs, and where each comes from
why-withdrawn = The person took a consent back. Pass nothing on from that referral, and tell everyone who was told.
why-agreed = The person agreed that a service is told.
why-declined = The person declined a referral: nothing is passed on.
why-danger = Nobody agreed: the person could not answer and a life was in danger.
why-form = It is a form of questions. Nobody has judged it: read it.
why-unreadable = A record of this case is damaged. Check the desk.
why-again = The phone showed "{ $said }". This desk makes "{ $again }" of the same answers. Go by the answers.
why-clock = The clock of the phone was wrong: its times say nothing.
why-duress = From a phone under duress: its owner was made to open it. What it says may be true; answer nothing that could harm them.
why-revoked = It came after that phone was revoked: check it.

consent-title = What the person agreed to
consent-purpose = Purpose
consent-said = Said
consent-yes = Yes
consent-no = No
consent-withdrawn = Taken back
consent-none = Nobody asked for a consent yet: nothing may be passed on.
purpose-services = Help of the office and its partners
purpose-referral = A service is told
purpose-statistics = Being counted in tables
purpose-accountability = Use in an inquiry or a court
basis-own = The person agreed.
basis-caregiver-and-child = A caregiver agreed, and the child did too.
basis-best-interests = The best interests of the child decided, because: { $reason }
basis-life-in-danger = A life was in danger, because: { $reason }
how-spoken = Asked aloud, with nobody between.
how-interpreted = Asked through an interpreter.
how-written = Read, and signed or marked.
how-heard = Heard from a recording.

service-note = What the service may be told
service-note-only = This and no more.
service-note-none = Nothing may be told to a service.
note-service = Service
note-code = Code that the person will say
note-needs = Needs
note-language = Language
note-word = Note
none = none

record-screening = Screening
record-referral = Referral
record-amendment = Correction
record-withdrawal = Consent taken back
record-service-report = Word about a service
record-enrolment = A phone introduced itself
record-damaged = This record is damaged.
made = Finished at { $time } UTC by the clock of the phone.
filed = Filed here at { $time } UTC, number { $number } in the journal of { $phone }.
filed-unnamed = Filed here at { $time } UTC, number { $number } of its journal.
checked = Its signature and its place in the journal were checked as it was opened.
answers-given = What was answered
corrected = Corrected to: { $answer }
unknown-indicator = A sign that the checklists here do not know
note = Note
without-service = Screened although no service is known there, because
attachment = Attachment { $number }
attachment-waits = It has not arrived yet.
attachment-elsewhere = Of the kind { $kind }: write it out in a terminal with pocketcard-office show --attachments
takes-back = Takes back the consent to the referral.
never-sent = The referral never left the phone.

answered-title = Answers
answered-at = Answered at { $time } UTC
answer-at-hub = The hub has it for the phone.
answer-goes = It goes out with the next collection.
answer-title = Answer
answer-text = What the phone is told
answer-hint = Whoever holds the phone reads it. No names, nothing that the person did not agree to.
answer-begin = Begin with
begin-told = A service is told
begin-told-text = The service was told and expects the person, who says the code { $code }.
begin-call = Please call
begin-call-text = Please call the office before you do more about { $code }.
begin-again = Look again
begin-again-text = For { $code }: please see the person again, where it is safe, and ask only how they are and what they need.
begin-no-place = No place today
begin-no-place-text = For { $code }: no service has a place today. We try again tomorrow. Until then, leave the contact card.
begin-read = Read, nothing more
begin-read-text = Thank you. We have read { $code }. You need not do more.
answer-send = Send
answer-keep = Keep for later
answer-kept = Kept, sealed, in this case.
answer-sent = Sent. It goes out with the next collection.
answer-empty = Write an answer first, of at most 4,000 letters.
answer-nobody = Nobody can be answered in this case.
answer-no-way = The author of a confidential report gets a receipt and cannot be written to.
hand = A service was told
hand-explain = Note it, so that nobody tells the service a second time.
close-case = Close the case
close-explain = What comes in it later opens it again.
noted = Noted.
case-closed = Closed. What comes in it later opens it again.
back-today = Back to Today

phone-label = Name
phone-heard = Last heard of
phone-records = Records
phone-missing = Not arrived
phone-pack = Checklists
phone-state = State
phone-revoked = Revoked
phone-good = Good
phone-forks = Its journal was continued twice
phone-broken = Its journal does not fit together
phone-rivals = Two phones answered its invitation
phone-put-off = Filled its share of the day: attachments wait
phone-silent = Not heard of for a week
no-phones = No phone is enrolled yet.

services-explain = The directory of the pack in force, as phones show it.
services-none = The pack in force has no directory.
service-inactive = Takes nobody now
service-needs = Helps with
service-card = What a person is told
service-facts = To know before

figures-explain = For this desk alone. Nothing here is released.
figure-waiting = Cases that wait, by how long
figure-heard = Phones, by when they were last heard of
figure-group = Group
figure-number = Number
figure-sites = Reports by site and week (week from Monday)
figure-indicators = Signs seen or told of, by week
figure-delivery = Hours from finishing a record to filing it, by week
figure-doubtful = Records of phones with doubtful clocks, by week
figure-site = Site
figure-indicator = Sign
figure-other = Other
figure-half = half within
figure-nine-of-ten = nine of ten within
figure-records = records
under-hours-4 = Under 4 hours
under-hours-24 = 4 to 24 hours
under-days-3 = 1 to 3 days
over-days-3 = Over 3 days
today-heard = Today
under-days-7 = 1 to 7 days
over-days-7 = Over 7 days

desk-keys = Words for the keys of this desk
desk-hub = Hub
desk-no-hub = none
desk-pack = Pack in force
desk-pack-none = None was published: phones have the built-in checklists.
desk-pack-version = { $name }, version { $version }
check = Check everything
check-good = { $records ->
    [one] One record was checked. Everything is as it should be.
   *[other] { $records } records were checked. Everything is as it should be.
}
check-bad = Something is not as it should be. Nothing was deleted. Look into it in a terminal: pocketcard-office verify
check-problems = { $count ->
    [one] One thing is not as it should be.
   *[other] { $count } things are not as they should be.
}

log = Log
log-explain = Each line holds the hash of the one before it. The check names a line that is missing or was changed.
log-time = Time (UTC)
log-who = User
log-act = What was done
log-record = Case
log-last = The newest lines are shown here; pocketcard-office log lists all.
act-unlocked = Unlocked the desk
act-refused = Wrong passphrases
act-unlogged = Not noted for want of room
act-viewed = Looked at
act-attachment-written = Attachment shown or written out
act-answered = Answered
act-handed = A service was told
act-closed = Closed
act-requested = Asked for a second person
act-approved = Approved
act-deleted = Deleted
act-kept = Kept for a court
act-no-longer-kept = No longer kept for a court
act-exported = Exported with its keys
act-released = Figures released
act-analyst-added = Analyst added
act-analyst-removed = Analyst removed
act-passed-on = Passed on, by HTCDS or to CTDC
act-published = Pack published
act-revoked = Phone revoked
act-phone-recovered = New recovery words for the owner of a phone
act-user-added = User added
act-user-removed = User removed
act-user-renamed = User renamed
act-passphrase-changed = Passphrase changed
act-words-made = Recovery words made
act-backed-up = Desk copied for the keepers
act-restored = Desk put back from a copy
act-token-renewed = New token for the hub
act-retention-set = Months that closed cases are kept (0: no end)
desk-user = You
role-administrator = administrator
role-focal-point = focal point
alone = One person uses this desk. What takes two people elsewhere, that one does alone, and the log says so.
requests = What waits for a second person
request-export = Export of a whole case with its keys
request-deletion = Deletion of a case
request-release = Release of figures
request-htcds = Case passed to a service, by HTCDS
request-ctdc = Rows transferred to CTDC
request-by = { $name } asks, because: { $reason }
approve = Approve
approved = Approved. The one who asked can do it for 48 hours.
approve-another = Another person than the one who asked approves it.

invite-label = Name of the new phone
invite-hint = A name of a team or a task, and not of a person.
invite-go = Make an invitation
invitation = The invitation
invitation-hint = It is shown this once. Copy it, and hand it over in person: anyone who holds it can enrol once.
phone-comes = A phone comes
words-read = Read these words to the owner of the phone, by voice or in person:
accept-phone = Phone
accept-words = The six words that it shows
accept-hint = Hear them from the owner, and not by the road that brought the invitation.
accept-go = Let it in
phone-accepted = Noted. A phone with these words is enrolled, now or when its answer arrives.
phone-other-words = A phone with other words answered this invitation. Ask again what the phone shows. If it is the same, somebody holds a copy of the invitation.
phone-goes = A phone is lost or stolen
revoke-explain = Nothing that it records from now on is taken, and it gets no new checklists. What it recorded before still arrives.
revoke-phone = Phone
revoke-go = Revoke it
phone-was-revoked = Revoked. The others are sent a new key.
failed-phone = That did not work. Nothing was changed.

two-people = Acts that take two people
two-people-explain = Another user approves it within 48 hours, with their own passphrase. Write no name into the reason: it stays.
request-reason = Reason
ask-export = Ask to export this case
ask-delete = Ask to delete this case
ask-delete-closed = A case is deleted after it is closed.
requested = Asked. It goes on under This desk: another user approves it there, within 48 hours.
reason-needed = Not asked: say why, in 1 to 4,000 letters.
not-closed = Close the case first.
kept-for-court = This case is kept for a court: nothing deletes it.
requests-approved = What you may do now, within 48 hours
delete-now = Delete for good
export-how = Files for a court are written in a terminal:
release-how = Figures are released in a terminal, with the command that asked for them:
deleted = { $count ->
    [one] One record is deleted. Copies of this desk that were made before keep it.
   *[other] { $count } records are deleted. Copies of this desk that were made before keep them.
}

due = Closed cases that are due
due-explain = Nothing is deleted by itself. Open a case to ask for its deletion, or keep it for a court.
due-line = closed { $closed }, due { $due } (UTC)
retention = Closed cases
retention-months = { $count ->
    [one] kept for one month
   *[other] kept for { $count } months
}
retention-none = kept without an end
pack-waits = Version { $version } waits: signed by { $signed } of { $needed } keys

services-planned = Planned changes
services-planned-explain = Phones do not know of them yet. Write them into the overlay of your pack in a terminal, then build, sign and publish it:
services-kept = Kept, sealed. Phones learn of it with the next pack.
services-dropped = The planned changes are given up.
services-drop = Give up these changes
services-planned-wrong = What is planned no longer fits the pack in force: open each service again.
service-change = Change
service-add = Add a service
service-id = Short name for programs
service-id-explain = Small letters, digits and hyphens, such as clinic-north. It does not change later.
service-name = Name
service-contact = How to reach it
service-contact-explain = The line on the card: an address or a number.
service-hours = Hours
service-active = It takes people now
service-kind = It is
kind-place = A place to go to
kind-hotline = A number to call
kind-mobile = People who come
service-serves = Whom it serves (none ticked: everybody)
service-languages = Languages spoken there
service-languages-explain = Tags with commas between them, such as en, fr, ar.
service-area = Area (empty: everywhere)
service-verified = Last checked on
service-verified-explain = As year, month and day, such as 2026-01-31.
service-keep = Keep
service-remove = Take out of the directory
service-id-taken = Another service has that short name; choose another.
service-text-wrong = It needs a name, a way to reach it and hours: each line has 1 to 400 letters, without braces or backslashes.
service-wrong = Something does not fit: the short name, the day, or a language. It also has to help with something.
back-services = Back to the services

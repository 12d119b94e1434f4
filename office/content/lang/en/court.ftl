# The words of a court bundle's page. A lawyer reads it who does not know the program.

court-title = Case { $code }, for an inquiry or a court
court-what = The program of the office made this page from the signed records that lie beside it, after it had checked each of them. The signed records are the evidence. This page shows what they say.
court-made = Made at { $time } UTC by the office “{ $office }”.
court-ground-consent = The office gave it out because the person agreed that it be used in an inquiry or a court, and had not taken that back.
court-ground-basis = The office did not go by the person’s consent. It gave this out on a legal basis, which it wrote down in these words:
court-alone = One person at the office decided this alone.
court-two = Two people at the office decided this: one asked, and another approved.
court-inside-title = What is in this directory
court-inside = Anyone who has this directory can read the whole case: the sealed originals lie beside the keys that open them. They hold what the officer wrote in free text, and this page repeats it.
court-names = It does not name the phones, or the people at the office who worked on the case. A phone stands here by its key.
court-journal = It holds hashes and signatures of all records of that phone, and the times at which they were made, but nothing that can be read of other cases.
court-left-out = { $count ->
    [one] One record about another person stays at the office: that person’s consent is not known here.
   *[other] { $count } records about other people stay at the office: their consent is not known here.
}
court-unreadable = { $count ->
    [one] One record of this case is damaged at the office and is missing here.
   *[other] { $count } records of this case are damaged at the office and are missing here.
}
court-order = What was recorded, in order
court-clocks = The order is that of the phone’s journal and does not depend on any clock. The clock of a phone can be wrong, or be set. The time of filing is the word of the office.
court-place = Place in the journal
court-record = Record
court-device-clock = By the clock of the phone
court-filed = Filed at the office
court-result = What was checked
court-result-holds = Signed by the phone, unchanged since
court-result-fails = THE CHECKS FAILED. Do not rely on it.
court-result-disputed = Signed by the phone, unchanged since; its place is open to question
court-result-unsealed = Signed by the phone; the sealed original is missing
court-duress = It was recorded on a phone whose owner had been made to open it.
court-revoked = It came after the office had revoked that phone, for example because it was stolen.
court-finding = What the phone showed
court-language = These words are in the language of this page. Which language the phone showed is not recorded.
court-question = Question
court-first = First answer
court-later = Corrected: { $time } UTC
court-attachment = The signed record holds the hash of this file: it is the file that the phone took in.
court-attachment-missing = The office does not have this file, or has it damaged.
court-asked = Asked at { $time } UTC by the clock of the phone.
court-texts = The texts are those with which the record was made: “{ $name }”, version { $version }. They lie in this directory.
court-texts-missing = The office no longer has the texts with which the record was made: “{ $name }”, version { $version }. The texts here are the program’s own, and the phone may have shown others.
court-answers = What the office answered
court-answer-hub = The hub has it for the phone. Whether anyone read it is not known.
court-answer-waits = It has not gone out by the hub. Whether it went by a memory card is not known.
court-custody = What is proved of this record
court-shown = Yes
court-failed = NO
court-open = Open
court-letter = The signed letter is whole: nothing of it has changed since the phone signed it.
court-device = One key, that of the phone, signed both the record and its entry in the journal.
court-committed = The entry was made for exactly this record: one changed letter would show.
court-alone-at-place = The phone signed no second entry for the same place, as far as its journal was shown.
court-follows = The entry follows the one before it.
court-unsealed = The office has destroyed the key to which this record was sealed, or the sealed original is damaged. The entry that the phone signed is here, and was made for exactly this record.
court-forks = { $count ->
    [one] At one place of this journal the phone signed two entries. That happens when a phone is restored from a copy, or when somebody copied its key.
   *[other] At { $count } places of this journal the phone signed two entries. That happens when a phone is restored from a copy, or when somebody copied its key.
}
court-gaps = The office does not have all entries of this journal.
court-office = The office
court-office-unknown = A key that is not this office’s
court-witness = { $office } had this entry at { $time } UTC by its own clock, and signed that.
court-witness-later = { $office } had entry { $number }, which builds on this one, at { $time } UTC by its own clock, and signed that.
court-witness-none = No office’s signed word dates this record.
court-rival = { $office } signed at { $time } UTC that it had ANOTHER entry at place { $number } of a journal: { $entry }. That entry was not shown. If it is in the journal of this phone, the phone signed two entries there. If it is in another journal, it says nothing of this record. Ask the office for it.
court-rival-shown = { $office } signed at { $time } UTC that it had the other entry at place { $number }, which this phone signed too: { $entry }.
court-hash-parcel = Sealed original (SHA-256)
court-hash-record = Record (SHA-256)
court-hash-entry = Entry in the journal (SHA-256)
court-hash-device = Key of the phone
court-limits = What all this does not prove
court-not-true = That what a record says is true, or complete.
court-not-when = When it was made. The clock of a phone can be wrong, or be set. What the office signed shows that a record existed by then, for anyone who believes the office’s clock.
court-not-who = Who held the phone. A key stands for a phone and not for a person.
court-not-other = That the phone made no other records: after the last one shown, or at places that were not shown.
court-not-envelope = Who sealed the envelope. Anyone who was given its key can put the same signed letter into another.
court-not-page = That this page was not changed. Check the files first, as is said below.
court-check-title = How to check this without the office
court-check = The file HOW-TO-CHECK.txt says how. The check in check.py shares nothing with the program of the office. Compare the key of the office by another road than the one by which this came:
court-key-words = The office’s key in six words
court-key = Key with which the office signs:
court-key-former = Earlier key of the office:

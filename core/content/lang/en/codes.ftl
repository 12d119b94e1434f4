# Why something is not as it should be: one line for each code, no values.

error-consent-withdrawn = The person took the consent back. Nothing more is passed on from this referral.
error-several-records = Several records begin like this. Type more of the code.
error-nothing-to-amend = Say what changes: an answer or a note.
error-pack-newer = The new checklists need a newer version of this app. Update it.
error-pack-older = These checklists are older than those on this phone. Nothing was changed.
error-pack-damaged = The new checklists arrived damaged. Get them again.
error-text-damaged = This text is not whole. Copy all of it, from the first line to the last.

refused-unsigned = A letter that your office did not sign.
refused-replaced = A letter signed with keys that your office has replaced.
refused-wipe-alone = An order to erase this phone that no keeper signed. It was not obeyed.
refused-revoked = A letter for phones that your office still accepts.
refused-unreadable = A letter that this version of the app cannot read. Update the app.
refused-elsewhere = A letter that is not for this phone.
refused-outdated = A letter that is older than what this phone has.
refused-report-first = An order to erase this phone. First carry the report for the confidential recipient out with a card file or a colleague's phone.

reason-too-large = It is too large for the other side.
reason-no-room = The other side has no room for it now.
reason-damaged = It was damaged on the way.
reason-wrong-mailbox = It is for another office.
reason-wrong-way = The other side does not take parcels that go this way.
reason-gone = The other side no longer has it.
reason-damaged-here = Its copy on this phone is damaged.
reason-newer = It was written by a newer version than the office has. The office has to update.
reason-not-matching = The office found that it does not match the journal of this phone.
reason-form = The office found something in it that it does not accept.
reason-name-taken = The office has another record of the same name.
reason-unknown = The office gave a reason that this version does not know. Update the app.

problem-file = Parts of the stored file cannot be read.
problem-key-copy = A key was damaged. Its copy was used.
problem-anchor = It cannot be told whether an older copy was put back.
problem-list = It cannot be told whether anything is missing.
problem-older = An older copy was put back.
problem-missing = Something that should be here is missing.
problem-extra = Something is here that should not be.
problem-row = A stored entry is damaged.
problem-attachment = A photograph or another attachment is damaged or missing.
problem-old-vault = An older copy of this phone's lock was put back, or the lock is damaged.
problem-journal = The journal of this phone does not fit together.
problem-journal-gap = Entries of the journal are missing.

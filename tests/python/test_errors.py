"""What goes wrong arrives as a typed error with a code that has words, and nothing is lost."""

import threading
import unittest

from support import PASSPHRASE, Bytes, SetClock, TestCase, answers, ffi

NONE = answers("person", ffi.Age.ADULT)


class Errors(TestCase):
    def setUp(self):
        super().setUp()
        self.a = self.handset("a")
        self.a_phone = self.a.phone

    def enrolled(self):
        return self.a.enrol(self.office(), "a")

    def test_before_enrolment(self):
        self.assertFalse(self.a_phone.is_enrolled())
        self.refused(ffi.PhoneError.Enrolment, "not-enrolled", self.a_phone.unlock, PASSPHRASE)
        self.refused(ffi.PhoneError.Enrolment, "not-enrolled", self.a_phone.wipe)
        self.refused(ffi.PhoneError.Locked, "locked", self.a_phone.list, 0, 10)

    def test_bad_invitations_and_weak_passphrases_leave_nothing_behind(self):
        invitation = self.office().invite("a")
        for bad, code in [
            (b"", "invitation-unreadable"),
            (b"\xff\xfe", "invitation-unreadable"),
            (invitation[: len(invitation) // 2], "invitation-cut-short"),
        ]:
            self.refused(ffi.PhoneError.Invitation, code, self.a_phone.enrol, bad, PASSPHRASE, 0)
        for weak in [b"", b"295713", b"short"]:
            self.refused(
                ffi.PhoneError.Passphrase, "passphrase-weak", self.a_phone.enrol, invitation, weak, 0
            )
        self.a.clock.pass_minutes(400 * 24 * 60)
        self.refused(
            ffi.PhoneError.Invitation, "invitation-expired",
            self.a_phone.enrol, invitation, PASSPHRASE, 0,
        )  # fmt: skip
        self.assertFalse(self.a_phone.is_enrolled())
        self.a.clock = SetClock()
        self.a_phone = ffi.Phone(str(self.a.directory), self.a.keystore, self.a.clock)
        self.a_phone.enrol(invitation, PASSPHRASE, 0)
        self.refused(
            ffi.PhoneError.Enrolment, "already-enrolled",
            self.a_phone.enrol, invitation, PASSPHRASE, 0,
        )  # fmt: skip

    def test_passphrase(self):
        phone = self.enrolled()
        other = b"seven kettles by the river"
        self.refused(
            ffi.PhoneError.Passphrase, "passphrase-wrong", phone.change_passphrase, other, other
        )
        phone.change_passphrase(PASSPHRASE, other)
        phone.lock()
        error = self.refused(ffi.PhoneError.Passphrase, "passphrase-wrong", phone.unlock, PASSPHRASE)
        self.assertNotIn(PASSPHRASE.decode(), str(error))
        phone.unlock(other)
        self.assertTrue(phone.is_unlocked())

    def test_recovery_words_and_idling(self):
        phone = self.enrolled()
        words = phone.new_recovery_words(PASSPHRASE)
        self.assertEqual(len(words.split()), 24)
        self.refused(ffi.PhoneError.Request, "not-allowed", phone.set_duress, PASSPHRASE, b"a b c d e f g h i")
        phone.clear_duress(PASSPHRASE)
        self.assertFalse(phone.lock_if_idle())
        self.a.clock.pass_minutes(60)
        phone.touch()
        self.assertFalse(phone.lock_if_idle())
        self.a.clock.pass_minutes(60)
        self.assertTrue(phone.lock_if_idle())
        self.assertFalse(phone.is_unlocked())
        other = b"seven kettles by the river"
        self.refused(ffi.PhoneError.Passphrase, "passphrase-wrong", phone.recover, b"no words", other)
        phone.recover(words, other)
        phone.unlock(other)

    def test_each_failure_of_the_keystore_is_told_apart(self):
        phone = self.enrolled()
        phone.lock()
        kinds = ffi.KeystoreError
        for failure, code in [
            (kinds.Cancelled(), "keystore-cancelled"),
            (kinds.Locked(), "keystore-locked"),
            (kinds.Invalidated(), "keystore-invalidated"),
            (kinds.Unavailable(), "keystore-unavailable"),
            (RuntimeError("a stack trace with a name in it"), "keystore-unavailable"),
        ]:
            self.a.keystore.failure = failure
            error = self.refused(ffi.PhoneError.Keystore, code, phone.unlock, PASSPHRASE)
            self.assertNotIn("stack trace", str(error))
        self.a.keystore.failure = None
        phone.unlock(PASSPHRASE)

    def test_use_after_lock(self):
        phone = self.enrolled()
        exchange = phone.exchange_with_hub()
        phone.lock()
        self.assertFalse(phone.is_unlocked())
        for call in [
            phone.about, phone.outbox, phone.hub, lambda: phone.verify(None), phone.tidy, phone.take_in,
            phone.suspend, exchange.next_request, lambda: phone.check(NONE, "en"),
            lambda: phone.screen(ffi.Screening(answers=NONE), [], None, "en"),
            lambda: phone.carry_out(Bytes(), None), lambda: phone.checklists("en"),
        ]:  # fmt: skip
            self.refused(ffi.PhoneError.Locked, "locked", call)
        phone.unlock(PASSPHRASE)
        self.assertEqual(len(phone.outbox()), 1)

    def test_wiped_while_locked(self):
        phone = self.enrolled()
        phone.lock()
        phone.wipe()
        self.assertFalse(phone.is_enrolled())
        self.assertEqual(self.a.keystore.keys, {})
        self.refused(ffi.PhoneError.Enrolment, "not-enrolled", phone.unlock, PASSPHRASE)

    def test_requests_that_do_not_fit(self):
        phone = self.enrolled()

        def screen(filled):
            return phone.screen(ffi.Screening(answers=filled), [], None, "en")

        adult = ffi.Age.ADULT
        request = ffi.PhoneError.Request
        self.refused(request, "no-such-checklist", screen, answers("no-such-list", adult))
        self.refused(request, "no-such-indicator", screen, answers("person", adult, "general.999"))
        self.refused(request, "no-such-record", phone.show, "not an id")
        self.refused(request, "no-such-record", phone.show, "a" * 26)
        for json in [b"", b"{", b'{"checklist": "person", "surprise": 1}']:
            self.refused(request, "answers-unreadable", ffi.answers_from_json, json)
        child = screen(answers("person", ffi.Age.MAY_BE_CHILD))
        service = phone.services(ffi.Wanted(), "en")[0]

        def refer(basis, service=service.id):
            agreed = ffi.Agreement.AGREED(service, basis, False, False, "")
            return phone.refer(ffi.Referral(about=child.id, needs=[], agreement=agreed, how=ffi.How.SPOKEN, language="en"))

        self.refused(request, "consent-child", refer, ffi.Basis.OWN())
        self.refused(request, "consent-reason", refer, ffi.Basis.BEST_INTERESTS(" "))
        self.refused(request, "no-such-service", refer, ffi.Basis.CAREGIVER_AND_CHILD(), "nowhere")
        self.assertTrue(refer(ffi.Basis.CAREGIVER_AND_CHILD()).agreed)

    def test_drafts(self):
        phone = self.enrolled()
        begun = ffi.Screening(answers=answers("person", ffi.Age.ADULT, "general.3"))
        draft = phone.save_draft(begun)
        self.assertEqual([line.answered for line in phone.today("en").drafts], [1])
        changed = ffi.Screening(answers=answers("person", ffi.Age.ADULT), note="blue door", draft=draft)
        self.assertEqual(phone.save_draft(changed), draft)
        kept = phone.draft(draft)
        self.assertEqual((kept.answers.answers, kept.note, kept.draft), ({}, "blue door", draft))
        phone.screen(kept, [], None, "en")
        self.assertEqual(phone.today("en").drafts, [])
        self.refused(ffi.PhoneError.Request, "no-such-record", phone.discard_draft, draft)

    def test_a_second_process_or_phone_on_the_same_files(self):
        self.enrolled()
        second = ffi.Phone(str(self.a.directory), self.a.keystore, self.a.clock)
        self.refused(ffi.PhoneError.Storage, "storage-in-use", second.unlock, PASSPHRASE)

    def test_suspend_and_resume(self):
        phone = self.enrolled()
        phone.suspend()
        phone.resume()
        self.assertTrue(phone.verify(None).ok)

    def test_damaged_bundles_lose_nothing(self):
        office = self.office()
        b = self.handset("b")
        self.a.enrol(office, "a")
        b.enrol(office, "b")
        bundle = Bytes()
        self.a_phone.carry_out(bundle, None)
        whole = bundle.content
        self.assertTrue(b.phone.carry_in(Bytes(whole[: len(whole) // 2]), None).cut)
        flipped = bytearray(whole)
        flipped[len(flipped) // 2] ^= 1
        self.assertEqual(b.phone.carry_in(Bytes(flipped), None).taken, 0)
        self.refused(ffi.PhoneError.Transport, "bundle-failed", b.phone.carry_in, Bytes(b"?"), None)
        self.assertEqual(b.phone.carry_in(Bytes(whole), None).taken, 1)
        self.assertEqual(len(self.a_phone.outbox()), 1, "only a receipt lets it go")

    def test_faults_of_the_shell(self):
        phone = self.enrolled()
        self.a.clock.failure = RuntimeError("no clock")
        self.refused(ffi.PhoneError.Host, "host-clock", phone.outbox)
        self.a.clock.failure = None

        reentering = Reentering(phone)
        phone.carry_out(Bytes(), reentering)
        self.assertEqual(reentering.code, "host-reentered")

        class Broken(ffi.Source):
            def read(self, limit):
                raise OSError("the camera fell into the river")

        attachment = ffi.Attachment(source=Broken(), bytes=10, media_type="image/jpeg")
        error = self.refused(
            ffi.PhoneError.Request, "attachment",
            phone.screen, ffi.Screening(answers=NONE), [attachment], None, "en",
        )  # fmt: skip
        self.assertNotIn("river", str(error))
        self.assertEqual(len(phone.outbox()), 1, "nothing was kept")

    def test_cancelled_by_the_user_and_by_locking(self):
        phone = self.enrolled()
        photograph = bytes(2 << 20)

        def screen(progress):
            attachment = ffi.Attachment(source=Bytes(photograph), bytes=len(photograph), media_type="image/jpeg")
            return phone.screen(ffi.Screening(answers=NONE), [attachment], progress, "en")

        class Stop(ffi.ProgressListener):
            def advance(self, done, total):
                return False

        self.refused(ffi.PhoneError.Cancelled, "cancelled", screen, Stop())

        class Locking(ffi.ProgressListener):
            thread = None

            def advance(self, done, total):
                if self.thread is None:
                    self.thread = threading.Thread(target=phone.lock)
                    self.thread.start()
                self.thread.join(timeout=0.2)
                return True

        locking = Locking()
        self.refused(ffi.PhoneError.Cancelled, "cancelled", screen, locking)
        locking.thread.join()
        self.assertFalse(phone.is_unlocked())
        phone.unlock(PASSPHRASE)
        self.assertEqual(len(phone.outbox()), 1, "nothing was kept")
        self.assertTrue(phone.verify(None).ok)


class Reentering(ffi.ProgressListener):
    """Calls the phone from inside a callback, which must not wait for itself."""

    code = None

    def __init__(self, phone):
        self.phone = phone

    def advance(self, done, total):
        try:
            self.phone.about()
        except ffi.PhoneError.Host as error:
            self.code = error.code
        return True


if __name__ == "__main__":
    unittest.main()

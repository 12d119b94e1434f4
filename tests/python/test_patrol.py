"""The patrol of the tour, through the generated bindings, with a real hub and real desks."""

import concurrent.futures
import socket
import unittest

from support import Bytes, RustPhone, Socket, TestCase, answers, ffi

CANARY = "canary-7f3a"


class Patrol(TestCase):
    def test_from_checklist_to_desk_and_back(self):
        office = self.office()
        a, b = self.handset("a"), self.handset("b")

        # Enrolled without a network; the answer to the invitation waits.
        phone = a.enrol(office, "patrol-1")
        b.enrol(office, "patrol-2")
        self.assertEqual(phone.about().standing, ffi.Standing.WAITING)
        self.assertEqual(len(phone.outbox()), 1)

        # Three people, and a photograph.
        worker = answers("person", ffi.Age.ADULT, *LABOUR, notes={LABOUR[0]: CANARY})
        finding = phone.check(worker, "en")
        self.assertGreaterEqual(finding.level.value, ffi.Level.REFER.value)
        self.assertTrue(all(reason.causes for reason in finding.reasons))
        self.assertEqual(phone.list(0, 10)[0].kind, "enrolment", "check stores nothing")
        photograph = CANARY.encode() * 100_000
        heard = Heard()
        screened = phone.screen(
            ffi.Screening(answers=worker, site="site-1", note=CANARY),
            [ffi.Attachment(source=Bytes(photograph), bytes=len(photograph), media_type="image/jpeg")],
            heard,
            "en",
        )
        self.assertEqual(heard.done, len(photograph))
        child = phone.screen(
            ffi.Screening(answers=answers("person", ffi.Age.CHILD, *ARMED)), [], None, "fr"
        )
        self.assertEqual(child.finding.level, ffi.Level.REFER_NOW)
        self.assertTrue(child.finding.treated_as_child)
        self.assertFalse(child.finding.means_needed)
        nothing = phone.screen(
            ffi.Screening(answers=answers("person", ffi.Age.ADULT)), [], None, "en"
        )
        self.assertEqual(nothing.finding.level, ffi.Level.NO_FLAG)

        # One agrees to a referral, one does not and is told where help is all the same.
        service = phone.services(ffi.Wanted(), "en")[0]
        agreed = ffi.Agreement.AGREED(service.id, ffi.Basis.OWN(), True, False, "")
        referred = phone.refer(ffi.Referral(about=screened.id, needs=[], agreement=agreed, how=ffi.How.SPOKEN, language="en"))
        self.assertTrue(referred.agreed)
        self.assertTrue(any(screened.code in line for line in referred.card))
        declined = ffi.Referral(about=child.id, needs=[], agreement=ffi.Agreement.DECLINED(), how=ffi.How.SPOKEN, language="en")
        self.assertGreater(len(phone.refer(declined).card), 1)
        counted = ffi.Agreement.NOT_REFERRED(ffi.Basis.OWN(), True, False)
        counted = phone.refer(ffi.Referral(about=nothing.id, needs=[], agreement=counted, how=ffi.How.SPOKEN, language="en"))
        self.assertFalse(counted.agreed)

        # A correction, and a report about personnel that leaves no trace among the records.
        phone.amend(screened.id, {LABOUR[0]: ffi.Answer.TOLD}, "she said so herself")
        before = phone.list(0, 50)
        report = phone.screen(
            ffi.Screening(answers=answers("misconduct", ffi.Age.UNKNOWN, *MISCONDUCT), note=CANARY),
            [],
            None,
            "en",
        )
        self.assertIsNone(report.id)
        self.assertEqual(phone.list(0, 50), before)
        waiting = len(phone.outbox())

        # B carries it all, reads none of it, and brings it to the hub.
        carried = a.give(b)
        self.assertGreaterEqual(carried.taken, waiting)
        self.assertEqual(len(b.phone.list(0, 50)), 1, "its own enrolment")
        office.serve()
        tally, _ = b.sync()
        self.assertGreaterEqual(tally.delivered, waiting + 1)

        # The desks collect, and the answers come back the same way.
        office.run("collect")
        office.run("collect", desk=office.confidential)
        office.run("answer", screened.id, "--text", "a colleague is on the way")
        office.run("collect")
        _, arrivals = b.sync()
        self.assertGreater(arrivals.carried, 0)
        self.assertEqual(b.phone.outbox(), [])
        brought = b.give(a)
        self.assertGreater(brought.arrivals.received, 0)
        self.assertEqual(phone.outbox(), [])
        self.assertEqual(phone.about().standing, ffi.Standing.ENROLLED)
        self.assertEqual(phone.show(screened.id).answers, ["a colleague is on the way"])
        self.assertTrue(phone.show(screened.id).line.received)

        # What is finished is out of reach, and the chain is whole.
        a.clock.pass_minutes(24 * 60)
        phone.tidy()
        self.assertIsNone(phone.show(screened.id).record)
        self.assertFalse(phone.show(screened.id).line.readable)
        verified = phone.verify(None)
        self.assertTrue(verified.ok, verified.problems)
        for file in self.folder.rglob("*"):
            if file.is_file():
                self.assertNotIn(CANARY.encode(), file.read_bytes(), file)

    def test_a_rust_phone_carries_records_there_and_receipts_back(self):
        office = self.office()
        a, rust = self.handset("a"), RustPhone(self.folder / "rust")
        phone = a.enrol(office, "a")
        rust.enrol(office, "rust")
        # More than one message holds.
        for _ in range(70):
            phone.screen(ffi.Screening(answers=answers("person", ffi.Age.ADULT, *LABOUR)), [], None, "en")
        waiting = len(phone.outbox())

        process, stream = rust.answer()
        self.addCleanup(stream.socket.close)
        meeting = phone.call(stream)
        self.assertEqual(process.stdout.readline().strip(), meeting.code())
        rust.confirm(process, meeting.code())
        met = meeting.exchange(None)
        self.assertEqual(met.tally.delivered, waiting)
        self.assertLess(met.tally.round_trips, 10)
        self.assertEqual(met.arrivals.carried, 1, "the other's answer to its invitation")
        self.assertEqual(rust.done(process)["carried"], waiting)
        self.assertEqual(len(phone.outbox()), waiting, "a carrier has it; only a receipt lets go")

        office.serve()
        self.assertTrue(rust.run("sync")["ok"])
        office.run("collect")
        self.assertTrue(rust.run("sync")["ok"])

        # The other way round, the receipts come back.
        process, stream = rust.call()
        self.addCleanup(stream.socket.close)
        meeting = phone.answer(stream)
        self.assertEqual(process.stdout.readline().strip(), meeting.code())
        rust.confirm(process, meeting.code())
        self.assertEqual(meeting.exchange(None).arrivals.received, waiting)
        self.assertIsNotNone(rust.done(process))
        self.assertEqual(phone.outbox(), [])
        self.assertEqual(phone.about().standing, ffi.Standing.ENROLLED)
        self.refused(ffi.PhoneError.Host, "host-argument", meeting.exchange, None)

    def test_nothing_crosses_where_the_codes_differ_or_the_stream_breaks(self):
        office = self.office()
        a, rust = self.handset("a"), RustPhone(self.folder / "rust")
        a.enrol(office, "a")
        rust.enrol(office, "rust")
        process, stream = rust.answer()
        self.addCleanup(stream.socket.close)
        meeting = a.phone.call(stream)
        rust.confirm(process, "not " + meeting.code())
        self.refused(ffi.PhoneError.Transport, "meeting-failed", meeting.exchange, None)
        self.assertIsNone(rust.done(process))
        near, far = socket.socketpair()
        self.addCleanup(near.close)
        far.close()
        self.refused(ffi.PhoneError.Transport, "meeting-failed", a.phone.call, Socket(near))
        self.assertEqual(a.phone.take_in().carried, 0)

    def test_a_phone_is_used_and_locked_while_it_waits_for_another(self):
        office = self.office()
        a, b = self.handset("a"), self.handset("b")
        a.enrol(office, "a")
        b.enrol(office, "b")
        near, far = socket.socketpair()
        self.addCleanup(near.close)
        with concurrent.futures.ThreadPoolExecutor() as threads:
            calling = threads.submit(a.phone.call, Socket(near))
            b.phone.answer(Socket(far))
            # The other person looks at the code for a long time.
            waiting = threads.submit(calling.result().exchange, None)
            a.phone.screen(ffi.Screening(answers=answers("person", ffi.Age.ADULT)), [], None, "en")
            a.phone.lock()
            self.assertFalse(a.phone.is_unlocked())
            with self.assertRaises(ffi.PhoneError) as ended:
                waiting.result(30)
            self.assertIn(ended.exception.code, ("cancelled", "locked"))
            self.refused(ffi.PhoneError.Locked, "locked", a.phone.call, Socket(near))
        far.close()

    def test_waiting_for_another_phone_can_be_stopped(self):
        office = self.office()
        a = self.handset("a")
        a.enrol(office, "a")
        near, far = socket.socketpair()
        with near, far:
            self.refused(
                ffi.PhoneError.Cancelled, "cancelled", a.phone.call, Socket(near), Impatient()
            )


class Impatient(ffi.ProgressListener):
    def advance(self, done, total):
        return False


class Heard(ffi.ProgressListener):
    done = 0

    def advance(self, done, total):
        assert self.done <= done <= total
        self.done = done
        return True


LABOUR = ["labour.1", "labour.2", "labour.5", "general.3", "general.19"]
ARMED = ["armed.combat", "armed.threatened-in"]
MISCONDUCT = ["misconduct.sex-for-aid"]

if __name__ == "__main__":
    unittest.main()

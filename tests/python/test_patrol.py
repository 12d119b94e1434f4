"""The patrol of the tour, through the generated bindings, with a real hub and real desks."""

import unittest

from support import Bytes, TestCase, answers, ffi

CANARY = "canary-7f3a"


class Patrol(TestCase):
    def test_from_checklist_to_desk_and_back(self):
        office = self.office()
        a, b = self.handset("a"), self.handset("b")

        # Enrolled without a network; the answer to the invitation waits.
        phone = a.enrol(office.invite("patrol-1"))
        b.enrol(office.invite("patrol-2"))
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

    def test_two_phones_side_by_side(self):
        office = self.office()
        a, b = self.handset("a"), self.handset("b")
        a.enrol(office.invite("a"))
        b.enrol(office.invite("b"))
        exchange = a.phone.exchange_with_phone()
        while (request := exchange.next_request()) is not None:
            if exchange.on_response(b.phone.respond(request)) == ffi.Status.DONE:
                break
        self.assertEqual(a.phone.take_in().carried, 1)
        self.assertEqual(b.phone.take_in().carried, 1)


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

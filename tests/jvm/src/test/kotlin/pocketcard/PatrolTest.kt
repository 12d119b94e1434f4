package pocketcard

import java.io.ByteArrayInputStream
import java.io.File
import java.io.IOException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.ffi.Age
import pocketcard.ffi.Agreement
import pocketcard.ffi.Answer
import pocketcard.ffi.Basis
import pocketcard.ffi.How
import pocketcard.ffi.Level
import pocketcard.ffi.PhoneException
import pocketcard.ffi.Referral
import pocketcard.ffi.Screening
import pocketcard.ffi.Standing
import pocketcard.kit.Attachment

/** The patrol of the tour, through the kit, with a real hub and real desks. */
class PatrolTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `from checklist to desk and back`() = Office(File(folder, "office")).use { office ->
        val a = Handset(File(folder, "a"))
        val b = Handset(File(folder, "b"))

        // Enrolled without a network; the answer to the invitation waits.
        val phone = a.enrol(office, "patrol-1")
        b.enrol(office, "patrol-2")
        assertEquals(Standing.WAITING, phone.about().standing)
        assertEquals(1, phone.outbox().size)

        // Three people, and a photograph.
        val worker = answers("person", Age.ADULT, *LABOUR, notes = mapOf(LABOUR[0] to CANARY))
        val finding = phone.check(worker, "en")
        assertTrue(finding.level >= Level.REFER)
        assertTrue(finding.reasons.all { it.causes.isNotEmpty() })
        val photograph = CANARY.repeat(100_000).toByteArray()
        var heard = 0L
        val screened = phone.screen(
            Screening(worker, site = "site-1", note = CANARY),
            "en",
            listOf(Attachment(ByteArrayInputStream(photograph), photograph.size.toLong(), "image/jpeg")),
        ) { done, total ->
            assertTrue(done in heard..total)
            heard = done
            true
        }
        assertEquals(photograph.size.toLong(), heard)
        val child = phone.screen(Screening(answers("person", Age.CHILD, *ARMED)), "fr")
        assertEquals(Level.REFER_NOW, child.finding.level)
        assertTrue(child.finding.treatedAsChild)
        assertFalse(child.finding.meansNeeded)
        val nothing = phone.screen(Screening(answers("person", Age.ADULT)), "en")
        assertEquals(Level.NO_FLAG, nothing.finding.level)

        // One agrees to a referral, one does not and is told where help is all the same.
        val service = phone.services("en").first().id
        val agreed = Agreement.Agreed(service, Basis.Own, statistics = true, accountability = false, note = "")
        val record = screened.id!!
        val referred = phone.refer(Referral(record, emptyList(), agreed, How.SPOKEN, "en"))
        assertTrue(referred.agreed)
        assertTrue(referred.card.any { screened.code in it })
        val declined = phone.refer(Referral(child.id!!, emptyList(), Agreement.Declined, How.SPOKEN, "en"))
        assertFalse(declined.agreed)
        assertTrue(declined.card.size > 1)

        // A correction, and a report about personnel that leaves no trace among the records.
        phone.amend(record, mapOf(LABOUR[0] to Answer.TOLD), "she said so herself")
        val before = phone.list()
        val report = phone.screen(
            Screening(answers("misconduct", Age.UNKNOWN, *MISCONDUCT), note = CANARY), "en",
        )
        assertNull(report.id)
        assertEquals(before, phone.list())
        val waiting = phone.outbox().size

        // B carries it all, reads none of it, and brings it to the hub.
        assertTrue(a.give(b).taken >= waiting.toULong())
        assertEquals(listOf("enrolment"), b.phone.list().map { it.kind })
        assertThrows(IOException::class.java, { b.phone.sync() }, "there is no hub yet")
        office.serve()
        assertTrue(b.phone.sync()!!.tally.delivered > waiting.toUInt())

        // The desks collect, and the answers come back the same way.
        office.run("collect")
        office.run("collect", desk = office.confidential)
        office.run("answer", record, "--text", "a colleague is on the way")
        office.run("collect")
        assertTrue(b.phone.sync()!!.arrivals.carried > 0u)
        assertEquals(emptyList<Any>(), b.phone.outbox())
        assertTrue(b.give(a).arrivals.received > 0u)
        assertEquals(emptyList<Any>(), phone.outbox())
        assertEquals(Standing.ENROLLED, phone.about().standing)
        assertEquals(listOf("a colleague is on the way"), phone.show(record).answers)

        // What is finished is out of reach, and the chain is whole.
        a.clock.passMinutes(24 * 60)
        phone.tidy()
        assertNull(phone.show(record).record)
        assertFalse(phone.show(record).line.readable)
        val verified = phone.verify()
        assertTrue(verified.ok, verified.problems.toString())
        a.close()
        b.close()
        folder.walk().filter { it.isFile }.forEach {
            assertFalse(CANARY in it.readText(Charsets.ISO_8859_1), it.path)
        }
    }

    @Test
    fun `a Rust phone carries records there and receipts back`() = Office(File(folder, "office")).use { office ->
        val a = Handset(File(folder, "a"))
        val rust = RustPhone(File(folder, "rust"))
        val phone = a.enrol(office, "a")
        rust.enrol(office, "rust")
        // More than one message holds.
        repeat(70) { phone.screen(Screening(answers("person", Age.ADULT, *LABOUR)), "en") }
        val waiting = phone.outbox().size

        var other = rust.answer()
        phone.call(other.socket.inputStream, other.socket.outputStream).use { meeting ->
            assertEquals(other.code(), meeting.code)
            other.confirm(meeting.code)
            val (tally, arrivals) = meeting.exchange { _, _ -> true }
            assertEquals(waiting.toUInt(), tally.delivered)
            assertTrue(tally.roundTrips < 10u, "$tally")
            assertEquals(1uL, arrivals.carried, "the other's answer to its invitation")
        }
        assertTrue("\"carried\":$waiting" in other.done()!!)
        assertEquals(waiting, phone.outbox().size, "a carrier has it; only a receipt lets go")

        office.serve()
        rust.run("sync")
        office.run("collect")
        rust.run("sync")

        // The other way round, the receipts come back.
        other = rust.call()
        phone.answer(other.socket.inputStream, other.socket.outputStream).use { meeting ->
            assertEquals(other.code(), meeting.code)
            other.confirm(meeting.code)
            assertEquals(waiting.toULong(), meeting.exchange().arrivals.received)
            assertNotNull(other.done())
            refused<PhoneException.Host>("host-argument") { meeting.exchange() }
        }
        assertEquals(emptyList<Any>(), phone.outbox())
        assertEquals(Standing.ENROLLED, phone.about().standing)
        a.close()
    }

    @Test
    fun `nothing crosses where the codes differ`() = Office(File(folder, "office")).use { office ->
        val a = Handset(File(folder, "a"))
        val rust = RustPhone(File(folder, "rust"))
        a.enrol(office, "a")
        rust.enrol(office, "rust")
        val other = rust.answer()
        a.phone.call(other.socket.inputStream, other.socket.outputStream).use { meeting ->
            other.confirm("not " + meeting.code)
            refused<PhoneException.Transport>("meeting-failed") { meeting.exchange() }
        }
        assertNull(other.done())
        assertEquals(0uL, a.phone.takeIn().carried)
        a.close()
    }

    private companion object {
        const val CANARY = "canary-7f3a"
        val LABOUR = arrayOf("labour.1", "labour.2", "labour.5", "general.3", "general.19")
        val ARMED = arrayOf("armed.combat", "armed.threatened-in")
        val MISCONDUCT = arrayOf("misconduct.sex-for-aid")
    }
}

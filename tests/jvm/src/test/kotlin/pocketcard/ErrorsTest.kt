package pocketcard

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import kotlin.concurrent.thread
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.ffi.Age
import pocketcard.ffi.Agreement
import pocketcard.ffi.Basis
import pocketcard.ffi.How
import pocketcard.ffi.KeystoreException
import pocketcard.ffi.PhoneException
import pocketcard.ffi.Referral
import pocketcard.ffi.Screening
import pocketcard.kit.Attachment
import pocketcard.kit.Phone

/** What goes wrong arrives as a typed error with a code that has words, and nothing is lost. */
class ErrorsTest {
    @TempDir
    lateinit var folder: File
    private lateinit var office: Office
    private lateinit var a: Handset
    private val none = answers("person", Age.ADULT)
    private val passphrase get() = PASSPHRASE.toCharArray()

    @BeforeEach
    fun setUp() {
        office = Office(File(folder, "office"))
        a = Handset(File(folder, "a"))
    }

    @AfterEach
    fun tearDown() {
        a.close()
        office.close()
    }

    private fun enrolled(): Phone = a.enrol(office, "a")

    @Test
    fun `before enrolment`() {
        assertFalse(a.phone.isEnrolled)
        refused<PhoneException.Enrolment>("not-enrolled") { a.phone.unlock(passphrase) }
        refused<PhoneException.Locked>("locked") { a.phone.list() }
    }

    @Test
    fun `bad invitations and weak passphrases leave nothing behind`() {
        val invitation = office.invite("a")
        val half = invitation.copyOf(invitation.size / 2)
        refused<PhoneException.Invitation>("invitation-cut-short") { a.phone.enrol(half, passphrase, 0) }
        refused<PhoneException.Invitation>("invitation-unreadable") {
            a.phone.enrol(byteArrayOf(-1, -2), passphrase, 0)
        }
        refused<PhoneException.Passphrase>("passphrase-weak") {
            a.phone.enrol(invitation, "295713".toCharArray(), 0)
        }
        assertFalse(a.phone.isEnrolled)
        a.phone.enrol(invitation, passphrase, 0)
        refused<PhoneException.Enrolment>("already-enrolled") { a.phone.enrol(invitation, passphrase, 0) }
    }

    @Test
    fun `a wrong passphrase`() {
        val phone = enrolled()
        val other = "seven kettles by the river".toCharArray()
        phone.changePassphrase(passphrase, other)
        phone.lock()
        val error = refused<PhoneException.Passphrase>("passphrase-wrong") { phone.unlock(passphrase) }
        assertFalse(PASSPHRASE in error.toString())
        phone.unlock(other)
        assertTrue(phone.isUnlocked)
    }

    @Test
    fun `each failure of the keystore is told apart`() {
        val phone = enrolled()
        phone.lock()
        val failures = listOf(
            KeystoreException.Cancelled() to "keystore-cancelled",
            KeystoreException.Locked() to "keystore-locked",
            KeystoreException.Invalidated() to "keystore-invalidated",
            KeystoreException.Unavailable() to "keystore-unavailable",
            IllegalStateException("a stack trace with a name in it") to "keystore-unavailable",
        )
        for ((failure, code) in failures) {
            a.keystore.failure = failure
            val error = refused<PhoneException.Keystore>(code) { phone.unlock(passphrase) }
            assertFalse("stack trace" in error.toString())
        }
        a.keystore.failure = null
        phone.unlock(passphrase)
    }

    @Test
    fun `use after lock`() {
        val phone = enrolled()
        phone.lock()
        assertFalse(phone.isUnlocked)
        val calls = listOf(
            { phone.about() }, { phone.outbox() }, { phone.verify() }, { phone.takeIn() },
            { phone.check(none, "en") }, { phone.screen(Screening(none), "en") }, { phone.sync() },
            { phone.carryOut(OutputStream.nullOutputStream()) }, { phone.checklists("en") },
            { phone.suspend() }, { phone.today("en") },
        )
        for (call in calls) refused<PhoneException.Locked>("locked") { call() }
        phone.unlock(passphrase)
        assertEquals(1, phone.outbox().size)
        phone.close()
        phone.close()
    }

    @Test
    fun `wiped while locked`() {
        val phone = enrolled()
        phone.lock()
        phone.wipe()
        assertFalse(phone.isEnrolled)
        assertEquals(emptyMap<String, ByteArray>(), a.keystore.keys)
        refused<PhoneException.Enrolment>("not-enrolled") { phone.unlock(passphrase) }
    }

    @Test
    fun `requests that do not fit`() {
        val phone = enrolled()
        fun screen(checklist: String, age: Age, vararg observed: String) =
            phone.screen(Screening(answers(checklist, age, *observed)), "en")
        refused<PhoneException.Request>("no-such-checklist") { screen("no-such-list", Age.ADULT) }
        refused<PhoneException.Request>("no-such-indicator") { screen("person", Age.ADULT, "general.999") }
        refused<PhoneException.Request>("no-such-record") { phone.show("not an id") }
        val child = screen("person", Age.MAY_BE_CHILD).id!!
        val service = phone.services("en").first().id
        fun refer(basis: Basis) = phone.refer(
            Referral(child, emptyList(), Agreement.Agreed(service, basis, false, false, ""), How.SPOKEN, "en"),
        )
        refused<PhoneException.Request>("consent-child") { refer(Basis.Own) }
        assertTrue(refer(Basis.CaregiverAndChild).agreed)
    }

    @Test
    fun `a second phone on the same files`() {
        enrolled()
        Phone(a.directory, a.keystore, a.clock).use { second ->
            refused<PhoneException.Storage>("storage-in-use") { second.unlock(passphrase) }
        }
    }

    @Test
    fun `damaged bundles lose nothing`() {
        val phone = enrolled()
        val b = Handset(File(folder, "b"))
        b.enrol(office, "b")
        val whole = ByteArrayOutputStream().also { phone.carryOut(it) }.toByteArray()
        fun carryIn(bytes: ByteArray) = b.phone.carryIn(ByteArrayInputStream(bytes))
        assertTrue(carryIn(whole.copyOf(whole.size / 2)).cut)
        val flipped = whole.clone().also { it[it.size / 2] = (it[it.size / 2].toInt() xor 1).toByte() }
        assertEquals(0uL, carryIn(flipped).taken)
        refused<PhoneException.Transport>("bundle-failed") { carryIn("?".toByteArray()) }
        assertEquals(1uL, carryIn(whole).taken)
        assertEquals(1, phone.outbox().size, "only a receipt lets it go")
        b.close()
    }

    @Test
    fun `faults of the shell`() {
        val phone = enrolled()
        a.clock.failure = IllegalStateException("no clock")
        refused<PhoneException.Host>("host-clock") { phone.outbox() }
        a.clock.failure = null

        // A call from inside a callback must not wait for itself.
        var code: String? = null
        phone.carryOut(OutputStream.nullOutputStream()) { _, _ ->
            code = refused<PhoneException.Host>("host-reentered") { phone.about() }.code
            true
        }
        assertEquals("host-reentered", code)

        val broken = object : InputStream() {
            override fun read(): Int = throw IOException("the camera fell into the river")
        }
        val error = refused<PhoneException.Request>("attachment") {
            phone.screen(Screening(none), "en", listOf(Attachment(broken, 10, "image/jpeg")))
        }
        assertFalse("river" in error.toString())
        assertEquals(1, phone.outbox().size, "nothing was kept")
    }

    @Test
    fun `cancelled by the user and by locking`() {
        val phone = enrolled()
        fun screen(progress: (Long, Long) -> Boolean) {
            val photograph = ByteArrayInputStream(ByteArray(2 shl 20))
            phone.screen(Screening(none), "en", listOf(Attachment(photograph, 2 shl 20, "image/jpeg")), progress)
        }
        refused<PhoneException.Cancelled>("cancelled") { screen { _, _ -> false } }
        val locking = thread(start = false) { phone.lock() }
        refused<PhoneException.Cancelled>("cancelled") {
            screen { _, _ ->
                if (locking.state == Thread.State.NEW) locking.start()
                locking.join(200)
                true
            }
        }
        locking.join()
        assertFalse(phone.isUnlocked)
        phone.unlock(passphrase)
        assertEquals(1, phone.outbox().size, "nothing was kept")
        assertTrue(phone.verify().ok)
    }
}

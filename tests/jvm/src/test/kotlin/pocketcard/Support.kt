package pocketcard

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.net.InetSocketAddress
import java.net.ServerSocket
import java.net.Socket
import java.security.SecureRandom
import java.util.concurrent.TimeUnit
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import kotlin.concurrent.thread
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.assertThrows
import pocketcard.ffi.Age
import pocketcard.ffi.Answer
import pocketcard.ffi.Answers
import pocketcard.ffi.CarriedIn
import pocketcard.ffi.Clock
import pocketcard.ffi.Keystore
import pocketcard.ffi.KeystoreException
import pocketcard.ffi.Moment
import pocketcard.ffi.PhoneException
import pocketcard.ffi.SecurityLevel
import pocketcard.kit.Phone

const val PASSPHRASE = "otter lamp velvet harbour"

/** The confidential desk's own: the main desk's is refused there. */
const val CONFIDENTIAL_PASSPHRASE = "meadow cobalt violin anchor"

/** A keystore that can be told to fail. */
class MemoryKeystore : Keystore {
    val keys = mutableMapOf<String, ByteArray>()
    var failure: Exception? = null

    override fun securityLevel() = SecurityLevel.SOFTWARE

    override fun create(key: String) {
        keys.getOrPut(key) { ByteArray(32).also(SecureRandom()::nextBytes) }
    }

    override fun mac(key: String, data: ByteArray): ByteArray {
        failure?.let { throw it }
        val secret = keys[key] ?: throw KeystoreException.Invalidated()
        return Mac.getInstance("HmacSHA256").run {
            init(SecretKeySpec(secret, "HmacSHA256"))
            doFinal(data)
        }
    }

    override fun destroy(key: String) {
        keys.remove(key)
    }
}

/** A clock that a test moves; a millisecond goes by whenever somebody looks. */
class SetClock : Clock {
    private var wallMs = System.currentTimeMillis()
    var failure: Exception? = null

    override fun now(): Moment {
        failure?.let { throw it }
        wallMs += 1
        return Moment(wallMs, wallMs.toULong(), ByteArray(16))
    }

    fun passMinutes(minutes: Long) {
        wallMs += minutes * 60_000
    }
}

/** A phone with its own directory, keystore and clock. */
internal class Handset(val directory: File) : AutoCloseable {
    val keystore = MemoryKeystore()
    val clock = SetClock()
    val phone = Phone(directory, keystore, clock)

    /** Enrols with an office; each side compares the other's words. */
    fun enrol(office: Office, label: String): Phone {
        val invitation = office.invite(label)
        check(phone.invited(invitation).words == office.words())
        phone.enrol(invitation, PASSPHRASE.toCharArray(), unlockMillis = 0)
        office.run("accept", label, "--words", phone.about().words)
        return phone
    }

    /** Brings a bundle to another phone. */
    fun give(other: Handset): CarriedIn {
        val bundle = ByteArrayOutputStream()
        phone.carryOut(bundle)
        return other.phone.carryIn(ByteArrayInputStream(bundle.toByteArray()))
    }

    override fun close() = phone.close()
}

/** A phone that lives in a terminal, in programs that cargo built. */
class RustPhone(private val store: File) {
    /** Runs one command of the terminal. */
    fun run(vararg arguments: String, input: ByteArray = ByteArray(0)): String {
        val command = listOf(System.getProperty("pocketcard.phone"), "--store", store.path)
        val process = start(command + arguments)
        process.outputStream.use { it.write(input) }
        val output = process.inputStream.readBytes()
        check(process.waitFor() == 0) { arguments[0] }
        return output.decodeToString().trim()
    }

    /** Enrols with an office; each side compares the other's words. */
    fun enrol(office: Office, label: String) {
        run("enrol", "-", "--desk-words", office.words(), input = office.invite(label))
        office.run("accept", label, "--words", run("words"))
    }

    /** Waits for a call, and gives the stream to it. */
    fun answer(): RustMeeting {
        val process = meet("answer")
        val (host, port) = process.inputReader().readLine().split(':')
        return RustMeeting(process, Socket(host, port.toInt()))
    }

    /** Calls. */
    fun call(): RustMeeting = ServerSocket(0).use { listener ->
        val process = meet("call", "127.0.0.1:${listener.localPort}")
        RustMeeting(process, listener.accept())
    }

    private fun meet(vararg arguments: String) =
        start(listOf(System.getProperty("pocketcard.meet"), store.path) + arguments)

    private fun start(command: List<String>) = ProcessBuilder(command).apply {
        environment()["POCKETCARD_PASSPHRASE"] = PASSPHRASE
        redirectError(ProcessBuilder.Redirect.DISCARD)
    }.start()
}

/** The other end of a meeting. */
class RustMeeting(private val process: Process, val socket: Socket) {
    init {
        socket.soTimeout = 500
    }

    /** The code that it shows. */
    fun code(): String = process.inputReader().readLine()

    /** Types the code that this phone shows. */
    fun confirm(code: String) = process.outputWriter().run {
        write("$code\n")
        flush()
    }

    /** Whether it came to its end, and what it said then. */
    fun done(): String? {
        val said = process.inputReader().readText()
        return said.takeIf { process.waitFor() == 0 }
    }
}

/** A real office: the program that cargo built, with a desk, a confidential desk and a hub. */
class Office(folder: File) : AutoCloseable {
    private val program = System.getProperty("pocketcard.office")
    private val desk = File(folder, "desk")
    val confidential = File(folder, "confidential")
    private val port = ServerSocket(0).use { it.localPort }
    private var server: Process? = null

    init {
        run(
            "new", "--name", "Protection desk", "--hub-url", "http://127.0.0.1:$port",
            "--confidential", confidential.path,
        )
    }

    /** Runs one command and gives what it prints. */
    fun run(vararg arguments: String, desk: File = this.desk): ByteArray {
        val process = builder(desk, arguments.toList()).start()
        process.outputStream.close()
        var errors = ""
        val reader = thread { errors = process.errorStream.reader().readText() }
        val output = process.inputStream.readBytes()
        reader.join()
        check(process.waitFor() == 0) { "${arguments[0]}: $errors" }
        return output
    }

    fun invite(label: String): ByteArray = run("invite", label)

    fun words(): String = run("words").decodeToString().trim()

    fun serve() {
        // It must not run where the main desk's keys lie.
        val hub = File(desk.parentFile, "hub")
        if (!hub.exists()) check(File(desk, "hub").renameTo(hub))
        server = builder(desk, listOf("serve", "--hub", hub.path, "--listen", "127.0.0.1:$port"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
        repeat(200) {
            try {
                Socket().use { it.connect(InetSocketAddress("127.0.0.1", port), 1000) }
                return
            } catch (_: java.io.IOException) {
                Thread.sleep(50)
            }
        }
        error("the hub does not answer")
    }

    override fun close() {
        server?.run {
            destroy()
            waitFor(10, TimeUnit.SECONDS)
        }
    }

    private fun builder(desk: File, arguments: List<String>) =
        ProcessBuilder(listOf(program, "--desk", desk.path) + arguments).apply {
            environment()["POCKETCARD_PASSPHRASE"] = if (desk == confidential) CONFIDENTIAL_PASSPHRASE else PASSPHRASE
            environment()["POCKETCARD_CONFIDENTIAL_PASSPHRASE"] = CONFIDENTIAL_PASSPHRASE
        }
}

/** A checklist in which these indicators were observed. */
fun answers(
    checklist: String,
    age: Age,
    vararg observed: String,
    notes: Map<String, String> = emptyMap(),
) = Answers(
    checklist = checklist,
    age = age,
    answers = observed.associateWith { Answer.OBSERVED },
    notes = notes,
)

/** What programs go by in an error. */
val PhoneException.code: String
    get() = when (this) {
        is PhoneException.Locked -> code
        is PhoneException.Passphrase -> code
        is PhoneException.Keystore -> code
        is PhoneException.Enrolment -> code
        is PhoneException.Invitation -> code
        is PhoneException.Request -> code
        is PhoneException.Storage -> code
        is PhoneException.Transport -> code
        is PhoneException.Cancelled -> code
        is PhoneException.Host -> code
    }

/** Expects this error, and gives it. */
inline fun <reified E : PhoneException> refused(code: String, crossinline call: () -> Unit): E {
    val error = assertThrows<E> { call() }
    assertEquals(code, error.code)
    return error
}

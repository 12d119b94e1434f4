package pocketcard.desktop

import java.io.File
import java.io.IOException
import java.net.InetSocketAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

/** A real office on this machine, in a folder of its own: the program, with a desk, a confidential desk and a hub. */
public class PracticeOffice(private val program: File, folder: File, private val passphrase: String) : AutoCloseable {
    private val desk = File(folder, "desk")
    private val confidential = File(folder, "confidential")
    private val port = ServerSocket(0).use { it.localPort }
    private var server: Process? = null

    init {
        run("new", "--name", "Practice office", "--hub-url", "http://127.0.0.1:$port", "--confidential", confidential.path)
    }

    public fun invite(label: String): ByteArray = run("invite", label)

    /** The words that a phone's owner compares. */
    public fun words(): String = run("words").decodeToString().trim()

    /** Somebody at the office has compared a phone's words; now what it sends is filed. */
    public fun accept(label: String, words: String) {
        run("accept", label, "--words", words)
    }

    /** Serves the hub until this office is closed. */
    public fun serve() {
        // It must not run where the main desk's keys lie.
        val hub = File(desk.parentFile, "hub")
        if (!hub.exists()) check(File(desk, "hub").renameTo(hub)) { "the hub cannot be moved" }
        server = builder(desk, listOf("serve", "--hub", hub.path, "--listen", "127.0.0.1:$port"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
        // However this program ends, the hub ends with it.
        Runtime.getRuntime().addShutdownHook(Thread { server?.destroy() })
        repeat(TRIES) {
            try {
                Socket().use { it.connect(InetSocketAddress("127.0.0.1", port), PAUSE_MILLIS.toInt()) }
                return
            } catch (notYet: IOException) {
                Thread.sleep(PAUSE_MILLIS)
            }
        }
        error("the hub does not answer")
    }

    /** Both desks fetch what arrived and send receipts. */
    public fun collect() {
        run("collect")
        run("collect", at = confidential)
    }

    /** What is filed, as the desk lists it. */
    public fun inbox(): String = run("inbox").decodeToString()

    /** Runs one command of the desk and gives what it prints. */
    public fun run(vararg arguments: String, at: File = desk): ByteArray {
        val process = builder(at, arguments.toList()).start()
        process.outputStream.close()
        var errors = ""
        val reader = thread { errors = process.errorStream.reader().readText() }
        val output = process.inputStream.readBytes()
        reader.join()
        check(process.waitFor() == 0) { "${arguments.first()}: $errors" }
        return output
    }

    override fun close() {
        server?.run {
            destroy()
            waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        }
        server = null
    }

    private fun builder(at: File, arguments: List<String>) =
        ProcessBuilder(listOf(program.path, "--desk", at.path) + arguments).apply {
            // The confidential desk has its own: the main desk's is refused there.
            val other = "$passphrase conduct"
            environment()["POCKETCARD_PASSPHRASE"] = if (at == confidential) other else passphrase
            environment()["POCKETCARD_CONFIDENTIAL_PASSPHRASE"] = other
        }

    private companion object {
        const val TRIES = 200
        const val PAUSE_MILLIS = 50L
        const val PATIENCE_SECONDS = 10L
    }
}

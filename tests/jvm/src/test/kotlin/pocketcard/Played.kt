package pocketcard

import java.io.File
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import pocketcard.kit.CorePocketcard
import pocketcard.kit.FakeClock
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeKeys
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.KeysTrouble
import pocketcard.kit.screens.App
import pocketcard.kit.screens.Neighbours
import pocketcard.kit.screens.Screen

/** Phones and an office in which a scenario is played. */
internal class Played(private val scenarios: File, private val folder: File) : AutoCloseable {
    private val main = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
    private val office = Office(File(folder.apply { mkdirs() }, "office"))
    private val place = File(folder, "phones")
    private val neighbours = FakeNeighbours()
    private val phones = mutableMapOf<String, Held>()
    private val kept = mutableMapOf("passphrase" to PASSPHRASE, "folder" to folder.path)
    private var disk: SmallDisk? = null
    private lateinit var held: Held

    fun play(scenario: Scenario): Unit = runBlocking(main) {
        if (scenario.smallDisk) {
            disk = SmallDisk.mount(place)
            if (disk == null) return@runBlocking println("skipped: mounting a small disk is not permitted here")
        }
        hold("a")
        take(scenario)
    }

    private suspend fun take(scenario: Scenario) {
        for (step in scenario.steps) {
            try {
                take(step)
            } catch (wrong: Throwable) {
                throw AssertionError("${scenario.about}: at $step: ${wrong.message}; ${held.seen()}", wrong)
            }
        }
    }

    private suspend fun take(step: Step) {
        step.text("phone")?.let(::hold)
        step.text("run")?.let { take(Scenario(File(scenarios, "$it.toml"))) }
        step.texts("office")?.let { bid(it.map(::filled)) }
        step.text("publishes")?.let(::publish)
        step.text("prints")?.let { check(filled(it) in kept.getValue("printed")) { "printed: ${kept["printed"]}" } }
        step.text("clock")?.let { held.clock.millis += it.toLong() * MINUTE_MILLIS }
        step.text("keys")?.let { held.keys.trouble = KeysTrouble.entries.find { one -> one.name.equals(it, ignoreCase = true) } }
        step.text("disk")?.let { checkNotNull(disk).fill(it == "full") }
        step.text("hand")?.let(::hand)
        step.text("speaks")?.let(held.app::speakAlways)
        step.text("opens")?.let { held.device.picked = File(filled(it)).readBytes() }
        look(step)
        step.text("does")?.let { tap(it, step.texts("with").orEmpty().map(::filled), step.text("told")) }
        step.text("saves")?.let { path ->
            until("a file is saved") { held.device.saved != null }
            File(filled(path)).writeBytes(checkNotNull(held.device.saved).toByteArray())
        }
    }

    private suspend fun look(step: Step) {
        step.text("on")?.let { on -> until("the screen $on") { held.top?.javaClass?.simpleName == on } }
        val sees = step.table("sees").mapValues { filled(it.value) }
        until("all of $sees at once") { sees.all { (path, wanted) -> held.at(path).any { fits(it, wanted) } } }
        for ((name, path) in step.table("keeps")) kept[name] = held.at(path).single()
    }

    /** What a screen does while the user waits for something, it does not do. */
    private suspend fun tap(does: String, with: List<String>, told: String?) {
        until("nothing is waited for") { !held.app.state.value.busy }
        held.app.dismiss()
        Tapped.on(checkNotNull(held.top), does, with)
        if (told == null) return
        until("the user is told $told") { held.told() == told }
        check(checkNotNull(held.app.state.value.words).contains(told)) { "$told has no words" }
    }

    private fun fits(seen: String, wanted: String) =
        if (wanted.startsWith('~')) wanted.drop(1) in seen else seen == wanted

    private fun filled(text: String): String =
        Regex("""\$(\w+)""").replace(text) { checkNotNull(kept[it.groupValues[1]]) { "nothing is called ${it.value}" } }

    private fun hold(name: String) {
        kept["phone"] = name
        held = phones.getOrPut(name) { Held(File(place, name), neighbours, main) }
    }

    private fun bid(command: List<String>) {
        kept["printed"] = when (command) {
            listOf("serve") -> office.serve().let { "" }
            listOf("collect") -> office.run("collect").decodeToString() + office.run("collect", desk = office.confidential).decodeToString()
            else -> office.run(*command.toTypedArray()).decodeToString().trim()
        }
    }

    private fun publish(name: String) {
        val (content, pack) = File(folder, "$name.json").path to File(folder, "$name.pack").path
        office.run("pack", "build", File(scenarios, "packs/$name").path, "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        office.run("pack", "publish", pack)
    }

    private fun hand(what: String): Unit = when (what) {
        "back" -> check(held.app.back()) { "there is no way back" }
        "lock" -> held.phone.lock()
        "leave" -> held.app.leave()
        "idle" -> held.app.front()
        "kill" -> held.begin()
        else -> error("no hand does $what")
    }

    private suspend fun until(what: String, so: () -> Boolean) {
        withTimeoutOrNull(PATIENCE) { while (!so()) delay(PAUSE_MILLIS) } ?: error("waited in vain for: $what")
    }

    override fun close() {
        phones.values.forEach { it.end() }
        disk?.close()
        office.close()
        main.close()
    }

    private companion object {
        val PATIENCE = 60.seconds
        const val PAUSE_MILLIS = 5L
        const val MINUTE_MILLIS = 60_000L
    }
}

/** A phone in somebody's hand. Its files, keys and clock outlive the process. */
internal class Held(private val files: File, private val neighbours: Neighbours, private val main: CoroutineDispatcher) {
    val keys = FakeKeys()
    val clock = FakeClock()
    val device = FakeDevice()
    private var scope = CoroutineScope(main + SupervisorJob())
    lateinit var phone: CorePocketcard
    lateinit var app: App

    init {
        start()
    }

    private fun start() {
        phone = CorePocketcard(files, keys, clock, unlockMillis = 0)
        app = App(phone, device, neighbours, scope).apply { start() }
    }

    /** The process ends, and another begins. */
    fun begin() {
        end()
        scope = CoroutineScope(main + SupervisorJob())
        start()
    }

    fun end() {
        scope.cancel()
        phone.close()
    }

    val top: Screen<*, *>? get() = app.state.value.top

    fun at(path: String): List<String> =
        if (path.startsWith("app/")) Seen.at(path.removePrefix("app/"), app.state.value) else Seen.at(path, top?.state?.value)

    fun told(): String? = app.state.value.notice?.run { failure?.let { "error-$it" } ?: word }

    fun seen(): String = "seen: ${top?.javaClass?.simpleName} ${top?.state?.value}, told: ${told()}"
}

/** A disk so small that it can be filled. */
internal class SmallDisk private constructor(private val at: File) : AutoCloseable {
    private val filler = File(at, "filler")

    /** Takes all the room there is, or gives it back. */
    fun fill(full: Boolean) {
        filler.delete()
        if (!full) return
        filler.outputStream().use { file ->
            val block = ByteArray(BLOCK)
            try {
                while (true) file.write(block)
            } catch (full: java.io.IOException) {
                // As it should be.
            }
        }
    }

    override fun close() {
        ProcessBuilder("umount", "--lazy", at.path).start().waitFor()
    }

    companion object {
        private const val BLOCK = 4096

        /** `null` where nobody may mount one. */
        fun mount(at: File): SmallDisk? {
            at.mkdirs()
            val command = listOf("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", at.path)
            val mounted = runCatching { ProcessBuilder(command).start().waitFor() == 0 }.getOrDefault(false)
            return if (mounted) SmallDisk(at) else null
        }
    }
}

package pocketcard.kit.screens

import pocketcard.kit.Door
import pocketcard.kit.Failure

/** Seen after the quick exit: says nothing of what this app is. Where there is [only] one word, that is all it says. */
public class NeutralScreen(app: App, only: String? = null) : Screen<String?, NeutralScreen.Open>(app, only) {
    public object Open

    override fun on(event: Open): Unit = app.comeBack()
}

public data class EnrolState(
    val step: Step = Step.INVITATION,
    val text: String = "",
    val canScan: Boolean = false,
    /** The two passphrases were not the same. */
    val differ: Boolean = false,
    /** Who made the invitation, as it says itself. */
    val office: String = "",
    /** Words to be compared by word of mouth: the office's before the phone is set up, the phone's after. */
    val prints: String = "",
) {
    public enum class Step { INVITATION, OFFICE, PASSPHRASE, PHONE, WRONG }
}

/**
 * Sets up the phone: an invitation, the office's words, a passphrase, the phone's words. Anybody can write an invitation
 * under any name; only who compared the words goes on. Or renews the set-up with a file of the office.
 */
public class EnrolScreen(app: App, private val renewing: Boolean = false) :
    Screen<EnrolState, EnrolScreen.Event>(app, EnrolState(canScan = app.device.hasCamera)) {
    public sealed interface Event {
        public data class Text(val text: String) : Event

        public object File : Event

        public object Scan : Event

        public object Next : Event

        /** The words are the same. */
        public object Same : Event

        public object Differ : Event

        /** Cleared when it was used. */
        public class Enrol(public val passphrase: CharArray, public val again: CharArray) : Event
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Text -> change { it.copy(text = event.text) }
        Event.File -> work { app.device.openFile()?.use { take(it.atMost(INVITATION_MAX).decodeToString()) } }
        Event.Scan -> work { app.device.scan()?.let { take(it) } }
        Event.Next -> work { read() }
        Event.Same -> compared()
        Event.Differ -> change { it.copy(step = EnrolState.Step.WRONG) }
        is Event.Enrol -> work { enrol(event) }
    }

    private val before: EnrolState.Step?
        get() = when (now.step) {
            EnrolState.Step.OFFICE, EnrolState.Step.WRONG -> EnrolState.Step.INVITATION
            EnrolState.Step.PASSPHRASE -> EnrolState.Step.OFFICE
            EnrolState.Step.INVITATION, EnrolState.Step.PHONE -> null
        }

    override val hasStepBack: Boolean get() = before != null

    override fun back(): Boolean {
        val step = before ?: return false
        change { it.copy(step = step, differ = false) }
        return true
    }

    private suspend fun take(text: String) {
        change { it.copy(text = text) }
        read()
    }

    private suspend fun read() {
        val read = now.text.encodeToByteArray()
        if (renewing) {
            phone.renew(read)
            app.back()
            return app.tell("settings-changed")
        }
        val invited = phone.invited(read)
        change { it.copy(step = EnrolState.Step.OFFICE, office = invited.office, prints = invited.words) }
    }

    private fun compared() {
        if (now.step == EnrolState.Step.PHONE) return app.clear(TodayScreen(app))
        change { it.copy(step = EnrolState.Step.PASSPHRASE) }
    }

    private suspend fun enrol(event: Event.Enrol) = cleared(event.passphrase, event.again) {
        if (!event.passphrase.contentEquals(event.again)) return@cleared change { it.copy(differ = true) }
        change { it.copy(differ = false) }
        phone.enrol(now.text.encodeToByteArray(), event.passphrase)
        val about = phone.about()
        change { it.copy(step = EnrolState.Step.PHONE, text = "", prints = about.words, office = about.office) }
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        if (failure.code.startsWith("invitation-")) change { it.copy(step = EnrolState.Step.INVITATION) }
    }

    private companion object {
        const val INVITATION_MAX = 256 * 1024
    }
}

public data class UnlockState(val forgotten: Boolean = false)

public class UnlockScreen(app: App) : Screen<UnlockState, UnlockScreen.Event>(app, UnlockState()) {
    public sealed interface Event {
        /** Cleared when it was used. */
        public class Unlock(public val passphrase: CharArray) : Event

        public object Forgotten : Event

        /** Both are cleared when they were used. */
        public class Recover(public val words: CharArray, public val passphrase: CharArray) : Event
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Unlock -> work { cleared(event.passphrase) { phone.unlock(event.passphrase) } }
        Event.Forgotten -> change { it.copy(forgotten = true) }
        is Event.Recover -> work {
            cleared(event.words, event.passphrase) { phone.recover(event.words, event.passphrase) }
        }
    }

    override val hasStepBack: Boolean get() = now.forgotten

    override fun back(): Boolean {
        if (!now.forgotten) return false
        change { it.copy(forgotten = false) }
        return true
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        if (phone.door.value == Door.NOT_ENROLLED) app.clear(EnrolScreen(app))
    }
}

/** Uses secrets and clears them, whatever comes of it. */
internal suspend fun cleared(vararg secrets: CharArray, use: suspend () -> Unit) = try {
    use()
} finally {
    secrets.forEach { it.fill('\u0000') }
}

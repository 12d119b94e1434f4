package pocketcard.kit.screens

import pocketcard.kit.Door
import pocketcard.kit.Failure

/** Seen after the quick exit: says nothing of what this app is. */
public class NeutralScreen(app: App) : Screen<Unit, NeutralScreen.Open>(app, Unit) {
    public object Open

    override fun on(event: Open): Unit = app.comeBack()
}

public data class EnrolState(
    val step: Step = Step.INVITATION,
    val text: String = "",
    val canScan: Boolean = false,
    /** The two passphrases were not the same. */
    val differ: Boolean = false,
    /** Fingerprints to be compared aloud, once enrolled. */
    val phonePrint: String = "",
    val office: String = "",
) {
    public enum class Step { INVITATION, PASSPHRASE, PRINTS, WRONG }
}

/** Sets up the phone: an invitation, a passphrase, fingerprints. Or renews the set-up with a new invitation. */
public class EnrolScreen(app: App, private val renewing: Boolean = false) :
    Screen<EnrolState, EnrolScreen.Event>(app, EnrolState(canScan = app.device.hasCamera)) {
    public sealed interface Event {
        public data class Text(val text: String) : Event

        public object File : Event

        public object Scan : Event

        public object Next : Event

        /** Cleared when it was used. */
        public class Enrol(public val passphrase: CharArray, public val again: CharArray) : Event

        public object Same : Event

        public object Differ : Event
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Text -> change { it.copy(text = event.text) }
        Event.File -> work { app.device.openFile()?.use { take(it.atMost(INVITATION_MAX)) } }
        Event.Scan -> work { app.device.scan()?.let { take(it.encodeToByteArray()) } }
        Event.Next -> if (renewing) work { renew() } else change { it.copy(step = EnrolState.Step.PASSPHRASE) }
        is Event.Enrol -> work { enrol(event) }
        Event.Same -> app.clear(TodayScreen(app))
        Event.Differ -> change { it.copy(step = EnrolState.Step.WRONG) }
    }

    override fun back(): Boolean {
        if (now.step != EnrolState.Step.PASSPHRASE) return false
        change { it.copy(step = EnrolState.Step.INVITATION, differ = false) }
        return true
    }

    private fun take(invitation: ByteArray) {
        change { it.copy(text = invitation.decodeToString()) }
        if (!renewing) change { it.copy(step = EnrolState.Step.PASSPHRASE) }
    }

    private suspend fun renew() {
        phone.renew(now.text.encodeToByteArray())
        app.back()
        app.tell("settings-changed")
    }

    private suspend fun enrol(event: Event.Enrol) {
        try {
            if (!event.passphrase.contentEquals(event.again)) return change { it.copy(differ = true) }
            change { it.copy(differ = false) }
            phone.enrol(now.text.encodeToByteArray(), event.passphrase)
            val about = phone.about()
            change {
                it.copy(step = EnrolState.Step.PRINTS, text = "", phonePrint = about.fingerprint, office = about.office)
            }
        } finally {
            event.passphrase.fill('\u0000')
            event.again.fill('\u0000')
        }
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        if (failure.code.startsWith("invitation-")) change { it.copy(step = EnrolState.Step.INVITATION) }
    }

    private companion object {
        const val INVITATION_MAX = 256 * 1024
    }
}

public data class UnlockState(val triesLeft: Int? = null, val forgotten: Boolean = false)

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

    override fun back(): Boolean {
        if (!now.forgotten) return false
        change { it.copy(forgotten = false) }
        return true
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        change { it.copy(triesLeft = failure.triesLeft) }
        if (phone.door.value == Door.NOT_ENROLLED) app.clear(EnrolScreen(app))
    }
}

/** Uses secrets and clears them, whatever comes of it. */
internal suspend fun cleared(vararg secrets: CharArray, use: suspend () -> Unit) = try {
    use()
} finally {
    secrets.forEach { it.fill('\u0000') }
}

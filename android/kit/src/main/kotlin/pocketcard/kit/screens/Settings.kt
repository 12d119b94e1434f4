package pocketcard.kit.screens

import pocketcard.kit.About
import pocketcard.kit.Checked
import pocketcard.kit.Look

public data class SettingsState(val about: About? = null, val programVersion: String = "")

public class SettingsScreen(app: App) :
    Screen<SettingsState, SettingsScreen.Event>(app, SettingsState(programVersion = app.device.programVersion)) {
    public sealed interface Event {
        public data class Speak(val tag: String) : Event

        public data class Looks(val look: Look) : Event

        public object Passphrase : Event

        public object Words : Event

        public object Duress : Event

        public object Check : Event

        public object Renew : Event

        public object Escrow : Event

        public object Clean : Event

        public object Lock : Event
    }

    override fun enter() {
        aside {
            val about = phone.about()
            change { it.copy(about = about) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Speak -> app.speakAlways(event.tag)
        is Event.Looks -> app.look(event.look)
        Event.Passphrase -> app.open(PassphraseScreen(app))
        Event.Words -> app.open(WordsScreen(app))
        Event.Duress -> app.open(DuressScreen(app))
        Event.Check -> app.open(CheckScreen(app))
        Event.Renew -> app.open(EnrolScreen(app, renewing = true))
        Event.Escrow -> app.open(EscrowScreen(app))
        Event.Clean -> app.open(CleanScreen(app))
        Event.Lock -> phone.lock()
    }
}

public data class PassphraseState(val differ: Boolean = false)

/** Changes the passphrase. */
public class PassphraseScreen(app: App) : Screen<PassphraseState, PassphraseScreen.Change>(app, PassphraseState()) {
    /** All are cleared when they were used. */
    public class Change(public val old: CharArray, public val new: CharArray, public val again: CharArray)

    override fun on(event: Change): Unit = work {
        cleared(event.old, event.new, event.again) {
            if (!event.new.contentEquals(event.again)) return@cleared change { it.copy(differ = true) }
            change { it.copy(differ = false) }
            phone.changePassphrase(event.old, event.new)
            app.back()
            app.tell("settings-changed")
        }
    }
}

/** The recovery words while they are shown; they are wiped when the screen is left. */
public class WordsState(public val words: CharArray? = null)

/** Makes recovery words and shows them once. */
public class WordsScreen(app: App) : Screen<WordsState, WordsScreen.Event>(app, WordsState()) {
    public sealed interface Event {
        /** Cleared when it was used. */
        public class Make(public val passphrase: CharArray) : Event

        public object Written : Event
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Make -> work {
            cleared(event.passphrase) {
                val words = phone.newRecoveryWords(event.passphrase)
                change { WordsState(words) }
            }
        }
        Event.Written -> app.back().let { }
    }

    override fun close() {
        super.close()
        now.words?.fill('\u0000')
    }
}

/** Sets the passphrase that erases, or removes it. Whether one is set, nobody learns. */
public class DuressScreen(app: App) : Screen<Unit, DuressScreen.Event>(app, Unit) {
    /** Without a new one it is removed. Both are cleared when they were used. */
    public class Event(public val passphrase: CharArray, public val duress: CharArray?)

    override fun on(event: Event): Unit = work {
        cleared(event.passphrase, event.duress ?: CharArray(0)) {
            phone.setDuress(event.passphrase, event.duress)
            app.back()
            app.tell("settings-changed")
        }
    }
}

/** The owner agrees that the office can open this phone without its owner. */
public class EscrowScreen(app: App) : Screen<Unit, EscrowScreen.Agree>(app, Unit) {
    /** Cleared when it was used. */
    public class Agree(public val passphrase: CharArray)

    override fun on(event: Agree): Unit = work {
        cleared(event.passphrase) {
            phone.agreeToEscrow(event.passphrase)
            app.back()
            app.tell("settings-changed")
        }
    }
}

public data class CheckState(val checked: Checked? = null)

/** Checks the storage. */
public class CheckScreen(app: App) : Screen<CheckState, CheckScreen.Event>(app, CheckState()) {
    public enum class Event { STOP, ACCEPT }

    override fun enter() {
        if (now.checked == null) work { check() }
    }

    override fun on(event: Event): Unit = when (event) {
        Event.STOP -> stop()
        Event.ACCEPT -> work {
            phone.acceptDamage()
            check()
        }
    }

    private suspend fun check() {
        val checked = phone.verify()
        change { it.copy(checked = checked) }
    }
}

/** How many things would be lost, and whether the last question was asked. */
public data class CleanState(val waiting: Int? = null, val asks: Boolean = false)

/** Leaves the phone clean: erases everything, after a second question. */
public class CleanScreen(app: App) : Screen<CleanState, CleanScreen.Event>(app, CleanState()) {
    public enum class Event { ASK, KEEP, ERASE }

    override fun enter() {
        aside {
            val waiting = phone.today(app.language).waiting.size
            change { it.copy(waiting = waiting) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        Event.ASK -> change { it.copy(asks = true) }
        Event.KEEP -> change { it.copy(asks = false) }
        Event.ERASE -> work { phone.wipe() }
    }
}

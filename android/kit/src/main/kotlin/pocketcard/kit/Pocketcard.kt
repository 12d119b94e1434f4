package pocketcard.kit

import java.io.InputStream
import java.io.OutputStream
import kotlinx.coroutines.flow.StateFlow

/**
 * A phone as its screens see it: one call for each thing that a screen needs. Calls leave the caller's thread,
 * wait for each other, and fail with a [Failure] whose code has words.
 *
 * Passphrases are cleared by the one who typed them; copies made here are cleared here.
 */
public interface Pocketcard {
    /** Whether the phone can be entered. [Door.LOCKED] until [start] has looked. */
    public val door: StateFlow<Door>

    /** Looks whether the phone is enrolled. Reads nothing that is sealed. */
    public suspend fun start()

    public suspend fun languages(): List<Language>

    /** All words of a language, in one call: the pack's while the phone is open, the program's otherwise. */
    public suspend fun words(language: String): Words

    /** Who made this invitation, and the words to compare before [enrol]. Changes nothing. */
    public suspend fun invited(invitation: ByteArray): Invited

    /** Enrols the phone and opens it. Needs no network. */
    public suspend fun enrol(invitation: ByteArray, passphrase: CharArray)

    /** Renews the enrolment with what the office signed for this phone. */
    public suspend fun renew(renewal: ByteArray)

    /** The owner agrees that the office can open this phone without its owner, as its policy asks. */
    public suspend fun agreeToEscrow(passphrase: CharArray)

    public suspend fun unlock(passphrase: CharArray)

    /** Sets a new passphrase with the recovery words, and opens the phone. */
    public suspend fun recover(words: CharArray, passphrase: CharArray)

    /** Locks at once. Work in progress is asked to stop. */
    public fun lock()

    /** The user touched the phone. */
    public suspend fun touch()

    /** Locks a phone that nobody touched for as long as the office's policy says. */
    public suspend fun lockIfIdle()

    /** Closes the files so that the system may freeze the app; [resume] opens them again. */
    public suspend fun freeze()

    public suspend fun resume()

    /** Erases everything, locked or not. */
    public suspend fun wipe()

    public suspend fun about(): About

    public suspend fun settings(): Settings

    public suspend fun choose(settings: Settings)

    public suspend fun changePassphrase(old: CharArray, new: CharArray)

    /** Recovery words, to be shown once. */
    public suspend fun newRecoveryWords(passphrase: CharArray): CharArray

    /** Sets the passphrase that erases, or removes it. */
    public suspend fun setDuress(passphrase: CharArray, duress: CharArray?)

    public suspend fun verify(): Checked

    public suspend fun acceptDamage()

    public suspend fun today(language: String): Today

    /** A checklist as it stands, given what was entered so far. */
    public suspend fun checklist(draft: Draft, language: String): Checklist

    /** Keeps what was entered, sealed. Gives the draft's id. */
    public suspend fun keep(draft: Draft): String

    public suspend fun draft(id: String): Draft

    public suspend fun discard(id: String)

    /** What is said of our own people, moved out of a draft into the beginning of a report; `null` where nothing is. */
    public suspend fun setApart(draft: Draft): Apart?

    /** The questions of an office's own form. */
    public val forms: Forms

    /** Practice on invented cases. */
    public val practice: Practice

    /** A person answers alone. */
    public val alone: Alone

    /** Finishes a screening: signed, sealed for the office, queued. [files] are those that questions name, in order. */
    public suspend fun screen(
        draft: Draft,
        language: String,
        photo: ByteArray? = null,
        files: List<AttachedFile> = emptyList(),
    ): Screened

    public suspend fun directory(language: String): Directory

    public suspend fun services(wanted: Wanted, language: String): List<Service>

    /** Tells the office what was found at a service, or of a new one, which has no id and needs a note. */
    public suspend fun reportService(service: String?, found: ServiceFound, note: String)

    /** Finishes a referral, or notes that it was declined. Gives the card: where help is, either way. */
    public suspend fun refer(referral: Referral): List<String>

    public suspend fun records(skip: Int, limit: Int): List<RecordLine>

    public suspend fun record(id: String, language: String): RecordPage

    /** Corrects a screening: what differs from the answers that the record has, and why. */
    public suspend fun amend(id: String, answers: Map<String, Answer>, note: String)

    /** Takes back every consent of a referral. */
    public suspend fun withdraw(id: String)

    public suspend fun guidance(search: String, language: String): List<GuidanceCard>

    /** Exchanges with the office's hub; `null` where it has none. [progress] is called on another thread. */
    public suspend fun sync(progress: (done: Long, total: Long) -> Unit = { _, _ -> }): Outcome?

    /** When to try the hub next by itself, in milliseconds since 1970; `null` where any time will do. */
    public suspend fun nextTry(): Long?

    /** Writes a card file. Closing the stream is the caller's. */
    public suspend fun carryOut(to: OutputStream): Outcome

    public suspend fun carryIn(from: InputStream): Outcome

    /** All that waits, as texts for codes to scan; each has at most this many characters. */
    public suspend fun parts(length: Int = 700): List<String>

    /** Puts such texts together. */
    public fun collector(): Collector

    /** Meets another phone over a stream; the one that opened it calls. */
    public suspend fun meet(stream: Duplex, calling: Boolean): Encounter
}

/** Texts of one message, in any order. */
public interface Collector {
    /** Takes one text. */
    public suspend fun add(text: String)

    /** Numbers of the texts that are missing, from 1; `null` before the first came. */
    public val missing: List<Int>?

    /** Takes in the whole message. */
    public suspend fun takeIn(): Outcome
}

/** A stream of bytes to another phone. */
public interface Duplex : AutoCloseable {
    public val input: InputStream
    public val output: OutputStream
}

/** A meeting that has begun: the two people compare codes. */
public interface Encounter : AutoCloseable {
    /** For example `204 117`. */
    public val code: String

    /** The other phone shows the same code: exchanges everything. Once. */
    public suspend fun exchange(): Outcome
}

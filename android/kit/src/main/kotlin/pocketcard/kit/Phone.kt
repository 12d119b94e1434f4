package pocketcard.kit

import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.nio.CharBuffer
import java.util.concurrent.atomic.AtomicBoolean
import pocketcard.ffi.About
import pocketcard.ffi.AloneOutcome as FfiAloneOutcome
import pocketcard.ffi.AlonePage as FfiAlonePage
import pocketcard.ffi.Answer
import pocketcard.ffi.Answers
import pocketcard.ffi.Arrivals
import pocketcard.ffi.Attachment as FfiAttachment
import pocketcard.ffi.CarriedIn
import pocketcard.ffi.CarriedOut
import pocketcard.ffi.ChecklistLine
import pocketcard.ffi.ChecklistView
import pocketcard.ffi.Clock
import pocketcard.ffi.Directory
import pocketcard.ffi.Exchange
import pocketcard.ffi.ExchangeStats
import pocketcard.ffi.Explained
import pocketcard.ffi.Finding
import pocketcard.ffi.Gate
import pocketcard.ffi.GuidanceCard as FfiGuidanceCard
import pocketcard.ffi.Invited
import pocketcard.ffi.Keystore
import pocketcard.ffi.Meeting as FfiMeeting
import pocketcard.ffi.OfferedVoice as FfiOfferedVoice
import pocketcard.ffi.OutboxLine
import pocketcard.ffi.Phone as FfiPhone
import pocketcard.ffi.PhoneException
import pocketcard.ffi.PracticeCase as FfiPracticeCase
import pocketcard.ffi.ProgressListener
import pocketcard.ffi.RecordDetail
import pocketcard.ffi.RecordLine
import pocketcard.ffi.RecordPage
import pocketcard.ffi.Referral
import pocketcard.ffi.Referred
import pocketcard.ffi.Reply as FfiReply
import pocketcard.ffi.Screened
import pocketcard.ffi.Screening
import pocketcard.ffi.ServiceFinding as FfiServiceFinding
import pocketcard.ffi.ServiceLine
import pocketcard.ffi.SetApart
import pocketcard.ffi.Settings
import pocketcard.ffi.Status
import pocketcard.ffi.Today
import pocketcard.ffi.Topic as FfiTopic
import pocketcard.ffi.Verified
import pocketcard.ffi.Voice as FfiVoice
import pocketcard.ffi.Wanted
import pocketcard.ffi.Words

/**
 * One phone, in one directory. Locked at first.
 *
 * Every call blocks, so make them from `Dispatchers.IO` or a thread of your own. Calls from several
 * threads wait for each other. What you lend (keystore, clock, streams, listeners) must not call the
 * phone. Whatever goes wrong is a [PhoneException] whose `code` says what; the words are those of `error-` and the code.
 *
 * Passphrases are `CharArray`s: clear yours when you no longer need it. The copy made here is cleared.
 */
internal class Phone(
    directory: File,
    keystore: Keystore,
    clock: Clock = LentClock(SystemClock),
) : AutoCloseable {
    private val phone = FfiPhone(directory.path, keystore, clock)
    private val closed = AtomicBoolean()

    /** The core's own phone, for what is handed through as it is. */
    internal val core: FfiPhone get() = phone

    public val isEnrolled: Boolean get() = phone.isEnrolled()
    public val isUnlocked: Boolean get() = phone.isUnlocked()

    /**
     * Enrols the phone with the text of an invitation, and unlocks it. Needs no network.
     *
     * [unlockMillis] is how long unlocking may take on this device: the longer, the harder it is to
     * guess the passphrase elsewhere.
     */
    public fun enrol(invitation: ByteArray, passphrase: CharArray, unlockMillis: Int = 1000): Unit =
        passphrase.asBytes { phone.enrol(invitation, it, unlockMillis.toUInt()) }

    /** Who made an invitation, as it says itself, and the words to compare with the office before [enrol]. */
    public fun invited(invitation: ByteArray): Invited = phone.invited(invitation)

    /** Renews the enrolment with what the office signed for this phone. Keys, desks, records and outbox stay. */
    public fun renew(invitation: ByteArray): Unit = phone.renew(invitation)

    public fun unlock(passphrase: CharArray): Unit = passphrase.asBytes(phone::unlock)

    /** Wipes the keys from memory. Long work in progress is asked to stop first. */
    public fun lock(): Unit = phone.lock()

    /** Erases everything for good, locked or not, without the passphrase. */
    public fun wipe(): Unit = phone.wipe()

    public fun changePassphrase(old: CharArray, new: CharArray): Unit =
        old.asBytes { oldBytes -> new.asBytes { phone.changePassphrase(oldBytes, it) } }

    /** The owner agrees that the office can open this phone without its owner, as its policy asks. */
    public fun agreeToEscrow(passphrase: CharArray): Unit = passphrase.asBytes(phone::agreeToEscrow)

    /** The user touched the phone. Call it at every touch. */
    public fun touch(): Unit = phone.touch()

    /**
     * Locks when nobody touched the phone for as long as the office's policy says. Call it from a timer
     * and when the app comes to the front. Gives whether the phone is locked now.
     */
    public fun lockIfIdle(): Boolean = phone.lockIfIdle()

    /**
     * Makes recovery words, which open this phone when the passphrase is forgotten or the keystore lost
     * its key. Show them once, clear them, keep them nowhere.
     */
    public fun newRecoveryWords(passphrase: CharArray): ByteArray =
        passphrase.asBytes(phone::newRecoveryWords)

    /** Sets a new passphrase with the recovery words. Nothing that is stored changes. */
    public fun recover(words: ByteArray, new: CharArray): Unit =
        new.asBytes { phone.recover(words, it) }

    /**
     * Sets a passphrase that, typed under duress, destroys everything and opens an ordinary-looking empty
     * phone. Only where the office's policy allows it.
     */
    public fun setDuress(passphrase: CharArray, duress: CharArray): Unit =
        passphrase.asBytes { daily -> duress.asBytes { phone.setDuress(daily, it) } }

    /** Removes the duress passphrase, if one is set. Whether one was, nobody learns. */
    public fun clearDuress(passphrase: CharArray): Unit = passphrase.asBytes(phone::clearDuress)

    /** Does what is due with time. Call it when the app comes to the front. */
    public fun tidy(): Unit = phone.tidy()

    /** Closes the files, so that the system may freeze the app; [resume] opens them again. */
    public fun suspend(): Unit = phone.suspend()

    public fun resume(): Unit = phone.resume()

    public fun about(): About = phone.about()

    /** All words of the app in one language, locked or not. */
    public fun words(language: String): Words = phone.words(language)

    public fun settings(): Settings = phone.settings()

    public fun choose(settings: Settings): Unit = phone.setSettings(settings)

    /** The day at a glance. */
    public fun today(language: String): Today = phone.today(language)

    /** A record to read, with its texts in this language. */
    public fun page(id: String, language: String): RecordPage = phone.page(id, language)

    public fun guidance(words: String, language: String): List<Explained> = phone.guidance(words, language)

    /** What services can be looked for by. */
    public fun directory(language: String): Directory = phone.directory(language)

    public fun checklists(language: String): List<ChecklistLine> = phone.checklists(language)

    /** What to show of a checklist now, given the answers so far. */
    public fun view(answers: Answers, language: String): ChecklistView = phone.view(answers, language)

    /** What the answers indicate. Stores nothing. */
    public fun check(answers: Answers, language: String): Finding = phone.check(answers, language)

    public fun services(language: String, wanted: Wanted = Wanted()): List<ServiceLine> =
        phone.services(wanted, language)

    public fun guidanceCards(language: String): List<FfiGuidanceCard> = phone.guidanceCards(language)

    /** Invented cases. Show "practice.banner" on every screen of them, draw them with [view], keep no draft. */
    public fun practiceCases(language: String): List<FfiPracticeCase> = phone.practiceCases(language)

    /** Ends a practice case and explains it. Nothing is sent, the answers are not kept. */
    public fun practise(situation: String, answers: Answers, language: String): List<String> =
        phone.practise(situation, answers, language)

    /** Tells the office what was found at a service, or of a new one, which has no id and needs a note. */
    public fun reportService(service: String, found: FfiServiceFinding, note: String): String =
        phone.reportService(service, found, note)

    /** The voices in which somebody reads texts of the language [spoken] aloud. */
    public fun voices(spoken: String, language: String): List<FfiOfferedVoice> = phone.voices(spoken, language)

    /** Sounds by their names, after one another, as a WAV file of plain samples; `null` where all are damaged. */
    public fun sound(names: List<String>): ByteArray? = phone.sound(names)

    /** Opens a sitting in which a person answers alone. Of one that was left, the draft remains. */
    public fun beginAlone(gate: Gate, language: String, variety: String, voice: FfiVoice): FfiAlonePage =
        phone.beginAlone(gate, language, variety, voice)

    /** Seals what the person touched. `false`: it is over; show the neutral screen and [endAlone]. */
    public fun answerAlone(topic: FfiTopic, reply: FfiReply): Boolean = phone.answerAlone(topic, reply)

    /** Ends the sitting, keeps its draft, and locks. Locking at once ends it too, without the person's word. */
    public fun endAlone(share: Boolean): Unit = phone.endAlone(share)

    /** What the officer hears of a sitting, after the phone was unlocked once more. Ask after every unlocking. */
    public fun hearAlone(language: String): FfiAloneOutcome? = phone.hearAlone(language)

    /** Forgets the sitting: it was heard, or never handed over. Its draft stays. */
    public fun forgetAlone(): Unit = phone.forgetAlone()

    /** Keeps a screening that is not finished, sealed. Gives the draft's id; one that it names is replaced. */
    public fun saveDraft(screening: Screening): String = phone.saveDraft(screening)

    /** Moves allegations against our own personnel out of answers and into the beginning of a report. */
    public fun setApart(answers: Answers): SetApart? = phone.setApart(answers)

    /** A draft as it was kept: hand it to [screen] to finish it. */
    public fun draft(id: String): Screening = phone.draft(id)

    public fun discardDraft(id: String): Unit = phone.discardDraft(id)

    /**
     * Finishes a screening: signs it, seals it for the office and queues it, in one stroke.
     * [progress] hears how far the attachments have come, and stops everything by giving `false`.
     */
    public fun screen(
        screening: Screening,
        language: String,
        attachments: List<Attachment> = emptyList(),
        progress: ((done: Long, total: Long) -> Boolean)? = null,
    ): Screened {
        val lent = attachments.map {
            FfiAttachment(StreamSource(it.from), it.bytes.toULong(), it.mediaType)
        }
        return phone.screen(screening, lent, progress?.let(::Listener), language)
    }

    /** Finishes a referral, or notes that it was offered and declined. */
    public fun refer(referral: Referral): Referred = phone.refer(referral)

    /** Corrects a record. The earlier one stays; the office sees both. Gives the amendment's id. */
    public fun amend(id: String, answers: Map<String, Answer>, note: String = ""): String =
        phone.amend(id, answers, note)

    /** Withdraws every consent that a referral rests on. Gives the withdrawal's id. */
    public fun withdraw(id: String): String = phone.withdraw(id)

    /** The records that this phone remembers, newest first, a page at a time. */
    public fun list(skip: Int = 0, limit: Int = 50): List<RecordLine> =
        phone.list(skip.toUInt(), limit.toUInt())

    public fun show(id: String): RecordDetail = phone.show(id)

    /** What waits for the office's receipt, most urgent first, and why each waits. */
    public fun outbox(): List<OutboxLine> = phone.outbox()

    /**
     * When to call [sync] next without being asked, in milliseconds since 1970; `null` where any time will
     * do. Each failure makes the pause longer: give this to the system's scheduler after every [sync].
     */
    public fun nextTry(): Long? = phone.nextTry()

    /** The network is back, or the user asked: the hub may be tried at once. Call it before [sync]. */
    public fun onConnectivity(): Unit = phone.onConnectivity()

    /** Writes a waiting parcel, sealed as it is, for somebody at the office to look at. Gives its length. */
    public fun exportParcel(parcel: String, to: OutputStream): Long =
        phone.exportParcel(parcel, StreamSink(to)).toLong()

    /** Sends a parcel again that was set aside, because somebody looked at it. */
    public fun releaseParcel(parcel: String): Unit = phone.releaseParcel(parcel)

    /**
     * Exchanges parcels with the office's hub, or gives `null` when the office has none.
     *
     * [progress] hears how many bytes of parcels went through, of how many that are known, and stops here by
     * giving `false`. [window] bounds the bytes of parcels in one request and one answer: less than 256 KiB
     * for roads that break often, more where every round trip is dear.
     *
     * @throws IOException when the network failed. What was exchanged until then is kept, and the next
     * call goes on there.
     */
    public fun sync(
        progress: ((done: Long, total: Long) -> Boolean)? = null,
        window: Int = 256 * 1024,
        connect: (Hub) -> Carrier = ::HttpCarrier,
    ): Synced? {
        val hub = phone.hub() ?: return null
        val carrier = connect(Hub(hub.url, hub.authorization.decodeToString(), hub.certificate))
        return exchange(phone.exchangeWithHub(window.toUInt()), carrier, progress)
    }

    /**
     * Meets another phone over any stream of bytes: Bluetooth, Wi-Fi between the two, a cable. This side
     * opened the connection, and the other one [answer]s. Closing is the caller's.
     *
     * Where [from] has a time limit, set half a second: whenever nothing came for so long, [progress] is
     * asked whether to go on waiting. Where it has none, closing it ends the waiting. So does locking.
     */
    public fun call(
        from: InputStream,
        to: OutputStream,
        progress: ((Long, Long) -> Boolean)? = null,
    ): Meeting = Meeting(phone.call(StreamPair(from, to), progress?.let(::Listener)))

    /** Meets another phone that opened the connection and [call]s. */
    public fun answer(
        from: InputStream,
        to: OutputStream,
        progress: ((Long, Long) -> Boolean)? = null,
    ): Meeting = Meeting(phone.answer(StreamPair(from, to), progress?.let(::Listener)))

    /** Looks at everything that arrived. */
    public fun takeIn(): Arrivals = phone.takeIn()

    /** Writes a bundle for whoever carries it. Closing the stream is the caller's. */
    public fun carryOut(to: OutputStream, progress: ((Long, Long) -> Boolean)? = null): CarriedOut =
        phone.carryOut(StreamSink(to), progress?.let(::Listener))

    /** Takes in a bundle: what is for this phone takes effect, the rest is carried on. */
    public fun carryIn(from: InputStream, progress: ((Long, Long) -> Boolean)? = null): CarriedIn =
        phone.carryIn(StreamSource(from), progress?.let(::Listener))

    /** Checks every row, the journal's signatures and its chain. */
    public fun verify(progress: ((done: Long, total: Long) -> Boolean)? = null): Verified =
        phone.verify(progress?.let(::Listener))

    /** Takes the store as it is, whatever [verify] found. */
    public fun acceptDamage(): Unit = phone.acceptDamage()

    /** Writes what waits for the office to a bundle, when the phone does not unlock because its store is damaged. */
    public fun rescue(
        passphrase: CharArray,
        to: OutputStream,
        progress: ((Long, Long) -> Boolean)? = null,
    ): CarriedOut = passphrase.asBytes { phone.rescue(it, StreamSink(to), progress?.let(::Listener)) }

    /** Locks the phone and lets go of the core's part of it. A second call does nothing. */
    override fun close() {
        if (closed.getAndSet(true)) return
        phone.lock()
        phone.destroy()
    }

    private fun exchange(
        steps: Exchange,
        carrier: Carrier,
        progress: ((Long, Long) -> Boolean)?,
    ): Synced = steps.use {
        var failure: IOException? = null
        while (failure == null) {
            val request = steps.nextRequest() ?: break
            val answer = try {
                carrier.carry(request)
            } catch (e: IOException) {
                failure = e
                ByteArray(0)
            }
            if (steps.onResponse(answer) == Status.DONE) break
            val (done, total) = steps.progress()
            if (progress?.invoke(done.toLong(), total.toLong()) == false) break
        }
        // Also after a failure: what arrived before it takes effect.
        val arrivals = phone.takeIn()
        failure?.let { throw it }
        Synced(steps.tally(), arrivals)
    }
}

/** Something that goes with a record. It is sealed as it is read. Closing the stream is the caller's. */
internal class Attachment(
    public val from: InputStream,
    public val bytes: Long,
    public val mediaType: String,
)

/** A meeting with another phone. The two people compare the codes that both phones show. */
internal class Meeting(private val meeting: FfiMeeting) : AutoCloseable {
    /** The code to show, for example `204 117`. */
    public val code: String = meeting.code()

    /**
     * The person says that the other phone shows the same code: exchanges everything that either phone has
     * for the other. Once; for another exchange, meet again. The phone can be used meanwhile.
     */
    public fun exchange(progress: ((done: Long, total: Long) -> Boolean)? = null): Synced =
        meeting.exchange(progress?.let(::Listener)).run { Synced(tally, arrivals) }

    override fun close(): Unit = meeting.destroy()
}

/** What an exchange did, and what it changed on this phone. */
internal data class Synced(val tally: ExchangeStats, val arrivals: Arrivals)

private class Listener(private val heard: (Long, Long) -> Boolean) : ProgressListener {
    override fun advance(done: ULong, total: ULong): Boolean = heard(done.toLong(), total.toLong())
}

internal inline fun <T> CharArray.asBytes(use: (ByteArray) -> T): T {
    val encoded = Charsets.UTF_8.encode(CharBuffer.wrap(this))
    val bytes = ByteArray(encoded.remaining()).also(encoded::get)
    try {
        return use(bytes)
    } finally {
        bytes.fill(0)
        encoded.array().fill(0)
    }
}

package pocketcard.kit

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import kotlin.coroutines.coroutineContext
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.isActive
import kotlinx.coroutines.withContext
import pocketcard.ffi.ChunkAssembler
import pocketcard.ffi.ServiceFinding as FfiServiceFinding
import pocketcard.ffi.Wanted as FfiWanted
import pocketcard.ffi.splitIntoChunks

/** The version of the core that this app was built with. */
public fun programVersion(): String = pocketcard.ffi.version()

/** The real phone: the core behind its generated bindings, with its files in [directory]. */
public class CorePocketcard(
    directory: File,
    keys: Keys,
    clock: Clock = SystemClock,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
    /** How long unlocking may take on this device, in milliseconds; set when the phone is enrolled. */
    private val unlockMillis: Int = 1000,
    private val connect: (Hub) -> Carrier = ::HttpCarrier,
) : Pocketcard, AutoCloseable {
    /** Loaded by the first call, which waits elsewhere than on the thread that draws. */
    private val phone by lazy { Phone(directory, LentKeys(keys), LentClock(clock)) }
    private val opened = MutableStateFlow(Door.LOCKED)

    override val door: StateFlow<Door> get() = opened

    override suspend fun start(): Unit = ask { look() }

    override suspend fun languages(): List<Language> = ask {
        pocketcard.ffi.languages().map { Language(it.tag, it.name, it.rtl, it.reviewed) }
    }

    override suspend fun words(language: String): Words = ask {
        phone.words(language).run { Words(tag, rtl, review, texts) }
    }

    override suspend fun enrol(invitation: ByteArray, passphrase: CharArray): Unit = ask {
        phone.enrol(invitation, passphrase, unlockMillis)
        opened.value = Door.OPEN
    }

    override suspend fun invited(invitation: ByteArray): Invited =
        ask { phone.invited(invitation).run { Invited(office, words) } }

    override suspend fun renew(renewal: ByteArray): Unit = ask { phone.renew(renewal) }

    override suspend fun agreeToEscrow(passphrase: CharArray): Unit = ask { phone.agreeToEscrow(passphrase) }

    override suspend fun unlock(passphrase: CharArray): Unit = ask {
        try {
            phone.unlock(passphrase)
            opened.value = Door.OPEN
            phone.tidy()
        } catch (refused: pocketcard.ffi.PhoneException) {
            look()
            throw refused
        }
    }

    override suspend fun recover(words: CharArray, passphrase: CharArray): Unit = ask {
        words.asBytes { phone.recover(it, passphrase) }
        phone.unlock(passphrase)
        opened.value = Door.OPEN
    }

    override fun lock() {
        phone.lock()
        if (opened.value == Door.OPEN) opened.value = Door.LOCKED
    }

    override suspend fun touch(): Unit = ask { phone.touch() }

    override suspend fun lockIfIdle(): Unit = ask {
        if (opened.value == Door.OPEN && phone.lockIfIdle()) opened.value = Door.LOCKED
    }

    override suspend fun freeze(): Unit = ask { phone.suspend() }

    override suspend fun resume(): Unit = ask { phone.resume() }

    override suspend fun wipe(): Unit = ask {
        phone.wipe()
        opened.value = Door.NOT_ENROLLED
    }

    override suspend fun about(): About = ask { phone.about().kit() }

    override suspend fun settings(): Settings = ask { phone.settings().kit() }

    override suspend fun choose(settings: Settings): Unit = ask { phone.choose(settings.ffi()) }

    override suspend fun changePassphrase(old: CharArray, new: CharArray): Unit =
        ask { phone.changePassphrase(old, new) }

    override suspend fun newRecoveryWords(passphrase: CharArray): CharArray = ask {
        val bytes = phone.newRecoveryWords(passphrase)
        val words = Charsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes))
        bytes.fill(0)
        CharArray(words.remaining()).also { words.get(it) }
    }

    override suspend fun setDuress(passphrase: CharArray, duress: CharArray?): Unit = ask {
        if (duress == null) phone.clearDuress(passphrase) else phone.setDuress(passphrase, duress)
    }

    override suspend fun verify(): Checked = ask { phone.verify(going()).run { Checked(ok, problems) } }

    override suspend fun acceptDamage(): Unit = ask { phone.acceptDamage() }

    override suspend fun today(language: String): Today = ask { phone.today(language).kit() }

    override suspend fun checklist(draft: Draft, language: String): Checklist =
        ask { phone.view(draft.answers(), language).kit() }

    override suspend fun keep(draft: Draft): String = ask { phone.saveDraft(draft.screening()) }

    override suspend fun draft(id: String): Draft = ask { phone.draft(id).kit() }

    override suspend fun setApart(draft: Draft): Apart? = ask {
        phone.setApart(draft.answers())?.run {
            val kept = rest.kit().copy(draft.id, place = draft.place, note = draft.note, area = draft.area)
            Apart(kept.copy(withoutService = draft.withoutService), report.kit())
        }
    }

    override suspend fun discard(id: String): Unit = ask { phone.discardDraft(id) }

    private val asking = object : Asking {
        override suspend fun <T> ask(work: suspend () -> T): T = this@CorePocketcard.ask(work)
    }

    override val forms: Forms by lazy { CoreForms(phone, asking) }

    override val practice: Practice by lazy { CorePractice(phone, asking) }

    override val alone: Alone by lazy { CoreAlone(phone, asking) }

    override suspend fun screen(
        draft: Draft,
        language: String,
        photo: ByteArray?,
        files: List<AttachedFile>,
    ): Screened = ask {
        val all = files + listOfNotNull(photo).map { AttachedFile(it, "image/jpeg") }
        val attached = all.map { Attachment(ByteArrayInputStream(it.bytes), it.bytes.size.toLong(), it.mediaType) }
        phone.screen(draft.screening(), language, attached, going()).run { Screened(id, code, finding.kit()) }
    }

    override suspend fun directory(language: String): Directory = ask {
        phone.directory(language).run { Directory(needs.map { Choice(it.id, it.text) }, areas, languages) }
    }

    override suspend fun services(wanted: Wanted, language: String): List<Service> = ask {
        val asked = FfiWanted(need = wanted.need, area = wanted.area, language = wanted.language)
        phone.services(language, asked).map { Service(it.id, it.name, it.card, it.needs) }
    }

    override suspend fun reportService(service: String?, found: ServiceFound, note: String): Unit = ask {
        phone.reportService(service.orEmpty(), FfiServiceFinding.valueOf(found.name), note)
    }

    override suspend fun refer(referral: Referral): List<String> = ask { phone.refer(referral.ffi()).card }

    override suspend fun records(skip: Int, limit: Int): List<RecordLine> =
        ask { phone.list(skip, limit).map { it.kit() } }

    override suspend fun record(id: String, language: String): RecordPage = ask { phone.page(id, language).kit() }

    override suspend fun amend(id: String, answers: Map<String, Answer>, note: String): Unit = ask {
        phone.amend(id, answers.mapValues { it.value.ffi() }, note)
    }

    override suspend fun withdraw(id: String): Unit = ask { phone.withdraw(id) }

    override suspend fun guidance(search: String, language: String): List<GuidanceCard> =
        ask { phone.guidance(search, language).map { GuidanceCard(it.title, it.points) } }

    override suspend fun sync(progress: (done: Long, total: Long) -> Unit): Outcome? = ask {
        val go = going()
        phone.onConnectivity()
        val told = { done: Long, total: Long -> progress(done, total).let { go(done, total) } }
        phone.sync(told, connect = connect)?.kit()
    }

    override suspend fun nextTry(): Long? = ask { phone.nextTry() }

    override suspend fun carryOut(to: OutputStream): Outcome = ask {
        val parcels = phone.carryOut(to, going()).parcels.toLong()
        Outcome(listOf("carried-out" to parcels))
    }

    override suspend fun carryIn(from: InputStream): Outcome = ask { phone.carryIn(from, going()).kit() }

    override suspend fun parts(length: Int): List<String> = ask {
        val bundle = ByteArrayOutputStream()
        phone.carryOut(bundle, going())
        splitIntoChunks(bundle.toByteArray(), length.toUInt())
    }

    override fun collector(): Collector = object : Collector {
        private val assembler = ChunkAssembler()

        override suspend fun add(text: String): Unit = ask { assembler.add(text) }

        override val missing: List<Int>?
            get() = if (assembler.count() == 0u) null else assembler.missing().map { it.toInt() }

        override suspend fun takeIn(): Outcome =
            ask { phone.carryIn(ByteArrayInputStream(assembler.finish()), going()).kit() }
    }

    override suspend fun meet(stream: Duplex, calling: Boolean): Encounter = ask {
        val meeting =
            if (calling) {
                phone.call(stream.input, stream.output, going())
            } else {
                phone.answer(stream.input, stream.output, going())
            }
        object : Encounter {
            override val code = meeting.code

            override suspend fun exchange(): Outcome = ask { meeting.exchange(going()).kit() }

            override fun close() {
                meeting.close()
                stream.close()
            }
        }
    }

    /** Locks the phone and lets go of the core's part of it. */
    override fun close() {
        phone.close()
    }

    private fun look() {
        opened.value = when {
            phone.isUnlocked -> Door.OPEN
            phone.isEnrolled -> Door.LOCKED
            else -> Door.NOT_ENROLLED
        }
    }

    /** Goes on for as long as the caller waits for the answer. */
    private suspend fun going(): (Long, Long) -> Boolean {
        val context = coroutineContext
        return { _, _ -> context.isActive }
    }

    private suspend fun <T> ask(work: suspend () -> T): T = withContext(dispatcher) {
        try {
            work()
        } catch (stopped: CancellationException) {
            throw stopped
        } catch (thrown: Exception) {
            if ((thrown as? pocketcard.ffi.PhoneException) is pocketcard.ffi.PhoneException.Locked) look()
            throw failure(thrown)
        }
    }
}

package pocketcard.kit

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.io.OutputStream
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.MutableStateFlow
import pocketcard.kit.screens.Device
import pocketcard.kit.screens.Neighbours

/** Keys in memory, which can be told to fail as hardware does. */
public class FakeKeys(override val hardware: Boolean = false) : Keys {
    private val keys = mutableMapOf<String, ByteArray>()
    public var trouble: KeysTrouble? = null

    override fun create(name: String) {
        keys.getOrPut(name) { ByteArray(32).also(java.security.SecureRandom()::nextBytes) }
    }

    override fun mac(name: String, data: ByteArray): ByteArray {
        trouble?.let { throw KeysFailed(it) }
        val key = keys[name] ?: throw KeysFailed(KeysTrouble.INVALIDATED)
        return Mac.getInstance("HmacSHA256").run {
            init(SecretKeySpec(key, "HmacSHA256"))
            doFinal(data)
        }
    }

    override fun destroy(name: String) {
        keys.remove(name)
    }
}

/** A clock that a test moves; a millisecond goes by whenever somebody looks. */
public class FakeClock(public var millis: Long = System.currentTimeMillis()) : Clock {
    override fun now(): Instant = (++millis).let { Instant(it, it, ByteArray(16)) }
}

/** A device whose user picks what the test says. */
public class FakeDevice(
    override var language: String = "en",
    override val hasCamera: Boolean = true,
) : Device {
    override val programVersion: String = "0.0"
    override var mayAnnounce: Boolean = true
    public var picked: ByteArray? = null
    public var saved: ByteArrayOutputStream? = null
    public val codes: ArrayDeque<String> = ArrayDeque()
    public var photo: ByteArray? = null
    public var left: Int = 0

    override suspend fun askToAnnounce() {
        mayAnnounce = true
    }

    override suspend fun openFile(): InputStream? = picked?.let(::ByteArrayInputStream)

    override suspend fun saveFile(name: String): OutputStream? = ByteArrayOutputStream().also { saved = it }

    override suspend fun scan(): String? = codes.removeFirstOrNull()

    override suspend fun photograph(): ByteArray? = photo

    /** What was played, and whether it still is; a device without a loudspeaker plays nothing. */
    public val played: MutableList<ByteArray> = mutableListOf()
    public var playing: Boolean = false
    public var loudspeaker: Boolean = true

    override fun play(sound: ByteArray): Boolean {
        if (loudspeaker) played += sound
        playing = loudspeaker
        return loudspeaker
    }

    override fun hush() {
        playing = false
    }

    override fun leave() {
        left++
    }
}

/** Two phones that need no network: the one waits, the other calls. */
public class FakeNeighbours : Neighbours {
    private val waiting = CompletableDeferred<Unit>()
    private val there = java.io.PipedInputStream(PIPE)
    private val back = java.io.PipedInputStream(PIPE)
    private val toThere = java.io.PipedOutputStream(there)
    private val toBack = java.io.PipedOutputStream(back)

    override suspend fun wait(address: (String) -> Unit): Duplex {
        address("here:1")
        waiting.await()
        return duplex(there, toBack)
    }

    override suspend fun call(address: String): Duplex {
        if (address != "here:1") throw Failure("meet-address")
        waiting.complete(Unit)
        return duplex(back, toThere)
    }

    private fun duplex(from: InputStream, to: OutputStream) = object : Duplex {
        override val input = from
        override val output = to

        override fun close() {
            from.close()
            to.close()
        }
    }

    private companion object {
        const val PIPE = 1 shl 20
    }
}

/** A phone without a core: what is asked is answered from these fields, and [failure] fails the next call. */
public class FakePocketcard(first: Door = Door.LOCKED) : Pocketcard {
    override val door: MutableStateFlow<Door> = MutableStateFlow(first)
    public var failure: Failure? = null
    public var passphrase: String = "right"
    public var about: About = About("Office", "Conduct", "six words", Escrow.OFF, duress = false, 1, Standing.ENROLLED)
    public var checklist: Checklist = Checklist("One person", null, false, null, emptyList())
    public var finding: Finding =
        Finding(Level.REFER, false, emptyList(), listOf("a", "b", "c", "d"), emptyList(), emptyList(), emptyList(), emptyList())
    public val drafts: MutableMap<String, Draft> = mutableMapOf()
    public val lines: MutableList<RecordLine> = mutableListOf()
    public val services: MutableList<Service> = mutableListOf()
    public val referrals: MutableList<Referral> = mutableListOf()
    public val waiting: MutableList<Waiting> = mutableListOf()
    private var chosen = Settings()

    private fun ask() {
        failure?.let {
            failure = null
            throw it
        }
    }

    override suspend fun start() = Unit

    override suspend fun languages(): List<Language> =
        listOf(Language("en", "English", false, true), Language("ar", "العربية", true, false))

    override suspend fun words(language: String): Words = Words(language, language == "ar", null, emptyMap())

    override suspend fun enrol(invitation: ByteArray, passphrase: CharArray) {
        ask()
        this.passphrase = passphrase.concatToString()
        door.value = Door.OPEN
    }

    override suspend fun invited(invitation: ByteArray): Invited = Invited("Office", "office words").also { ask() }

    override suspend fun renew(renewal: ByteArray) = ask()

    override suspend fun agreeToEscrow(passphrase: CharArray) = unlock(passphrase)

    override suspend fun unlock(passphrase: CharArray) {
        ask()
        if (passphrase.concatToString() != this.passphrase) throw Failure("passphrase-wrong")
        door.value = Door.OPEN
    }

    override suspend fun recover(words: CharArray, passphrase: CharArray) = enrol(ByteArray(0), passphrase)

    override fun lock() {
        if (door.value == Door.OPEN) door.value = Door.LOCKED
    }

    override suspend fun touch() = Unit

    override suspend fun lockIfIdle() = Unit

    override suspend fun freeze() = Unit

    override suspend fun resume() = Unit

    override suspend fun wipe() {
        door.value = Door.NOT_ENROLLED
    }

    override suspend fun about(): About = about.also { ask() }

    override suspend fun settings(): Settings = chosen

    override suspend fun choose(settings: Settings) {
        chosen = settings
    }

    override suspend fun changePassphrase(old: CharArray, new: CharArray) {
        unlock(old)
        passphrase = new.concatToString()
    }

    override suspend fun newRecoveryWords(passphrase: CharArray): CharArray = "one two".toCharArray().also { ask() }

    override suspend fun setDuress(passphrase: CharArray, duress: CharArray?) = ask()

    override suspend fun verify(): Checked = Checked(true, emptyList()).also { ask() }

    override suspend fun acceptDamage() = ask()

    override suspend fun today(language: String): Today {
        ask()
        val begun = drafts.map { (id, draft) -> DraftLine(id, 0, draft.checklist, draft.answers.size) }
        val checklists = listOf(ChecklistLine("person", "One person", false), ChecklistLine("misconduct", "Report", true))
        return Today(about, emptyList(), checklists, begun, waiting, null, emptyList())
    }

    override suspend fun checklist(draft: Draft, language: String): Checklist = checklist.also { ask() }

    override suspend fun keep(draft: Draft): String {
        ask()
        val id = draft.id ?: "draft-${drafts.size}"
        drafts[id] = draft.copy(id = id)
        return id
    }

    override suspend fun draft(id: String): Draft = drafts[id] ?: throw Failure("no-such-record")

    override suspend fun discard(id: String) {
        drafts.remove(id)
    }

    public var apart: Apart? = null

    override suspend fun setApart(draft: Draft): Apart? = apart

    override val forms: FakeForms = FakeForms()

    override val practice: FakePractice = FakePractice()

    override val alone: FakeAlone = FakeAlone(this)

    public val reports: MutableList<Triple<String?, ServiceFound, String>> = mutableListOf()

    override suspend fun reportService(service: String?, found: ServiceFound, note: String) {
        ask()
        reports += Triple(service, found, note)
    }

    override suspend fun screen(draft: Draft, language: String, photo: ByteArray?, files: List<AttachedFile>): Screened {
        ask()
        drafts.remove(draft.id)
        return Screened("record", "AAA-BBB", finding)
    }

    override suspend fun directory(language: String): Directory = Directory(emptyList(), emptyList(), emptyList())

    override suspend fun services(wanted: Wanted, language: String): List<Service> = services

    override suspend fun refer(referral: Referral): List<String> {
        ask()
        referrals += referral
        return listOf("card")
    }

    override suspend fun records(skip: Int, limit: Int): List<RecordLine> = lines.drop(skip).take(limit)

    override suspend fun record(id: String, language: String): RecordPage {
        ask()
        val line = lines.find { it.id == id } ?: RecordLine(id, "record-screening", "AAA-BBB", "", 0, true, false)
        return RecordPage(line, Draft("person"), finding, "", "", emptyList(), emptyList(), emptyList())
    }

    override suspend fun amend(id: String, answers: Map<String, Answer>, note: String) = ask()

    override suspend fun withdraw(id: String) = ask()

    override suspend fun guidance(search: String, language: String): List<GuidanceCard> =
        listOf(GuidanceCard("Safety first", listOf("one"))).filter { search in it.title }

    override suspend fun sync(progress: (Long, Long) -> Unit): Outcome? = Outcome(emptyList()).also { ask() }

    override suspend fun nextTry(): Long? = null

    override suspend fun carryOut(to: OutputStream): Outcome = Outcome(listOf("carried-out" to 1L)).also { ask() }

    override suspend fun carryIn(from: InputStream): Outcome = Outcome(listOf("carried-new" to 1L)).also { ask() }

    override suspend fun parts(length: Int): List<String> = listOf("part one", "part two").also { ask() }

    override fun collector(): Collector = object : Collector {
        private val came = mutableSetOf<String>()

        override suspend fun add(text: String) {
            came += text
        }

        override val missing: List<Int>? get() = if (came.isEmpty()) null else (came.size + 1..2).toList()

        override suspend fun takeIn(): Outcome = Outcome(listOf("carried-new" to 1L))
    }

    override suspend fun meet(stream: Duplex, calling: Boolean): Encounter = object : Encounter {
        override val code = "204 117"

        override suspend fun exchange(): Outcome = Outcome(listOf("carried-given" to 1L)).also { ask() }

        override fun close() = stream.close()
    }
}

/** One case, which is explained by what was answered. */
public class FakePractice : Practice {
    public val done: MutableList<Draft> = mutableListOf()

    override suspend fun cases(language: String): List<PracticeCase> =
        listOf(PracticeCase("case", "The gate", "Somebody opens.", "person", done.size, 0, language == "en"))

    override suspend fun explain(case: String, draft: Draft, language: String): List<Lesson> {
        done += draft
        return listOf(Lesson("Noticed", draft.answers.keys.toList()))
    }
}

/** Two questions, and what was answered to them. A person who is no longer alone ends it. */
public class FakeAlone(private val phone: FakePocketcard) : Alone {
    /** `null` while no sitting is open. */
    public var answers: MutableMap<Topic, Reply>? = null
    public var gate: Gate? = null

    /** Sounds by what they read: of these texts there is a recording. */
    public var recorded: Map<String, ByteArray> = emptyMap()
    public var voice: OfferedVoice? = null

    /** What comes of a sitting that ended. */
    private var ended: AloneOutcome? = null

    override suspend fun voices(spoken: String, language: String): List<OfferedVoice> =
        if (recorded.isEmpty()) emptyList() else Whose.entries.map { OfferedVoice("$spoken-xx", it, "${it.name}, $spoken-xx") }

    override suspend fun sound(names: List<String>): ByteArray? =
        names.mapNotNull { recorded[it] }.reduceOrNull(ByteArray::plus)

    override suspend fun begin(gate: Gate, spoken: String, voice: OfferedVoice?): AlonePages {
        this.voice = voice
        if (!gate.alone) throw Failure("alone-not-alone")
        this.gate = gate
        answers = mutableMapOf()
        fun sound(text: String) = text.takeIf { it in recorded }
        fun tile(text: String) = Tile(text, "M0 0L96 96", sound(text))
        return AlonePages(
            questions = listOf(
                AloneQuestion(Topic.BY_YOURSELF, tile("Alone?"), emptyList()),
                AloneQuestion(Topic.NEED, tile("Need?"), Need.entries.map { it to tile(it.word) }),
            ),
            yes = tile("Yes"),
            no = tile("No"),
            skip = tile("Skip"),
            end = tile("End"),
            saidFirst = Said("You may stop.", sound("You may stop.")),
            share = Said("Show?", sound("Show?")),
            neutral = "Weather",
            untested = true,
        )
    }

    override suspend fun answer(topic: Topic, reply: Reply): Boolean {
        checkNotNull(answers)[topic] = reply
        return !(topic == Topic.BY_YOURSELF && reply == Reply.No)
    }

    override suspend fun end(share: Boolean) {
        val said = answers ?: throw Failure("no-sitting")
        answers = null
        val needs = (said[Topic.NEED] as? Reply.Chosen)?.needs.orEmpty().map { Choice(it.name, it.word) }
        val draft = if (needs.isEmpty()) null else phone.keep(Draft("person"))
        ended = AloneOutcome(needs, needs.isNotEmpty(), gate?.area.orEmpty(), draft, if (share) said.toList() else emptyList())
    }

    override suspend fun hear(language: String): AloneOutcome? {
        if (answers != null) end(share = false)
        return ended
    }

    override suspend fun forget() {
        answers = null
        ended = null
    }
}

/** A form of which the questions are set; answers are only counted. */
public class FakeForms : Forms {
    public var questions: List<Question> = emptyList()
    public val answers: MutableList<Pair<Place, Value?>> = mutableListOf()

    override suspend fun begin(checklist: String): Draft = Draft(checklist)

    override suspend fun questions(draft: Draft, language: String): List<Question> = questions

    override suspend fun answer(draft: Draft, place: Place, value: Value?): Draft {
        answers += place to value
        questions = questions.map { if (it.place == place) it.copy(value = value) else it }
        return draft.copy()
    }

    override suspend fun addTurn(draft: Draft, repeat: Place): Draft = draft.copy()

    override suspend fun removeTurn(draft: Draft, repeat: Place, turn: Int): Draft = draft.copy()

    override suspend fun withoutFile(draft: Draft, number: Int): Draft {
        questions = questions.map { if (it.value == Value.Whole(number.toLong())) it.copy(value = null) else it }
        return draft.copy()
    }

    override suspend fun file(bytes: ByteArray, kind: MediaKind): AttachedFile? = AttachedFile(bytes, "image/jpeg")
}

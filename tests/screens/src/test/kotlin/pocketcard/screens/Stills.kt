package pocketcard.screens

import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.runBlocking
import pocketcard.kit.About
import pocketcard.kit.Age
import pocketcard.kit.Alone
import pocketcard.kit.AloneOutcome
import pocketcard.kit.AlonePages
import pocketcard.kit.Answer
import pocketcard.kit.AttachedFile
import pocketcard.kit.Choice
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.DraftLine
import pocketcard.kit.Escrow
import pocketcard.kit.Failure
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.Gate
import pocketcard.kit.Invited
import pocketcard.kit.Look
import pocketcard.kit.Need
import pocketcard.kit.OfferedVoice
import pocketcard.kit.OfficeAnswer
import pocketcard.kit.Pocketcard
import pocketcard.kit.Practice
import pocketcard.kit.RecordLine
import pocketcard.kit.RecordPage
import pocketcard.kit.Reply
import pocketcard.kit.Screened
import pocketcard.kit.ServiceFound
import pocketcard.kit.Settings
import pocketcard.kit.Standing
import pocketcard.kit.Today
import pocketcard.kit.Topic
import pocketcard.kit.Waiting
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.App
import pocketcard.kit.screens.CarryScreen
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.CleanScreen
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.GuidanceScreen
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.RecordScreen
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.ServicesScreen
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.TellScreen
import pocketcard.kit.screens.UnlockScreen

/** 2026-01-31, 10:20 in UTC: a picture is the same on every day. */
private const val THEN = 1_769_854_800_000

private const val SIX = "otter lamp velvet harbour kettle river"

/** A real, open phone, of which only what is drawn by lot or told by a clock stands still. */
internal class Still(private val phone: Pocketcard, private val chosen: Settings, first: Door, private val read: Boolean) :
    Pocketcard by phone {
    override val door = MutableStateFlow(first)

    private val about =
        About("Protection desk", "Conduct desk", SIX, Escrow.ASKED, duress = true, 1, Standing.ENROLLED)

    override suspend fun start() = Unit

    override suspend fun invited(invitation: ByteArray) = Invited("Protection desk", SIX)

    override suspend fun enrol(invitation: ByteArray, passphrase: CharArray) = Unit

    override suspend fun unlock(passphrase: CharArray): Unit = throw Failure("passphrase-wrong", triesLeft = 4)

    override suspend fun about() = about

    override suspend fun settings() = chosen

    override suspend fun choose(settings: Settings) = Unit

    override suspend fun keep(draft: Draft) = "still"

    override suspend fun today(language: String): Today {
        val real = phone.today(language)
        val name = real.checklists.first().name
        return Today(
            about = about,
            warnings = listOf("warning-pack-expired"),
            checklists = real.checklists,
            drafts = listOf(DraftLine("still", THEN, name, 5)),
            waiting = listOf(
                Waiting("a", 4096, "state-sealed", "waits-carrier"),
                Waiting("b", 4096, "state-sealed", "waits-carrier"),
                Waiting("c", 4096, "state-delivered", "waits-receipt"),
            ),
            nextTry = null,
            answers = listOf(OfficeAnswer("a", "M33-JEC", THEN, "A colleague is on the way.")),
        )
    }

    /** How often a case was done is not to be seen: one is drawn after another. */
    override val practice = object : Practice by phone.practice {
        override suspend fun cases(language: String) = phone.practice.cases(language).map { it.copy(times = 0, missed = 0) }
    }

    /** Nobody left anything. */
    override val alone = object : Alone by phone.alone {
        override suspend fun hear(language: String) = null

        /** Of every question there is a recording, or of nothing. */
        override suspend fun begin(gate: Gate, spoken: String, voice: OfferedVoice?): AlonePages {
            val pages = phone.alone.begin(gate, spoken, voice)
            if (!read) return pages
            return pages.copy(questions = pages.questions.map { it.copy(tile = it.tile.copy(sound = "a")) })
        }
    }

    override fun lock() = Unit

    override suspend fun screen(draft: Draft, language: String, photo: ByteArray?, files: List<AttachedFile>) =
        Screened("still", "M33-JEC", finding(language))

    override suspend fun records(skip: Int, limit: Int) = listOf(
        RecordLine("a", "record-referral", "M33-JEC", "", THEN, true, false),
        RecordLine("b", "record-screening", "M33-JEC", "site-4", THEN, true, false),
        RecordLine("c", "record-screening", "PHC-NWF", "", THEN - 86_400_000, false, true),
    ).drop(skip)

    override suspend fun record(id: String, language: String) = RecordPage(
        line = records(0, 3).find { it.id == id } ?: records(0, 3)[1],
        answers = begun,
        finding = finding(language),
        note = "",
        service = "",
        needs = emptyList(),
        agreed = emptyList(),
        office = listOf(OfficeAnswer("a", "M33-JEC", THEN, "A colleague is on the way.")),
    )

    /** What the core finds, by a screening that is thrown away with the phone. */
    private suspend fun finding(language: String) =
        phone.record(record ?: phone.screen(begun, language).record!!.also { record = it }, language).finding!!

    private var record: String? = null
}

internal val begun = Draft(
    "person",
    age = Age.ADULT,
    answers = listOf("labour.1", "labour.2", "labour.5", "general.3", "general.19").associateWith { Answer.OBSERVED },
)

/** How a picture is taken. */
internal data class Setting(val language: String, val look: Look, val width: Int, val font: Float) {
    override fun toString() = "$language-${look.name.lowercase()}-$width-${(font * 100).toInt()}"
}

/** A screen, brought to where there is something to see. [read]: somebody reads the questions aloud. */
internal class Shot(
    val name: String,
    val door: Door = Door.OPEN,
    val read: Boolean = false,
    val bring: App.() -> Unit,
)

internal val shots: List<Shot> = listOf(
    Shot("enrol", Door.NOT_ENROLLED) {},
    Shot("prints", Door.NOT_ENROLLED) { (state.value.top as EnrolScreen).on(EnrolScreen.Event.Next) },
    Shot("unlock", Door.LOCKED) {
        (state.value.top as UnlockScreen).on(UnlockScreen.Event.Unlock(CharArray(0)))
    },
    Shot("today") {},
    Shot("screening") { open(ScreeningScreen(this, begun)) },
    Shot("finding") {
        val screening = ScreeningScreen(this, begun)
        open(screening)
        screening.on(ScreeningScreen.Event.Finish)
    },
    Shot("refer") {
        val refer = ReferScreen(this, "still", child = true)
        open(refer)
        refer.on(ReferScreen.Event.Need("urgent.medical"))
        refer.on(ReferScreen.Event.Chose("service.example-clinic"))
    },
    Shot("services") { open(ServicesScreen(this)) },
    Shot("tell") {
        val tell = TellScreen(this, "service.example-clinic")
        open(tell)
        tell.on(TellScreen.Event.Found(ServiceFound.UNSAFE))
    },
    Shot("practice") { open(PracticeScreen(this)) },
    Shot("practice-case") { practises() },
    Shot("practice-explained") { practises().on(CaseScreen.Event.Finish) },
    Shot("alone") { open(AloneScreen(this)) },
    Shot("alone-hand-over") { sits() },
    Shot("alone-question") { sits().run { repeat(2) { on(AloneScreen.Event.Next) } } },
    Shot("alone-listen", read = true) { sits().run { repeat(2) { on(AloneScreen.Event.Next) } } },
    Shot("alone-needs") {
        sits().run {
            repeat(9) { on(AloneScreen.Event.Next) }
            on(AloneScreen.Event.Needs(Need.FOOD))
        }
    },
    Shot("alone-share") { sits().run { repeat(10) { on(AloneScreen.Event.Next) } } },
    Shot("alone-neutral") { sits().on(AloneScreen.Event.End) },
    Shot("alone-heard") { open(AloneScreen(this, heard())) },
    Shot("guidance") {
        val guidance = GuidanceScreen(this)
        open(guidance)
        guidance.on(GuidanceScreen.Event.Fold(guidance.state.value.cards!![3].title))
    },
    Shot("carry") { open(CarryScreen(this)) },
    Shot("meet") { open(MeetScreen(this)) },
    Shot("records") { open(RecordsScreen(this)) },
    Shot("record") { open(RecordScreen(this, "b")) },
    Shot("settings") { open(SettingsScreen(this)) },
    Shot("clean") { open(CleanScreen(this)) },
)

/** Somebody answers an invented case. */
private fun App.practises(): CaseScreen {
    val list = PracticeScreen(this)
    open(list)
    list.on(PracticeScreen.Begin(list.state.value.cases!!.first()))
    val case = state.value.top as CaseScreen
    case.on(CaseScreen.Event.Answered("general.5", Answer.OBSERVED))
    return case
}

/** A sitting is made ready. */
private fun App.sits() = AloneScreen(this).also {
    open(it)
    it.on(AloneScreen.Event.Confirmed)
    it.on(AloneScreen.Event.Aged(Age.ADULT))
    it.on(AloneScreen.Event.Open)
}

/** What is heard of somebody who is hurt and wants it to be seen. */
private fun App.heard() = AloneOutcome(
    runBlocking { phone.directory(language) }.needs.filter { it.id == "urgent.medical" },
    urgent = true,
    area = "",
    draft = "a",
    listOf(Topic.HURT to Reply.Yes, Topic.NEED to Reply.Chosen(setOf(Need.SLEEP, Need.DOCTOR))),
)

/** One real phone for all pictures, whose calls are answered at once. */
internal class Studio(folder: File) : AutoCloseable {
    private val phone = card(folder, "phone", dispatcher = Dispatchers.Unconfined)

    init {
        office(folder).use { office -> runBlocking { phone.enrol(office.invite("phone"), PASSPHRASE.toCharArray()) } }
    }

    /** The app of this phone, with this screen on the glass. */
    fun show(shot: Shot, setting: Setting): App {
        val still = Still(phone, Settings(setting.language, setting.look), shot.door, shot.read)
        val scope = CoroutineScope(Dispatchers.Unconfined + SupervisorJob())
        val app = App(still, FakeDevice(setting.language), FakeNeighbours(), scope)
        app.start()
        app.look(setting.look)
        shot.bring(app)
        return app
    }

    override fun close() = phone.close()
}

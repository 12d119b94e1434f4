package pocketcard.screens

import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.runBlocking
import pocketcard.kit.About
import pocketcard.kit.Age
import pocketcard.kit.Alone
import pocketcard.kit.AloneOutcome
import pocketcard.kit.AlonePages
import pocketcard.kit.Answer
import pocketcard.kit.AttachedFile
import pocketcard.kit.Checked
import pocketcard.kit.Checklist
import pocketcard.kit.Choice
import pocketcard.kit.Collector
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.DraftLine
import pocketcard.kit.Duplex
import pocketcard.kit.Encounter
import pocketcard.kit.Escrow
import pocketcard.kit.Failure
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.Forms
import pocketcard.kit.Gate
import pocketcard.kit.Invited
import pocketcard.kit.Look
import pocketcard.kit.MediaKind
import pocketcard.kit.Need
import pocketcard.kit.OfferedVoice
import pocketcard.kit.OfficeAnswer
import pocketcard.kit.Outcome
import pocketcard.kit.Place
import pocketcard.kit.Pocketcard
import pocketcard.kit.Practice
import pocketcard.kit.Question
import pocketcard.kit.RecordLine
import pocketcard.kit.RecordPage
import pocketcard.kit.Reply
import pocketcard.kit.Screened
import pocketcard.kit.ServiceFound
import pocketcard.kit.Settings
import pocketcard.kit.Standing
import pocketcard.kit.Today
import pocketcard.kit.Topic
import pocketcard.kit.Value
import pocketcard.kit.Waiting
import pocketcard.kit.Widget
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AmendScreen
import pocketcard.kit.screens.App
import pocketcard.kit.screens.CarryScreen
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.CheckScreen
import pocketcard.kit.screens.CleanScreen
import pocketcard.kit.screens.DuressScreen
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EscrowScreen
import pocketcard.kit.screens.GuidanceScreen
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.PartsInScreen
import pocketcard.kit.screens.PartsOutScreen
import pocketcard.kit.screens.PassphraseScreen
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.RecordScreen
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.ServicesScreen
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.TellScreen
import pocketcard.kit.screens.UnlockScreen
import pocketcard.kit.screens.WordsScreen

/** 2026-01-31, 10:20 in UTC: a picture is the same on every day. */
private const val THEN = 1_769_854_800_000

private const val SIX = "otter lamp velvet harbour kettle river"

/** A real, open phone, of which only what is drawn by lot or told by a clock stands still. */
internal class Still(
    private val phone: Pocketcard,
    private val chosen: Settings,
    first: Door,
    private val read: Boolean,
    private val damaged: Boolean,
) : Pocketcard by phone {
    override val door = MutableStateFlow(first)

    private val about =
        About("Protection desk", "Conduct desk", SIX, Escrow.ASKED, duress = true, 1, Standing.ENROLLED)

    override suspend fun start() = Unit

    override suspend fun invited(invitation: ByteArray) = Invited("Protection desk", SIX)

    override suspend fun enrol(invitation: ByteArray, passphrase: CharArray) = Unit

    override suspend fun unlock(passphrase: CharArray) {
        if (passphrase.isNotEmpty()) awaitCancellation()
        throw Failure("passphrase-wrong", triesLeft = 4)
    }

    override suspend fun newRecoveryWords(passphrase: CharArray) =
        "anchor lemon saddle window copper ticket violin garden mirror salmon ribbon castle".toCharArray()

    override suspend fun verify() =
        if (damaged) Checked(false, listOf("problem-older", "problem-key-copy")) else Checked(true, emptyList())

    override suspend fun parts(length: Int) = List(4) { part -> "PCC1 4/${part + 1} " + "MFRGGZDFMZTWQ2LK".repeat(8) }

    override fun collector() = object : Collector {
        override val missing = listOf(1, 3)

        override suspend fun add(text: String) = Unit

        override suspend fun takeIn() = Outcome(emptyList())
    }

    override suspend fun meet(stream: Duplex, calling: Boolean) = object : Encounter {
        override val code = "204 117"

        override suspend fun exchange(): Outcome = awaitCancellation()

        override fun close() = Unit
    }

    /** The questions of a form of which an office has nothing else. */
    override val forms: Forms = object : Forms by phone.forms {
        override suspend fun begin(checklist: String) = Draft(checklist)

        override suspend fun questions(draft: Draft, language: String) =
            if (draft.checklist == WATER) asked else emptyList()
    }

    override suspend fun checklist(draft: Draft, language: String) =
        if (draft.checklist == WATER) Checklist("Water", null, false, null, emptyList()) else phone.checklist(draft, language)

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

private const val WATER = "water"

private fun asked(
    name: String,
    widget: Widget,
    label: String,
    value: Value? = null,
    choices: List<Choice> = emptyList(),
    wrong: String = "",
): Question {
    val (required, repeats) = wrong.isNotEmpty() to (widget == Widget.Repeat)
    return Question(Place(name), null, widget, label, "", false, required, repeats, 1, value, choices, false, wrong)
}

/** An office writes its forms in its own words, here in English. */
private val asked = listOf(
    asked(
        "source",
        Widget.SelectOne,
        "Where is it fetched?",
        Value.Text("well"),
        listOf(Choice("well", "A well"), Choice("river", "The river")),
    ),
    asked("litres", Widget.Integer, "How many litres a day?", Value.Whole(4000), wrong = "At most 500 litres."),
    asked("picture", Widget.Media(MediaKind.IMAGE), "A picture of it"),
    asked("houses", Widget.Repeat, "Houses"),
)

internal val begun = Draft(
    "person",
    age = Age.ADULT,
    answers = listOf("labour.1", "labour.2", "labour.5", "general.3", "general.19").associateWith { Answer.OBSERVED },
)

/** How a picture is taken. */
internal data class Setting(val language: String, val look: Look, val width: Int, val font: Float) {
    override fun toString() = "$language-${look.name.lowercase()}-$width-${(font * 100).toInt()}"
}

/**
 * A screen, brought to where there is something to see. [read]: somebody reads the questions aloud; [damaged]:
 * something is wrong with what is stored.
 */
internal class Shot(
    val name: String,
    val door: Door = Door.OPEN,
    val read: Boolean = false,
    val damaged: Boolean = false,
    val bring: App.() -> Unit,
)

internal val shots: List<Shot> = listOf(
    Shot("enrol", Door.NOT_ENROLLED) {},
    Shot("prints", Door.NOT_ENROLLED) { enrolling(EnrolScreen.Event.Next) },
    Shot("prints-differ", Door.NOT_ENROLLED) { enrolling(EnrolScreen.Event.Next, EnrolScreen.Event.Differ) },
    Shot("first-passphrase", Door.NOT_ENROLLED) { enrolling(EnrolScreen.Event.Next, EnrolScreen.Event.Same) },
    Shot("prints-phone", Door.NOT_ENROLLED) {
        enrolling(EnrolScreen.Event.Next, EnrolScreen.Event.Same, EnrolScreen.Event.Enrol(CharArray(1), CharArray(1)))
    },
    Shot("unlock-working", Door.LOCKED) {
        (state.value.top as UnlockScreen).on(UnlockScreen.Event.Unlock(CharArray(1)))
    },
    Shot("recover", Door.LOCKED) { (state.value.top as UnlockScreen).on(UnlockScreen.Event.Forgotten) },
    Shot("neutral") { leave() },
    Shot("unlock", Door.LOCKED) {
        (state.value.top as UnlockScreen).on(UnlockScreen.Event.Unlock(CharArray(0)))
    },
    Shot("today") {},
    Shot("screening") { open(ScreeningScreen(this, begun)) },
    Shot("form") { open(ScreeningScreen(this, Draft(WATER))) },
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
    Shot("alone-heard") { open(AloneScreen(this, heard)) },
    Shot("guidance") {
        val guidance = GuidanceScreen(this)
        open(guidance)
        guidance.on(GuidanceScreen.Event.Fold(guidance.state.value.cards!![3].title))
    },
    Shot("carry") { open(CarryScreen(this)) },
    Shot("meet") { open(MeetScreen(this)) },
    Shot("meet-code") {
        val meet = MeetScreen(this)
        open(meet)
        meet.on(MeetScreen.Event.Address("here:1"))
        meet.on(MeetScreen.Event.Call)
    },
    Shot("parts-out") { open(PartsOutScreen(this)) },
    Shot("parts-in") {
        val parts = PartsInScreen(this)
        open(parts)
        parts.on(PartsInScreen.Event.Text("PCC1"))
        parts.on(PartsInScreen.Event.Add)
    },
    Shot("records") { open(RecordsScreen(this)) },
    Shot("record") { open(RecordScreen(this, "b")) },
    Shot("amend") { open(AmendScreen(this, "b", begun)) },
    Shot("passphrase") { open(PassphraseScreen(this)) },
    Shot("recovery-words") {
        val made = WordsScreen(this)
        open(made)
        made.on(WordsScreen.Event.Make(CharArray(1)))
    },
    Shot("duress") { open(DuressScreen(this)) },
    Shot("escrow") { open(EscrowScreen(this)) },
    Shot("check") { open(CheckScreen(this)) },
    Shot("check-bad", damaged = true) { open(CheckScreen(this)) },
    Shot("settings") { open(SettingsScreen(this)) },
    Shot("clean") { open(CleanScreen(this)) },
)

private fun App.enrolling(vararg events: EnrolScreen.Event) = events.forEach((state.value.top as EnrolScreen)::on)

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
private val heard = AloneOutcome(
    listOf(Choice("urgent.medical", "Medical care")),
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
        val still = Still(phone, Settings(setting.language, setting.look), shot.door, shot.read, shot.damaged)
        val scope = CoroutineScope(Dispatchers.Unconfined + SupervisorJob())
        val app = App(still, FakeDevice(setting.language), FakeNeighbours(), scope)
        app.start()
        app.look(setting.look)
        shot.bring(app)
        return app
    }

    override fun close() = phone.close()
}

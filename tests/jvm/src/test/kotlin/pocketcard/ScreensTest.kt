package pocketcard

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Apart
import pocketcard.kit.Basis
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.FakePocketcard
import pocketcard.kit.Look
import pocketcard.kit.Need
import pocketcard.kit.RecordLine
import pocketcard.kit.Reply
import pocketcard.kit.Service
import pocketcard.kit.ServiceFound
import pocketcard.kit.Topic
import pocketcard.kit.Waiting
import pocketcard.kit.Whose
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AloneState
import pocketcard.kit.screens.App
import pocketcard.kit.screens.CarryScreen
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EnrolState
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.MeetState
import pocketcard.kit.screens.Neighbours
import pocketcard.kit.screens.NeutralScreen
import pocketcard.kit.screens.PartsInScreen
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.Screen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.ServicesScreen
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.TellScreen
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.UnlockScreen

/** What every screen does with what happens on it, without a core: what is asked is answered at once. */
class ScreensTest {
    private val phone = FakePocketcard()
    private val device = FakeDevice()
    private val app = app(phone)

    private fun app(phone: FakePocketcard, neighbours: Neighbours = FakeNeighbours()) =
        App(phone, device, neighbours, CoroutineScope(Dispatchers.Unconfined + SupervisorJob())).apply { start() }

    private inline fun <reified S : Screen<*, *>> App.seen(): S = assertInstanceOf(S::class.java, state.value.top)

    private fun App.unlock(typed: String = "right") =
        seen<UnlockScreen>().on(UnlockScreen.Event.Unlock(typed.toCharArray()))

    @Test
    fun `a wrong passphrase is said, and cleared`() {
        val typed = "wrong".toCharArray()
        app.seen<UnlockScreen>().on(UnlockScreen.Event.Unlock(typed))
        assertEquals("passphrase-wrong", app.state.value.notice?.failure)
        assertTrue(typed.all { it == '\u0000' })
        app.unlock()
        app.seen<TodayScreen>()
        assertNull(app.state.value.notice)
    }

    @Test
    fun `a phone is set up only when the words were compared`() {
        val fresh = app(FakePocketcard(Door.NOT_ENROLLED))
        device.picked = "invitation".toByteArray()
        val screen = fresh.seen<EnrolScreen>()
        screen.on(EnrolScreen.Event.File)
        assertEquals(EnrolState.Step.OFFICE to "office words", screen.state.value.run { step to prints })
        screen.on(EnrolScreen.Event.Differ)
        assertEquals(EnrolState.Step.WRONG, screen.state.value.step)
        assertTrue(fresh.back(), "another invitation can be tried")
        screen.on(EnrolScreen.Event.Next)
        screen.on(EnrolScreen.Event.Same)
        screen.on(EnrolScreen.Event.Enrol("a".toCharArray(), "b".toCharArray()))
        assertTrue(screen.state.value.differ)
        screen.on(EnrolScreen.Event.Enrol("a".toCharArray(), "a".toCharArray()))
        assertEquals(EnrolState.Step.PHONE to "six words", screen.state.value.run { step to prints })
        screen.on(EnrolScreen.Event.Same)
        fresh.seen<TodayScreen>()
    }

    @Test
    fun `whatever is entered is kept at once, and there after the app was killed`() {
        app.unlock()
        app.seen<TodayScreen>().on(TodayScreen.Event.Begin("person"))
        val screen = app.seen<ScreeningScreen>()
        assertTrue(phone.drafts.isEmpty(), "nothing was entered yet")
        screen.on(ScreeningScreen.Event.Answered("general.1", Answer.OBSERVED))
        assertEquals(Answer.OBSERVED, screen.state.value.answer("general.1"))
        screen.on(ScreeningScreen.Event.Note("blue door"))
        screen.on(ScreeningScreen.Event.Aged(Age.CHILD))
        assertTrue(screen.state.value.kept)
        // Killed here: another app finds the draft.
        val kept = phone.drafts.values.single()
        assertEquals(Triple("blue door", Age.CHILD, Answer.OBSERVED), Triple(kept.note, kept.age, kept.answers["general.1"]))
        phone.lock()
        val again = app(phone)
        again.unlock()
        again.seen<TodayScreen>().on(TodayScreen.Event.Resume(kept.id!!))
        assertEquals("blue door", again.seen<ScreeningScreen>().state.value.draft.note)
        again.seen<ScreeningScreen>().on(ScreeningScreen.Event.Finish)
        again.seen<FindingScreen>()
        assertTrue(phone.drafts.isEmpty())
    }

    @Test
    fun `what cannot be kept is said, and stays on the glass`() {
        app.unlock()
        app.open(ScreeningScreen(app, Draft("person")))
        phone.failure = Failure("storage-full")
        val screen = app.seen<ScreeningScreen>()
        screen.on(ScreeningScreen.Event.Note("blue door"))
        assertEquals("storage-full", app.state.value.notice?.failure)
        assertEquals("blue door" to false, screen.state.value.run { draft.note to kept })
        // Space was freed: the next letter keeps everything.
        screen.on(ScreeningScreen.Event.Note("blue doors"))
        assertEquals("blue doors", phone.drafts.values.single().note)
    }

    @Test
    fun `where no service is known a reason is asked for`() {
        app.unlock()
        app.open(ScreeningScreen(app, Draft("person")))
        phone.failure = Failure("no-service-here")
        app.seen<ScreeningScreen>().on(ScreeningScreen.Event.Finish)
        assertTrue(app.seen<ScreeningScreen>().state.value.asksReason)
    }

    @Test
    fun `what concerns our own people becomes a report of its own`() {
        app.unlock()
        app.open(ScreeningScreen(app, Draft("person")))
        val screen = app.seen<ScreeningScreen>()
        screen.on(ScreeningScreen.Event.Note("blue door"))
        phone.apart = Apart(phone.drafts.values.single(), Draft("misconduct"))
        phone.failure = Failure("allegation")
        screen.on(ScreeningScreen.Event.Finish)
        assertEquals(setOf("person", "misconduct"), phone.drafts.values.map { it.checklist }.toSet())
        assertEquals("screen-apart", app.state.value.notice?.word)
        screen.on(ScreeningScreen.Event.Finish)
        app.seen<FindingScreen>()
        assertEquals("misconduct", phone.drafts.values.single().checklist)
    }

    @Test
    fun `one gesture leaves, locked, and nothing brings a readable screen back by itself`() {
        app.unlock()
        app.open(ScreeningScreen(app, Draft("person")))
        app.leave()
        app.seen<NeutralScreen>()
        assertEquals(Door.LOCKED to 1, phone.door.value to device.left)
        assertEquals(1, app.state.value.screens.size)
        app.front()
        app.seen<NeutralScreen>().on(NeutralScreen.Open)
        app.seen<UnlockScreen>()
    }

    @Test
    fun `a phone that locks itself shows nothing any more`() {
        app.unlock()
        app.open(SettingsScreen(app))
        phone.lock()
        assertEquals(listOf(UnlockScreen::class), app.state.value.screens.map { it::class })
    }

    @Test
    fun `language and look are the phone's, and are there after the next unlock`() {
        app.unlock()
        app.speakAlways("ar")
        app.look(Look.SUN)
        assertTrue(app.state.value.words!!.rightToLeft)
        phone.lock()
        val again = app(phone)
        assertEquals("en", again.language, "the phone tells nothing before it is unlocked")
        again.unlock()
        assertEquals("ar" to Look.SUN, again.language to again.state.value.look)
    }

    @Test
    fun `a referral rests on the word of a caregiver for a child, and refusing gives the card too`() {
        app.unlock()
        phone.services += Service("clinic", "Clinic", listOf("Free help", "Clinic"), emptyList())
        app.open(ReferScreen(app, "record", child = true))
        val screen = app.seen<ReferScreen>()
        assertEquals(Basis.CAREGIVER, screen.state.value.basis)
        screen.on(ReferScreen.Event.Agreed)
        assertTrue(phone.referrals.isEmpty(), "no service was chosen")
        screen.on(ReferScreen.Event.Chose("clinic"))
        screen.on(ReferScreen.Event.Agreed)
        assertEquals("clinic", phone.referrals.single().consent?.service)
        app.open(ReferScreen(app, "record", child = false))
        app.seen<ReferScreen>().on(ReferScreen.Event.Declined)
        assertNull(phone.referrals.last().consent)
        assertEquals(listOf("card"), app.seen<ReferScreen>().state.value.card)
        app.open(ReferScreen(app, "record", child = false))
        app.seen<ReferScreen>().on(ReferScreen.Event.Statistics)
        app.seen<ReferScreen>().on(ReferScreen.Event.Declined)
        val counted = phone.referrals.last().consent!!
        assertEquals(Triple(null, true, false), Triple(counted.service, counted.statistics, counted.accountability))
        assertFalse(app.seen<ReferScreen>().state.value.agreed)
    }

    @Test
    fun `only who types the other's code exchanges`() {
        val neighbours = FakeNeighbours()
        val (here, there) = List(2) { app(FakePocketcard(), neighbours).apply { unlock() } }
        listOf(here, there).forEach { it.open(MeetScreen(it)) }
        here.seen<MeetScreen>().on(MeetScreen.Event.Wait)
        assertEquals("here:1", here.seen<MeetScreen>().state.value.address)
        val caller = there.seen<MeetScreen>()
        caller.on(MeetScreen.Event.Address("elsewhere"))
        caller.on(MeetScreen.Event.Call)
        assertEquals("meet-address", there.state.value.notice?.failure)
        caller.on(MeetScreen.Event.Address("here:1"))
        caller.on(MeetScreen.Event.Call)
        caller.on(MeetScreen.Event.Code("204117"))
        caller.on(MeetScreen.Event.Exchange)
        assertEquals(MeetState.Step.DONE, caller.state.value.step)
        val waiter = here.seen<MeetScreen>()
        waiter.on(MeetScreen.Event.Code("204 118"))
        waiter.on(MeetScreen.Event.Exchange)
        assertEquals(MeetState.Step.DIFFERENT, waiter.state.value.step)
    }

    @Test
    fun `codes are taken in from the camera until none is missing`() {
        app.unlock()
        app.open(CarryScreen(app))
        app.seen<CarryScreen>().on(CarryScreen.Event.PARTS_IN)
        device.codes += listOf("two", "one")
        val screen = app.seen<PartsInScreen>()
        screen.on(PartsInScreen.Event.Scan)
        assertEquals(listOf("carried-new" to 1L), screen.state.value.outcome?.counts)
    }

    @Test
    fun `records come a page at a time`() {
        app.unlock()
        phone.lines += List(120) { RecordLine("r$it", "record-screening", "", "", 0, true, true) }
        app.open(RecordsScreen(app))
        val screen = app.seen<RecordsScreen>()
        val sizes = List(3) {
            screen.state.value.run { lines.size to more }.also { screen.on(RecordsScreen.Event.More) }
        }
        assertEquals(listOf(50 to true, 100 to true, 120 to false), sizes)
        app.back()
        assertFalse(app.back(), "the first screen has none behind it")
    }

    @Test
    fun `whether answers may be announced is asked when there can be some, and once`() {
        device.mayAnnounce = false
        app.unlock()
        assertFalse(app.seen<TodayScreen>().state.value.asksToAnnounce, "nothing was sent")
        phone.waiting += Waiting("parcel", 4096, "state-sealed", "waits-carrier")
        app.seen<TodayScreen>().enter()
        assertTrue(app.seen<TodayScreen>().state.value.asksToAnnounce)
        app.seen<TodayScreen>().on(TodayScreen.Event.Announce)
        assertTrue(device.mayAnnounce)
        device.mayAnnounce = false
        app.seen<TodayScreen>().enter()
        assertFalse(app.seen<TodayScreen>().state.value.asksToAnnounce)
    }

    @Test
    fun `of a service the office is told what was found, and of a new one no service is named`() {
        app.unlock()
        phone.services += Service("clinic", "Clinic", listOf("card"), emptyList())
        val today = app.seen<TodayScreen>()
        today.on(TodayScreen.Event.Go(TodayScreen.Place.SERVICES))
        app.seen<ServicesScreen>().on(ServicesScreen.Event.Tell("clinic"))
        val known = app.seen<TellScreen>()
        assertFalse(known.state.value.complete)
        known.on(TellScreen.Event.Found(ServiceFound.UNSAFE))
        assertTrue(known.state.value.complete)
        phone.failure = Failure("storage-full")
        known.on(TellScreen.Event.Send)
        assertEquals("storage-full", app.state.value.notice?.failure)
        app.seen<TellScreen>().on(TellScreen.Event.Send)
        assertEquals("tell-done", app.state.value.notice?.word)
        app.home()
        today.on(TodayScreen.Event.Go(TodayScreen.Place.TELL))
        val new = app.seen<TellScreen>()
        new.on(TellScreen.Event.Chose("clinic"))
        new.on(TellScreen.Event.Found(ServiceFound.NEW))
        new.on(TellScreen.Event.Note("a new house"))
        new.on(TellScreen.Event.Send)
        app.seen<TodayScreen>()
        val told = listOf(Triple("clinic", ServiceFound.UNSAFE, ""), Triple(null, ServiceFound.NEW, "a new house"))
        assertEquals(told, phone.reports)
    }

    @Test
    fun `a case is explained by what was answered, and no draft is kept of it`() {
        app.unlock()
        app.seen<TodayScreen>().on(TodayScreen.Event.Go(TodayScreen.Place.PRACTICE))
        val list = app.seen<PracticeScreen>()
        list.on(PracticeScreen.Begin(list.state.value.cases!!.single()))
        val case = app.seen<CaseScreen>()
        case.on(CaseScreen.Event.Aged(Age.ADULT))
        case.on(CaseScreen.Event.Answered("labour.1", Answer.TOLD))
        assertNull(case.state.value.lessons)
        case.on(CaseScreen.Event.Finish)
        assertEquals(listOf("labour.1"), case.state.value.lessons!!.single().points)
        case.enter()
        assertEquals(Age.ADULT, phone.practice.done.single().age, "explained once")
        assertTrue(phone.drafts.isEmpty())
        case.on(CaseScreen.Event.Done)
        assertEquals(1, app.seen<PracticeScreen>().state.value.cases!!.single().times)
    }

    private fun sitting(): AloneScreen {
        app.unlock()
        app.seen<TodayScreen>().on(TodayScreen.Event.Go(TodayScreen.Place.ALONE))
        val alone = app.seen<AloneScreen>()
        alone.on(AloneScreen.Event.Open)
        assertEquals("alone-not-alone", app.state.value.notice?.failure)
        alone.on(AloneScreen.Event.Confirmed)
        alone.on(AloneScreen.Event.Aged(Age.ADULT))
        alone.on(AloneScreen.Event.Open)
        repeat(2) { alone.on(AloneScreen.Event.Next) }
        assertEquals(AloneState.Step.QUESTION, alone.state.value.step)
        assertEquals(Age.ADULT, phone.alone.gate?.age)
        return alone
    }

    @Test
    fun `a person who breaks off leaves one word on a locked phone, and needs are heard after unlocking`() {
        val alone = sitting()
        assertSame(Reply.Skip, alone.state.value.reply)
        alone.on(AloneScreen.Event.Touched(Reply.Yes))
        alone.on(AloneScreen.Event.Next)
        alone.on(AloneScreen.Event.Needs(Need.DOCTOR))
        alone.on(AloneScreen.Event.Needs(Need.FOOD))
        alone.on(AloneScreen.Event.Needs(Need.FOOD))
        alone.on(AloneScreen.Event.Next)
        assertEquals(AloneState.Step.SHARE to Reply.No, alone.state.value.run { step to reply })
        assertTrue(app.back(), "back ends it too")
        val neutral = app.seen<NeutralScreen>()
        assertEquals(Door.LOCKED to "Weather", phone.door.value to neutral.state.value)
        neutral.on(NeutralScreen.Open)
        app.unlock()
        val heard = app.seen<AloneScreen>().state.value.heard!!
        assertEquals(listOf("DOCTOR"), heard.needs.map { it.first.id })
        assertTrue(heard.shared.isEmpty() && heard.urgent)
        assertEquals(phone.drafts.keys, setOf(heard.draft), "what was begun is kept")
        app.seen<AloneScreen>().on(AloneScreen.Event.GoOn)
        app.seen<ScreeningScreen>()
        app.phone.lock()
        app.unlock()
        app.seen<TodayScreen>()
    }

    @Test
    fun `a page is read with its answers where somebody was recorded, and quiet where it ends`() {
        val (first, yes, need) = List(3) { byteArrayOf(it.toByte()) }
        phone.alone.recorded = mapOf("You may stop." to first, "Yes" to yes, "alone-need-food" to need)
        val alone = sitting()
        assertEquals(Whose.WOMAN, phone.alone.voice?.whose, "the first that there is")
        assertEquals(listOf("Yes"), alone.state.value.sounds)
        alone.on(AloneScreen.Event.Listen)
        assertArrayEquals(yes, device.played.single())
        alone.on(AloneScreen.Event.Next)
        assertFalse(device.playing)
        assertEquals(listOf("alone-need-food"), alone.state.value.sounds)
        device.loudspeaker = false
        alone.on(AloneScreen.Event.Listen)
        assertTrue(alone.state.value.silent)
        alone.on(AloneScreen.Event.Next)
        assertFalse(alone.state.value.silent, "another page")
        device.playing = true
        alone.on(AloneScreen.Event.End)
        assertFalse(device.playing)
    }

    @Test
    fun `outside of a person's pages nothing is heard`() {
        phone.alone.recorded = listOf("You may stop.", "Alone?", "Show?", "Yes", "No", "Skip", "End").associateWith { byteArrayOf(1) }
        app.unlock()
        app.seen<TodayScreen>().on(TodayScreen.Event.Go(TodayScreen.Place.ALONE))
        val alone = app.seen<AloneScreen>()
        val listen = { alone.on(AloneScreen.Event.Listen) }
        listen()
        alone.on(AloneScreen.Event.Confirmed)
        alone.on(AloneScreen.Event.Aged(Age.ADULT))
        alone.on(AloneScreen.Event.Open)
        assertEquals(AloneState.Step.HAND_OVER, alone.state.value.step)
        listen()
        assertFalse(alone.state.value.silent, "nothing was to be heard")
        assertEquals(0, device.played.size)
        alone.on(AloneScreen.Event.Next)
        listen()
        assertEquals(1, device.played.size, "the person's first page")
        alone.on(AloneScreen.Event.End)
        listen()
        assertFalse(device.playing)
        assertEquals(1, device.played.size, "the sitting is over")
    }

    @Test
    fun `no to being alone ends it, and so does one touch`() {
        val no = listOf(AloneScreen.Event.Touched(Reply.No), AloneScreen.Event.Next)
        for (end in listOf(no, listOf(AloneScreen.Event.End))) {
            val alone = sitting()
            end.forEach(alone::on)
            assertEquals(Door.LOCKED, phone.door.value)
            app.seen<NeutralScreen>().on(NeutralScreen.Open)
            app.unlock()
            assertTrue(app.seen<AloneScreen>().state.value.heard!!.needs.isEmpty())
            app.seen<AloneScreen>().on(AloneScreen.Event.Done)
            app.phone.lock()
        }
    }

    @Test
    fun `answers are shown where the person says so, once the phone was unlocked, and until they were heard`() {
        val alone = sitting()
        alone.on(AloneScreen.Event.Touched(Reply.Yes))
        repeat(2) { alone.on(AloneScreen.Event.Next) }
        alone.on(AloneScreen.Event.Touched(Reply.Yes))
        alone.on(AloneScreen.Event.Next)
        val neutral = app.seen<NeutralScreen>()
        assertEquals(Door.LOCKED to "Weather", phone.door.value to neutral.state.value)
        assertFalse(app.back(), "no way behind it")
        neutral.on(NeutralScreen.Open)
        app.seen<UnlockScreen>()
        repeat(2) {
            app.unlock()
            assertTrue(Topic.BY_YOURSELF to Reply.Yes in app.seen<AloneScreen>().state.value.heard!!.shared)
            if (it == 0) app.phone.lock()
        }
        app.seen<AloneScreen>().on(AloneScreen.Event.Done)
        app.seen<TodayScreen>()
        app.phone.lock()
        app.unlock()
        app.seen<TodayScreen>()
    }

    @Test
    fun `a phone that is taken back before it was handed over tells of nothing`() {
        app.unlock()
        app.seen<TodayScreen>().on(TodayScreen.Event.Go(TodayScreen.Place.ALONE))
        val alone = app.seen<AloneScreen>()
        alone.on(AloneScreen.Event.Confirmed)
        alone.on(AloneScreen.Event.Aged(Age.ADULT))
        alone.on(AloneScreen.Event.Open)
        assertTrue(app.back())
        assertEquals(AloneState.Step.GATE, alone.state.value.step)
        app.phone.lock()
        app.unlock()
        app.seen<TodayScreen>()
    }
}

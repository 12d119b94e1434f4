package pocketcard.desktop

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Wifi
import pocketcard.kit.screens.App
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.MeetState
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.Screen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.TodayScreen

/**
 * Does what two people would do in two windows, on the same screens without drawing them: the first screens and
 * refers, meets the second, the second sends, the office answers, and the answer comes back the same way.
 */
public suspend fun tryOut(office: PracticeOffice, phones: List<CorePocketcard>, say: (String) -> Unit) {
    val scope = CoroutineScope(Dispatchers.Default.limitedParallelism(1) + SupervisorJob())
    try {
        val (first, second) = phones.map { Person(App(it, Computer({ null }, {}), Wifi(), scope)) }
        val code = first.screensAndRefers()
        say("patrol-1 screened $code and offered a referral; it has no network")
        meet(first, second)
        say("patrol-1 met patrol-2, and each typed the other's code; patrol-2 carries what it cannot read")
        second.sends()
        withContext(Dispatchers.IO) { office.collect() }
        val inbox = withContext(Dispatchers.IO) { office.inbox() }
        check(code in inbox) { "the desk did not file it: $inbox" }
        say("patrol-2 reached the hub, and the desk filed:")
        inbox.trimEnd().lines().forEach(say)
        val record = phones.first().records(0, PAGE).first { it.kind == "record-screening" }.id
        withContext(Dispatchers.IO) {
            office.run("answer", record, "--text", ANSWER)
            office.collect()
        }
        second.sends()
        meet(first, second)
        first.sees(ANSWER)
        say("the desk's answer and receipts came back: nothing waits on patrol-1 any more")
    } finally {
        scope.cancel()
    }
}

private suspend fun meet(one: Person, other: Person) {
    val waiting = other.opens(MeetScreen(other.app))
    waiting.on(MeetScreen.Event.Wait)
    until("an address") { waiting.state.value.run { step == MeetState.Step.WAITING && address.isNotEmpty() } }
    val calling = one.opens(MeetScreen(one.app))
    calling.on(MeetScreen.Event.Address("127.0.0.1:" + waiting.state.value.address.substringAfterLast(':')))
    calling.on(MeetScreen.Event.Call)
    val screens = listOf(waiting, calling)
    until("both codes") { screens.all { it.state.value.step == MeetState.Step.CODE } }
    val codes = screens.map { it.state.value.code }
    screens.zip(codes.reversed()).forEach { (screen, code) ->
        screen.on(MeetScreen.Event.Code(code))
        screen.on(MeetScreen.Event.Exchange)
    }
    until("the exchange") { screens.all { it.state.value.step == MeetState.Step.DONE } }
    listOf(one, other).forEach { it.app.home() }
}

/** Somebody with a phone in the hand. */
private class Person(val app: App) {
    init {
        app.start()
    }

    fun <S : Screen<*, *>> opens(screen: S): S = screen.also { app.open(it) }

    private suspend inline fun <reified S : Screen<*, *>> seen(): S {
        until(S::class.simpleName.orEmpty()) { app.state.value.top is S }
        return app.state.value.top as S
    }

    /** Gives the code that stands for the person. */
    suspend fun screensAndRefers(): String {
        seen<TodayScreen>().on(TodayScreen.Event.Begin("person"))
        val screening = seen<ScreeningScreen>()
        until("the checklist") { screening.state.value.checklist != null }
        screening.on(ScreeningScreen.Event.Aged(Age.ADULT))
        SIGNS.forEach { screening.on(ScreeningScreen.Event.Answered(it, Answer.OBSERVED)) }
        until("what was entered is kept") { screening.state.value.kept }
        screening.on(ScreeningScreen.Event.Finish)
        val finding = seen<FindingScreen>()
        val code = finding.state.value.code
        finding.on(FindingScreen.Event.REFER)
        val refer = seen<ReferScreen>()
        until("services") { refer.state.value.services.isNotEmpty() }
        refer.on(ReferScreen.Event.Chose(refer.state.value.services.first().id))
        refer.on(ReferScreen.Event.Agreed)
        until("the card") { refer.state.value.card != null }
        refer.on(ReferScreen.Event.Done)
        seen<TodayScreen>()
        return code
    }

    suspend fun sends() {
        val today = seen<TodayScreen>()
        today.on(TodayScreen.Event.Sync)
        until("what came of sending") { today.state.value.run { outcome != null && syncing == null } }
    }

    suspend fun sees(answer: String) {
        val today = seen<TodayScreen>()
        until("the answer") { today.state.value.today?.run { waiting.isEmpty() && answers.any { it.text == answer } } == true }
    }
}

private suspend fun until(what: String, so: () -> Boolean) {
    withTimeoutOrNull(PATIENCE_MILLIS) {
        while (!so()) delay(LOOK_MILLIS)
        true
    } ?: error("waited in vain for: $what")
}

private val SIGNS = listOf("labour.1", "labour.2", "labour.5", "general.3", "general.19")
private const val ANSWER = "a colleague is on the way"
private const val PAGE = 50
private const val PATIENCE_MILLIS = 60_000L
private const val LOOK_MILLIS = 20L

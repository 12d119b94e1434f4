package pocketcard.kit.screens

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import pocketcard.kit.Door
import pocketcard.kit.Failure
import pocketcard.kit.Language
import pocketcard.kit.Look
import pocketcard.kit.Pocketcard
import pocketcard.kit.Settings
import pocketcard.kit.Words

/** What is on the glass. */
public data class AppState(
    /** `null` until the core has answered for the first time: an empty page is drawn meanwhile. */
    val words: Words? = null,
    val languages: List<Language> = emptyList(),
    val look: Look = Look.DEVICE,
    /** From the first to the one that is seen. */
    val screens: List<Screen<*, *>> = emptyList(),
    val busy: Boolean = false,
    val notice: Notice? = null,
) {
    public val top: Screen<*, *>? get() = screens.lastOrNull()
    public val canGoBack: Boolean get() = screens.size > 1
}

/** Something to be told: an error's code, or an id of words. */
public data class Notice(val failure: String? = null, val word: String? = null, val triesLeft: Int? = null)

/** The app: which screen is seen, in which words. It keeps nothing itself. Everything happens in [scope]. */
public class App(
    public val phone: Pocketcard,
    public val device: Device,
    public val neighbours: Neighbours,
    internal val scope: CoroutineScope,
) {
    private val states = MutableStateFlow(AppState())
    private var settings = Settings()
    private val choosing = Mutex()
    private var idle: Job? = null

    /** Behind the neutral screen nothing is shown, whatever happens to the phone. */
    private var hidden = false

    public val state: StateFlow<AppState> get() = states

    /** The language that the screens speak. */
    public val language: String get() = states.value.words?.tag ?: device.language

    public fun start() {
        scope.launch {
            phone.start()
            val languages = phone.languages()
            speak(device.language)
            states.update { it.copy(languages = languages) }
            show(phone.door.value)
            phone.door.drop(1).distinctUntilChanged().collect { show(it) }
        }
    }

    /** Puts a screen on top. */
    public fun open(screen: Screen<*, *>) {
        states.update { it.copy(screens = it.screens + screen, notice = null) }
        screen.enter()
    }

    /** Puts a screen in the place of the one on top. */
    public fun replace(screen: Screen<*, *>) {
        pop()
        open(screen)
    }

    /** Goes back one screen. `false` where there is none to go back to. */
    public fun back(): Boolean {
        val state = states.value
        if (state.top?.back() == true) return true
        if (!state.canGoBack) return false
        pop()
        states.value.top?.enter()
        return true
    }

    /** Goes back to the first screen. */
    public fun home() {
        while (states.value.canGoBack) pop()
        states.value.top?.enter()
    }

    /** One gesture from anywhere: locked, nothing readable, a neutral screen. */
    public fun leave() {
        hide(NeutralScreen(this))
        device.leave()
    }

    /** Locks, and shows nothing else until somebody touches the glass. */
    internal fun hide(behind: NeutralScreen) {
        hidden = true
        phone.lock()
        clear(behind)
    }

    /** The neutral screen was opened. */
    internal fun comeBack() {
        hidden = false
        show(phone.door.value)
    }

    /** The user touched the glass. */
    public fun touched() {
        if (phone.door.value != Door.OPEN) return
        scope.launch { runCatching { phone.touch() } }
    }

    /** The app came to the front. */
    public fun front() {
        idle?.cancel()
        idle = scope.launch {
            if (phone.door.value == Door.OPEN) runCatching { phone.resume() }
            while (true) {
                runCatching { phone.lockIfIdle() }
                delay(IDLE_LOOK_MILLIS)
            }
        }
    }

    /** The app is no longer seen. */
    public fun behind() {
        idle?.cancel()
        if (phone.door.value == Door.OPEN) scope.launch { runCatching { phone.freeze() } }
    }

    public fun dismiss(): Unit = states.update { it.copy(notice = null) }

    /** Speaks this language, from here on and after the next unlock. */
    public fun speakAlways(tag: String) {
        scope.launch {
            // Kept first: anyone who locks once the words are there finds them after the next unlock.
            choose { it.copy(language = tag) }
            speak(tag)
            states.value.top?.enter()
        }
    }

    public fun look(look: Look) {
        scope.launch {
            choose { it.copy(look = look) }
            states.update { it.copy(look = look) }
        }
    }

    internal fun tell(word: String) = states.update { it.copy(notice = Notice(word = word)) }

    internal fun tell(failure: Failure) =
        states.update { it.copy(notice = Notice(failure.code, triesLeft = failure.triesLeft)) }

    internal fun busy(busy: Boolean) = states.update { it.copy(busy = busy) }

    /** One choice after the other: an earlier one must not be written over a later one. */
    private suspend fun choose(change: (Settings) -> Settings) {
        choosing.withLock {
            settings = change(settings)
            if (phone.door.value != Door.OPEN) return
            try {
                phone.choose(settings)
            } catch (failed: Failure) {
                tell(failed)
            }
        }
    }

    private suspend fun speak(tag: String) {
        val words = phone.words(tag)
        states.update { it.copy(words = words) }
    }

    private fun show(door: Door) {
        if (hidden) return
        when (door) {
            Door.NOT_ENROLLED -> clear(EnrolScreen(this))
            // Somebody may be typing already.
            Door.LOCKED -> if (states.value.top !is UnlockScreen) clear(UnlockScreen(this))
            Door.OPEN -> scope.launch { opened() }
        }
    }

    private suspend fun opened() {
        settings = try {
            phone.settings()
        } catch (failed: Failure) {
            Settings()
        }
        speak(settings.language.ifEmpty { device.language })
        states.update { it.copy(look = settings.look) }
        // The one who enrolled goes on to compare fingerprints.
        if (states.value.top is EnrolScreen) return
        clear(TodayScreen(this))
        hear()
    }

    /** What somebody answered alone before the phone was locked. */
    private suspend fun hear() {
        try {
            phone.alone.hear(language)?.let { open(AloneScreen(this, it)) }
        } catch (failed: Failure) {
            tell(failed)
        }
    }

    internal fun clear(first: Screen<*, *>) {
        states.value.screens.forEach { it.close() }
        states.update { it.copy(screens = listOf(first), busy = false, notice = null) }
        first.enter()
    }

    private fun pop() {
        val top = states.value.top ?: return
        states.update { it.copy(screens = it.screens.dropLast(1), notice = null) }
        top.close()
    }

    private companion object {
        const val IDLE_LOOK_MILLIS = 5_000L
    }
}

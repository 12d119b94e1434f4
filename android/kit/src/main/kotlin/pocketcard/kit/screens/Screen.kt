package pocketcard.kit.screens

import java.io.InputStream
import java.io.OutputStream
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import pocketcard.kit.Duplex
import pocketcard.kit.Failure
import pocketcard.kit.Pocketcard

/** One screen: its state goes out, what happens on it comes in. */
public abstract class Screen<S, E>(protected val app: App, initial: S) {
    private val states = MutableStateFlow(initial)
    private val job = SupervisorJob(app.scope.coroutineContext.job)
    private var working: Job? = null

    protected val scope: CoroutineScope = CoroutineScope(app.scope.coroutineContext + job)
    protected val phone: Pocketcard get() = app.phone

    public val state: StateFlow<S> get() = states

    /** Something happened on the screen. */
    public abstract fun on(event: E)

    /** The screen is seen: for the first time, once more, or in another language. */
    public open fun enter() {}

    /** Whether [back] goes to an earlier step of this screen. */
    public open val hasStepBack: Boolean get() = false

    /** Back within the screen; `false` where there is nothing to go back to. */
    public open fun back(): Boolean = false

    /** The screen is gone. */
    public open fun close(): Unit = job.cancel()

    protected val now: S get() = states.value

    protected fun change(next: (S) -> S): Unit = states.update(next)

    /** Does what the user waits for, one thing at a time; says what went wrong. */
    protected fun work(what: suspend () -> Unit) {
        if (working?.isActive == true) return
        app.dismiss()
        app.busy(true)
        // Also where the screen is gone before it begins.
        working = scope.launch { guarded(what) }.also { it.invokeOnCompletion { app.busy(false) } }
    }

    /** Does what the user does not wait for. */
    protected fun aside(what: suspend () -> Unit): Job = scope.launch { guarded(what) }

    /** Stops what the user waits for. */
    protected fun stop(): Unit = working?.cancel() ?: Unit

    private suspend fun guarded(what: suspend () -> Unit) = try {
        what()
    } catch (stopped: CancellationException) {
        throw stopped
    } catch (failed: Failure) {
        failed(failed)
    }

    protected open fun failed(failure: Failure): Unit = app.tell(failure)
}

/** The bytes of a stream, but no more than so many. */
internal fun InputStream.atMost(limit: Int): ByteArray {
    val bytes = ByteArray(limit)
    var length = 0
    while (length < limit) {
        val read = read(bytes, length, limit - length)
        if (read < 0) break
        length += read
    }
    return bytes.copyOf(length)
}

/** What a platform lends beyond the core. Every call may throw [Failure]. */
public interface Device {
    /** Tag of the device's language. */
    public val language: String
    public val hasCamera: Boolean
    public val programVersion: String

    /** Whether the system shows a notice that something came. */
    public val mayAnnounce: Boolean

    /** Lets the system ask the user whether it may. */
    public suspend fun askToAnnounce()

    /**
     * Does an exchange that goes on when the app leaves the glass, where the system would end it otherwise. It tells how
     * many bytes are done, of how many; [bytes] is how many are known beforehand.
     */
    public suspend fun <T> goOn(bytes: Long, exchange: suspend (told: (Long, Long) -> Unit) -> T): T = exchange { _, _ -> }

    /** Lets the user pick a file; `null` where none was picked. */
    public suspend fun openFile(): InputStream?

    /** Lets the user say where a file goes; `null` where nowhere. */
    public suspend fun saveFile(name: String): OutputStream?

    /** Reads one code with the camera; `null` where the user stopped. */
    public suspend fun scan(): String?

    /** A JPEG without any word on place, time or device; `null` where the user stopped. */
    public suspend fun photograph(): ByteArray?

    /**
     * Plays a WAV file of plain samples from memory, in place of what plays. `false` where the device has nothing to
     * play it with.
     */
    public fun play(sound: ByteArray): Boolean

    /** Nothing is heard any more. */
    public fun hush()

    /** The user wants the app out of sight. */
    public fun leave()
}

/** Other phones on the same network. */
public interface Neighbours {
    /** Waits for a call. [address] is told as soon as it is known; give it to the other person. */
    public suspend fun wait(address: (String) -> Unit): Duplex

    /** Calls the phone that waits at this address. */
    public suspend fun call(address: String): Duplex
}

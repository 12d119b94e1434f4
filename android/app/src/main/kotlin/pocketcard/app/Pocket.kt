package pocketcard.app

import android.app.Application
import android.os.SystemClock
import java.io.File
import java.nio.ByteBuffer
import java.util.UUID
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import pocketcard.kit.Clock
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door
import pocketcard.kit.Failure
import pocketcard.kit.Instant
import pocketcard.kit.Keys
import pocketcard.kit.Pocketcard
import pocketcard.kit.Wifi
import pocketcard.kit.screens.App

/** The process: one phone for the activity and the job. Nothing else is kept. */
public class Pocket : Application() {
    /** What runs on the glass; it outlives an activity that is turned or made again. */
    public val scope: CoroutineScope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** The safe for keys; a test puts another one in. */
    public var keys: () -> Keys = { HardwareKeys(this) }

    /** The phone. It touches no file before somebody asks. */
    public val phone: Pocketcard by lazy { CorePocketcard(File(noBackupFilesDir, "card"), keys(), BootClock) }

    internal val longExchange: LongExchange by lazy { LongExchange(this) }

    internal val device: PhoneDevice by lazy { PhoneDevice(this, longExchange) }

    /** The screens, which an activity shows. What stands on them goes on where the next activity is made. */
    public val app: App by lazy {
        App(phone, device, Wifi(), scope).also {
            it.start()
            scope.launch { phone.door.collect { door -> if (door == Door.OPEN) SyncJob.schedule(this@Pocket) } }
        }
    }

    /** The app leaves the glass. What takes long is sent at once, while Android lets it begin; the rest in its turn. */
    internal fun leaves() {
        if (phone.door.value != Door.OPEN || longExchange.isGoing) return
        scope.launch {
            try {
                val waiting = phone.today(app.language).waiting.sumOf { it.bytes }
                if (waiting < LONG) return@launch SyncJob.schedule(this@Pocket)
                longExchange.run(waiting) { told -> phone.sync(told) }
            } catch (failed: Failure) {
                // The outbox says why each parcel waits.
            }
        }
    }

    private companion object {
        /** A megabyte takes minutes on a thin road. */
        const val LONG = 1024 * 1024
    }
}

/** Goes on while the phone sleeps, and says when it was started again. */
private object BootClock : Clock {
    private val boot = UUID.randomUUID().run {
        ByteBuffer.allocate(2 * Long.SIZE_BYTES).putLong(mostSignificantBits).putLong(leastSignificantBits).array()
    }
    private val start = SystemClock.elapsedRealtime()

    override fun now() = Instant(System.currentTimeMillis(), SystemClock.elapsedRealtime() - start, boot)
}

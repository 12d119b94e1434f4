package pocketcard.app

import android.app.Application
import android.os.SystemClock
import java.io.File
import java.util.UUID
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import pocketcard.kit.Clock
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Instant
import pocketcard.kit.Keys
import pocketcard.kit.Pocketcard

/** The process: one phone for the activity and the job. Nothing else is kept. */
public class Pocket : Application() {
    /** What runs on the glass; it outlives an activity that is turned or made again. */
    public val scope: CoroutineScope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** The safe for keys; a test puts another one in. */
    public var keys: () -> Keys = { HardwareKeys(this) }

    /** The phone. It touches no file before somebody asks. */
    public val phone: Pocketcard by lazy { CorePocketcard(File(noBackupFilesDir, "card"), keys(), BootClock) }
}

/** Goes on while the phone sleeps, and says when it was started again. */
private object BootClock : Clock {
    private val boot = UUID.randomUUID().run {
        java.nio.ByteBuffer.allocate(16).putLong(mostSignificantBits).putLong(leastSignificantBits).array()
    }
    private val start = SystemClock.elapsedRealtime()

    override fun now() = Instant(System.currentTimeMillis(), SystemClock.elapsedRealtime() - start, boot)
}

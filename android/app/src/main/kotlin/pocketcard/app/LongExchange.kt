package pocketcard.app

import android.app.Notification
import android.app.Service
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.BroadcastReceiver
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder
import androidx.annotation.RequiresApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import pocketcard.kit.Door
import pocketcard.kit.Failure
import pocketcard.kit.Words

/**
 * Keeps the process going while it exchanges what somebody asked to be exchanged, also when the app leaves the glass: from
 * Android 14 on by a job that Android ends only where it must, before that by a foreground service. The exchange runs where
 * it always does; here is only what Android wants to see of it. It ends when the phone is locked, and locking does not wait
 * for it: the phone locks itself as early as without an exchange.
 *
 * Everything but the progress happens on the main thread.
 */
internal class LongExchange(private val pocket: Pocket) {
    /** One exchange, and its notice at first. [keeper] is what Android made for it, as soon as it has. */
    private class Going(val work: Job, val words: Words, val notice: Notification) {
        var keeper: Keeper? = null

        @Volatile
        var percent = -1
    }

    /** A job or a service that shows a notice for as long as it is held. */
    interface Keeper {
        fun show(id: Int, notice: Notification)

        fun letGo()
    }

    private val notices = Notices(pocket)
    private val scheduler = pocket.getSystemService(Context.JOB_SCHEDULER_SERVICE) as JobScheduler
    private var going: Going? = null

    val isGoing: Boolean get() = going != null

    /** Does [exchange], which tells how many bytes are done, of how many; [bytes] is how many are known beforehand. */
    suspend fun <T> run(bytes: Long, exchange: suspend (told: (Long, Long) -> Unit) -> T): T {
        val words = pocket.phone.words(pocket.app.language)
        if (isGoing) return exchange { _, _ -> }
        val mine = Going(currentCoroutineContext().job, words, notices.sending(words, 0, 0))
        going = mine
        begin(bytes)
        return coroutineScope {
            // Locking cancels the screen that asked, too. The request that is under way hears of neither before the hub
            // answers; Android does.
            val lock = launch {
                try {
                    pocket.phone.door.first { it != Door.OPEN }
                } finally {
                    if (going === mine) stop()
                }
            }
            try {
                exchange { done, total -> tell(mine, done, total) }
            } catch (failed: Failure) {
                SyncJob.schedule(pocket)
                throw failed
            } finally {
                if (going === mine) letGo()
                lock.cancel()
            }
        }
    }

    /** Ends the exchange. What went through is kept, and the next one goes on there. */
    fun stop() {
        going?.work?.cancel()
        letGo()
    }

    /** Android has made a keeper. `false` where it is no longer needed. */
    fun begun(keeper: Keeper): Boolean {
        val going = going ?: return false
        going.keeper = keeper
        keeper.show(Notices.SENDING, going.notice)
        return true
    }

    /** Android ends its keeper: what is left is sent by the job that waits for its turn. */
    fun ended() {
        stop()
        SyncJob.schedule(pocket)
    }

    private fun begin(bytes: Long) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return schedule(bytes)
        try {
            pocket.startForegroundService(Intent(pocket, LongService::class.java))
        } catch (behind: IllegalStateException) {
            // The app left the glass meanwhile: the exchange goes on for as long as Android lets the process.
        }
    }

    /** Where the app left the glass meanwhile, Android refuses it: the exchange goes on without. */
    @RequiresApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun schedule(bytes: Long) {
        scheduler.schedule(
            JobInfo.Builder(JOB, ComponentName(pocket, LongJob::class.java))
                .setUserInitiated(true)
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setEstimatedNetworkBytes(JobInfo.NETWORK_BYTES_UNKNOWN.toLong(), bytes)
                .build(),
        )
    }

    /** Comes from the thread of the exchange. */
    private fun tell(told: Going, done: Long, total: Long) {
        val percent = Notices.percent(done, total)
        if (percent == told.percent) return
        told.percent = percent
        pocket.scope.launch {
            if (going === told) told.keeper?.show(Notices.SENDING, notices.sending(told.words, done, total))
        }
    }

    private fun letGo() {
        val keeper = going?.keeper
        going = null
        keeper?.letGo()
        scheduler.cancel(JOB)
    }

    private companion object {
        const val JOB = 2
    }
}

/** Android 14 and later. */
@RequiresApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
public class LongJob : JobService() {
    override fun onStartJob(parameters: JobParameters): Boolean = (application as Pocket).longExchange.begun(
        object : LongExchange.Keeper {
            override fun show(id: Int, notice: Notification) =
                setNotification(parameters, id, notice, JOB_END_NOTIFICATION_POLICY_REMOVE)

            override fun letGo() = jobFinished(parameters, false)
        },
    )

    override fun onStopJob(parameters: JobParameters): Boolean {
        (application as Pocket).longExchange.ended()
        return false
    }
}

/** Before Android 14. */
public class LongService : Service() {
    private val keeper = object : LongExchange.Keeper {
        override fun show(id: Int, notice: Notification) {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) {
                startForeground(id, notice, ServiceInfo.FOREGROUND_SERVICE_TYPE_DATA_SYNC)
            } else {
                startForeground(id, notice)
            }
        }

        override fun letGo() {
            stopForeground(STOP_FOREGROUND_REMOVE)
            stopSelf()
        }
    }

    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        if (!(application as Pocket).longExchange.begun(keeper)) {
            // Android ends an app whose service was started for the foreground and never came there.
            keeper.show(Notices.SENDING, Notices(this).empty())
            keeper.letGo()
        }
        return START_NOT_STICKY
    }

    override fun onBind(intent: Intent?): IBinder? = null
}

/** Somebody stops the exchange outside the app. */
public class StopReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        (context.applicationContext as Pocket).longExchange.stop()
    }
}

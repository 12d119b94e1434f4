package pocketcard.app

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import java.util.Locale
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import pocketcard.kit.Door
import pocketcard.kit.Failure
import pocketcard.kit.Outcome
import pocketcard.kit.Pocketcard

/**
 * Exchanges with the hub when there is a network, for as long as the phone is unlocked: while it is locked nothing of
 * it can be read, by this job neither. What failed is tried again when the core says so.
 */
public class SyncJob : JobService() {
    private var work: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        val pocket = application as Pocket
        val phone = pocket.phone
        if (phone.door.value != Door.OPEN) return false
        work = pocket.scope.launch {
            try {
                val outcome = phone.sync()
                if (outcome?.tellsSomething == true) tell(phone)
            } catch (failed: Failure) {
                // The outbox says why each parcel waits; the next try is scheduled below.
            }
            val next = next(phone)
            jobFinished(parameters, false)
            // Not before: a job that is asked for while it runs is stopped.
            if (next != null) schedule(applicationContext, after = maxOf(0, next - System.currentTimeMillis()))
        }
        return true
    }

    override fun onStopJob(parameters: JobParameters): Boolean {
        work?.cancel()
        return true
    }

    /** A notice that there is something, and not what. */
    private suspend fun tell(phone: Pocketcard) {
        val words = phone.words(Locale.getDefault().language)
        val manager = getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager
        manager.createNotificationChannel(
            NotificationChannel(CHANNEL, words["app-name"], NotificationManager.IMPORTANCE_LOW).apply {
                lockscreenVisibility = Notification.VISIBILITY_SECRET
            },
        )
        val open = PendingIntent.getActivity(this, 0, Intent(this, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        val notice = Notification.Builder(this, CHANNEL)
            .setSmallIcon(android.R.drawable.stat_notify_sync)
            .setContentTitle(words["note-new-answer"])
            .setVisibility(Notification.VISIBILITY_SECRET)
            .setContentIntent(open)
            .setAutoCancel(true)
            .build()
        manager.notify(1, notice)
    }

    public companion object {
        private const val JOB = 1
        private const val CHANNEL = "answers"

        private val Outcome.tellsSomething: Boolean
            get() = counts.any { (word, _) -> word == "carried-answers" || word == "carried-pack" }

        /** Asks the system for an exchange as soon as there is any network. */
        public fun schedule(context: Context): Unit = schedule(context, after = 0)

        private suspend fun next(phone: Pocketcard): Long? = try {
            phone.nextTry()
        } catch (locked: Failure) {
            null
        }

        private fun schedule(context: Context, after: Long) {
            val scheduler = context.getSystemService(Context.JOB_SCHEDULER_SERVICE) as JobScheduler
            val job = JobInfo.Builder(JOB, ComponentName(context, SyncJob::class.java))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setMinimumLatency(after)
                .build()
            scheduler.schedule(job)
        }
    }
}

package pocketcard.app

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
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
        if (phone.door.value != Door.OPEN || pocket.longExchange.isGoing) return false
        work = pocket.scope.launch {
            try {
                val outcome = phone.sync()
                if (outcome?.tellsSomething == true) {
                    val notices = Notices(pocket)
                    notices.show(Notices.NEW, notices.somethingNew(phone.words(pocket.app.language)))
                }
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

    public companion object {
        private const val JOB = 1

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

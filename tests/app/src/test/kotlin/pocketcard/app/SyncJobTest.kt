package pocketcard.app

import android.app.Notification
import android.app.NotificationManager
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.os.Parcel
import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Draft
import pocketcard.kit.screens.TodayScreen

/** The job that exchanges with a real hub by itself, and the notice that tells nothing. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [26, 35])
class SyncJobTest {
    @get:Rule
    val folder = TemporaryFolder()
    private lateinit var office: PracticeOffice
    private val pocket = pocket()
    private val scheduler = pocket.getSystemService(JobScheduler::class.java)
    private var hand: Hand? = null
    private val notices = pocket.getSystemService(NotificationManager::class.java)

    @Before
    fun setUp() {
        office = PracticeOffice(File(System.getProperty("pocketcard.office")), folder.root, PASSPHRASE)
    }

    @After
    fun tearDown() {
        hand?.letGo()
        (pocket.phone as CorePocketcard).close()
        office.close()
    }

    /** Runs the job as the system does; gives whether it had something to do. */
    private fun runs(): Boolean {
        val job = Robolectric.buildService(SyncJob::class.java).create().get()
        val maker = JobParameters::class.java.getDeclaredConstructor(Parcel::class.java).apply { isAccessible = true }
        val begun = job.onStartJob(maker.newInstance(Parcel.obtain()) as JobParameters)
        if (begun) until("the end of the job") { shadowOf(job).isJobFinished }
        return begun
    }

    @Test
    fun `any network will do, and nothing runs while the phone is locked`() {
        SyncJob.schedule(pocket)
        val asked = scheduler.allPendingJobs.single()
        @Suppress("DEPRECATION")
        assertEquals(JobInfo.NETWORK_TYPE_ANY, asked.networkType)
        runBlocking { pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray()) }
        pocket.phone.lock()
        assertFalse(runs())
    }

    @Test
    fun `what the office answers is fetched, and the notice does not tell it`() {
        office.serve()
        val phone = pocket.phone
        val record = runBlocking {
            phone.enrol(office.invite("a"), PASSPHRASE.toCharArray())
            office.accept("a", phone.about().words)
            checkNotNull(phone.screen(Draft("person"), "en").record)
        }
        // The activity is behind when the job runs, as it mostly is.
        val hand = Hand().also { this.hand = it }
        until("today") { pocket.app.state.value.top is TodayScreen }
        hand.control.pause().stop()
        assertEquals(1, scheduler.allPendingJobs.size)
        assertTrue(runs())
        assertEquals(0, shadowOf(notices).size())
        office.collect()
        office.run("answer", record, "--text", "a colleague is on the way")
        office.collect()
        assertTrue(runs())
        assertEquals(emptyList<Any>(), runBlocking { phone.today("en").waiting })
        val notice = shadowOf(notices).allNotifications.single()
        assertEquals(Notification.VISIBILITY_SECRET, notice.visibility)
        @Suppress("DEPRECATION")
        val said = notice.extras.keySet().map { notice.extras.get(it).toString() }
        assertTrue(said.toString(), runBlocking { phone.words("en") }["note-new-answer"] in said)
        assertFalse(said.toString(), said.any { "colleague" in it })
    }

    @Test
    fun `a hub that does not answer is tried again when the core says so`() {
        runBlocking { pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray()) }
        // How long it waits is drawn by lot, and a short wait is over before it is seen.
        val waits = (1..TRIES).any { runs() && runBlocking { pocket.phone.nextTry() } != null }
        assertTrue(waits)
        assertTrue(scheduler.allPendingJobs.single().minLatencyMillis > 0)
    }

    private companion object {
        const val TRIES = 5
    }
}

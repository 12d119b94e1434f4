package pocketcard.app

import android.app.Notification
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.os.Build
import android.os.Looper
import android.os.Parcel
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.File
import java.time.Duration
import javax.imageio.ImageIO
import kotlin.random.Random
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
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowJobService
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.screens.TodayScreen

/** An exchange with a real hub that goes on behind the glass: by a service as Android 8.0, by a job as Android 15. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [26, 35], qualifiers = "w411dp-h20000dp-mdpi", shadows = [NoticedJob::class])
class LongExchangeTest {
    @get:Rule
    val folder = TemporaryFolder()
    private val pocket = pocket()
    private val scheduler = pocket.getSystemService(JobScheduler::class.java)
    private lateinit var office: PracticeOffice
    private lateinit var hand: Hand

    /** Something waits, the hub is silent, and the app is on the glass. */
    @Before
    fun setUp() {
        office = PracticeOffice(File(System.getProperty("pocketcard.office")), folder.root, PASSPHRASE)
        office.serve()
        runBlocking {
            pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray())
            office.accept("a", pocket.phone.about().words)
            pocket.phone.screen(Draft("person"), "en")
        }
        hand = Hand()
        until("today") { pocket.app.state.value.top is TodayScreen }
        hub("STOP")
    }

    @After
    fun tearDown() {
        hub("CONT")
        hand.letGo()
        (pocket.phone as CorePocketcard).close()
        office.close()
    }

    /** Of the office's programs only the hub still runs. */
    private fun hub(signal: String) = ProcessHandle.current().children().forEach {
        check(ProcessBuilder("kill", "-$signal", "${it.pid()}").start().waitFor() == 0) { signal }
    }

    /** What Android makes of what the app asked for; [ended] when the app let go of it. */
    private class Kept(val notice: Notification, val stopped: () -> Unit, val ended: () -> Boolean)

    private fun kept(): Kept = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) job() else service()

    private fun job(): Kept {
        until("a job") { scheduler.allPendingJobs.any { it.isUserInitiated } }
        val asked = scheduler.allPendingJobs.single { it.isUserInitiated }
        assertTrue(asked.requiredNetwork != null && asked.estimatedNetworkUploadBytes > 0)
        val job = Robolectric.buildService(LongJob::class.java).create().get()
        val maker = JobParameters::class.java.getDeclaredConstructor(Parcel::class.java).apply { isAccessible = true }
        val parameters = maker.newInstance(Parcel.obtain()) as JobParameters
        assertTrue(job.onStartJob(parameters))
        val notice = checkNotNull((shadowOf(job as JobService) as NoticedJob).notice) { "Android ends a job without a notice" }
        return Kept(notice, { job.onStopJob(parameters) }) { shadowOf(job as JobService).isJobFinished }
    }

    private fun service(): Kept {
        until("a service") { shadowOf(pocket).peekNextStartedService() != null }
        val asked = shadowOf(pocket).nextStartedService
        val control = Robolectric.buildService(LongService::class.java, asked).create().startCommand(0, 1)
        val service = shadowOf(control.get())
        return Kept(service.lastForegroundNotification, {}) { service.isStoppedBySelf && service.isForegroundStopped }
    }

    private fun asks(): Kept {
        hand.taps(hand.words["today-sync"])
        return kept()
    }

    /** Long before the silence of the hub would end it, which takes a minute. */
    private fun endsAtOnce(kept: Kept) = until("the end of it", patience = Duration.ofSeconds(20)) { kept.ended() }

    private fun allArrived() = runBlocking {
        pocket.phone.today("en").waiting
    }.run { isNotEmpty() && all { it.state == "state-delivered" } }

    @Test
    fun `what somebody asked for goes on behind the glass, and outside nothing is read of it`() {
        val kept = asks()
        assertEquals(Notification.VISIBILITY_SECRET, kept.notice.visibility)
        val words = setOf(hand.words["note-sending"], hand.words["stop"])

        @Suppress("DEPRECATION")
        val said = kept.notice.extras.keySet().mapNotNull { kept.notice.extras.get(it) as? CharSequence }.map { "$it" }
        assertEquals(words, (said + kept.notice.actions.map { "${it.title}" }).toSet())
        hand.control.pause().stop()
        assertFalse(kept.ended())
        hub("CONT")
        until("the end of it") { kept.ended() }
        assertTrue(allArrived())
    }

    @Test
    fun `it is stopped outside the app`() {
        val kept = asks()
        kept.notice.actions.single().actionIntent.send()
        endsAtOnce(kept)
        assertEquals(Door.OPEN, pocket.phone.door.value)
    }

    @Test
    fun `the phone locks itself as early as without it, and it ends`() {
        val kept = asks()
        hand.control.pause().stop()
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMinutes(LOCKED_AFTER))
        until("the lock") { pocket.phone.door.value == Door.LOCKED }
        endsAtOnce(kept)
    }

    @Test
    @Config(sdk = [35])
    fun `what Android ends waits for its turn`() {
        val kept = asks()
        scheduler.cancelAll()
        kept.stopped()
        assertFalse(scheduler.allPendingJobs.single().isUserInitiated)
    }

    @Test
    fun `much that waits is sent when the app leaves the glass, and little waits for its turn`() {
        scheduler.cancelAll()
        hand.control.pause()
        until("a turn") { scheduler.allPendingJobs.size == 1 }
        assertEquals(null, shadowOf(pocket).peekNextStartedService())
        hand.control.resume()
        runBlocking { pocket.phone.screen(Draft("person"), "en", photo = large()) }
        hand.control.pause().stop()
        val kept = kept()
        hub("CONT")
        until("the end of it") { kept.ended() }
        assertTrue(allArrived())
    }

    /** Dots by lot are a large picture. */
    private fun large(): ByteArray {
        val lot = Random(1)
        val picture = BufferedImage(BROAD, BROAD, BufferedImage.TYPE_INT_RGB)
        for (y in 0 until BROAD) for (x in 0 until BROAD) picture.setRGB(x, y, lot.nextInt())
        return ByteArrayOutputStream().also { ImageIO.write(picture, "jpg", it) }.toByteArray()
    }

    private companion object {
        const val BROAD = 1500

        /** More minutes than any office lets a phone stay open. */
        const val LOCKED_AFTER = 24L * 60
    }
}

/** Keeps the notice of a job, which Robolectric's own shadow throws away. */
@Implements(JobService::class)
class NoticedJob : ShadowJobService() {
    var notice: Notification? = null
        private set

    @Suppress("unused")
    @Implementation(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    override fun setNotification(parameters: JobParameters, id: Int, notice: Notification, policy: Int) {
        this.notice = notice
    }
}

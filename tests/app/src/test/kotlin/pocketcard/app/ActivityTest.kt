package pocketcard.app

import android.view.WindowManager
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
import org.robolectric.annotation.GraphicsMode
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door

/** The activity as Android runs it, with the real core, tapped through what TalkBack sees. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ActivityTest {
    @get:Rule
    val folder = TemporaryFolder()
    private lateinit var office: PracticeOffice

    @Before
    fun setUp() {
        office = PracticeOffice(File(System.getProperty("pocketcard.office")), folder.root, PASSPHRASE)
    }

    @After
    fun tearDown() {
        (pocket().phone as CorePocketcard).close()
        office.close()
    }

    // So tall that nothing has to be scrolled to.
    @Test
    @Config(sdk = [26, 35], qualifiers = "w411dp-h9000dp-mdpi")
    fun `a phone is set up from a file, screens, carries and leaves`() {
        val pocket = pocket()
        val control = Robolectric.buildActivity(MainActivity::class.java).setup()
        val activity = control.get()
        assertTrue(activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        val hand = Hand(activity, pocket.phone)
        hand.apply {
            taps(words["enrol-file"])
            give(office.invite("a"))
            sees(office.words())
            taps(words["prints-same"])
            types(words["passphrase"], PASSPHRASE)
            types(words["enrol-again"], PASSPHRASE)
            taps(words["enrol-go"])
            sees(words["prints-phone"])
            val about = runBlocking { pocket.phone.about() }
            sees(about.words)
            office.accept("a", about.words)
            taps(words["prints-same"])
            sees(words["today-title"])

            taps("One person")
            taps(words["age-adult"])
            taps(words["answer-observed"])
            taps(words["screen-finish"])
            sees(words["finding-first"])
            taps(words["done"])

            taps(words["carry-title"])
            taps(words["carry-out"])
            val card = take()
            sees(words["carried-out"])
            assertTrue("${card.size()}", card.size() > 4096)

            // The app goes behind and comes back; nothing is lost and it is still open.
            control.pause().resume()
            sees(words["carry-title"])
            taps(words["leave"])
            sees(words["neutral-title"])
        }
        assertEquals(Door.LOCKED, pocket.phone.door.value)
        assertTrue(activity.isFinishing)
    }

    @Test
    @Config(sdk = [35], qualifiers = "ar-ldrtl-w411dp-h823dp-hdpi")
    fun `drawn as Android draws it, from right to left`() {
        val pocket = pocket()
        runBlocking { pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray()) }
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        val hand = Hand(activity, pocket.phone, "ar")
        hand.sees(hand.words["today-title"])
        assertEquals("ar", java.util.Locale.getDefault().language)
        assertTrue(hand.draw("today-ar-35") > 50)
    }

    @Test
    @Config(sdk = [26, 35], qualifiers = "w360dp-h640dp-xhdpi")
    fun `the lock is drawn, and a wrong passphrase is said`() {
        val pocket = pocket()
        runBlocking { pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray()) }
        pocket.phone.lock()
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        Hand(activity, pocket.phone).apply {
            sees(words["unlock-title"])
            types(words["passphrase"], "not that at all, no")
            taps(words["unlock-go"])
            sees(words.failed("passphrase-wrong"))
            assertTrue(draw("unlock-en-${android.os.Build.VERSION.SDK_INT}") > 20)
            types(words["passphrase"], PASSPHRASE)
            taps(words["unlock-go"])
            sees(words["today-title"])
            assertTrue(draw("today-en-${android.os.Build.VERSION.SDK_INT}") > 20)
        }
        assertFalse(activity.isFinishing)
    }

    @Test
    @Config(sdk = [26, 35], qualifiers = "w411dp-h9000dp-mdpi")
    fun `without the camera's permission nothing is scanned`() {
        val pocket = pocket()
        shadowOf(pocket.packageManager).setSystemFeature(android.content.pm.PackageManager.FEATURE_CAMERA_ANY, true)
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        Hand(activity, pocket.phone).apply {
            taps(words["enrol-scan"])
            val asked = asked("android.content.pm.action.REQUEST_PERMISSIONS")
            assertEquals(
                listOf(android.Manifest.permission.CAMERA),
                asked.getStringArrayExtra("android.content.pm.extra.REQUEST_PERMISSIONS_NAMES")?.toList(),
            )
            activity.onRequestPermissionsResult(
                0,
                arrayOf(android.Manifest.permission.CAMERA),
                intArrayOf(android.content.pm.PackageManager.PERMISSION_DENIED),
            )
            sees(words["enrol-title"])
        }
    }
}

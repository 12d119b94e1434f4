package pocketcard.app

import android.Manifest
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.os.Parcel
import android.view.View
import android.view.WindowManager
import android.view.inputmethod.EditorInfo
import java.io.File
import java.util.Locale
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
    private val pocket = pocket()
    private var hand: Hand? = null
    private lateinit var office: PracticeOffice

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

    private fun open(language: String = "en") = Hand(language).also { hand = it }

    private fun enrol() = runBlocking { pocket.phone.enrol(office.invite("a"), PASSPHRASE.toCharArray()) }

    // So tall that nothing has to be scrolled to.
    @Test
    @Config(sdk = [26, 35], qualifiers = "w411dp-h20000dp-mdpi")
    fun `a phone is set up from a file, screens, carries and leaves`() {
        open().apply {
            taps(words["enrol-file"])
            give(office.invite("a"), anew = true)
            sees(office.words())
            taps(words["prints-same"])
            types(words["passphrase"], PASSPHRASE)
            types(words["enrol-again"], PASSPHRASE)
            taps(words["enrol-go"])
            sees(words["prints-phone"])
            val about = runBlocking { pocket.phone.about() }
            sees(about.words)
            office.accept("a", about.words)
            again()
            sees(about.words)
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
        assertEquals(true, hand?.control?.get()?.isFinishing)
    }

    @Test
    @Config(sdk = [35], qualifiers = "ar-ldrtl-w411dp-h823dp-hdpi")
    fun `drawn as Android draws it, from right to left`() {
        enrol()
        val hand = open("ar")
        hand.sees(hand.words["today-title"])
        assertEquals("ar", Locale.getDefault().language)
        assertTrue(hand.draw("today-ar-35") > 50)
    }

    @Test
    @Config(sdk = [26, 35], qualifiers = "w360dp-h640dp-xhdpi")
    fun `the lock is drawn, and a wrong passphrase is said`() {
        enrol()
        pocket.phone.lock()
        open().apply {
            sees(words["unlock-title"])
            types(words["passphrase"], "not that at all, no")
            taps(words["unlock-go"])
            sees(words.failed("passphrase-wrong"))
            assertTrue(draw("unlock-en-${Build.VERSION.SDK_INT}") > 20)
            types(words["passphrase"], PASSPHRASE)
            taps(words["unlock-go"])
            sees(words["today-title"])
            assertTrue(draw("today-en-${Build.VERSION.SDK_INT}") > 20)
            assertFalse(control.get().isFinishing)
        }
    }

    @Test
    @Config(sdk = [26, 35])
    fun `no other program of the phone sees, keeps or learns what is on the screens`() {
        enrol()
        pocket.phone.lock()
        open().apply {
            val view = control.get().window.decorView
            assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, view.importantForAutofill)
            types(words["passphrase"], PASSPHRASE)
            val info = EditorInfo()
            until("the keyboard") { view.findFocus()?.onCreateInputConnection(info) != null }
            assertTrue(info.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)

            val saved = Bundle()
            control.saveInstanceState(saved)
            val parcel = Parcel.obtain()
            parcel.writeBundle(saved)
            assertFalse(PASSPHRASE in String(parcel.marshall(), Charsets.UTF_16LE))
            assertFalse(PASSPHRASE in String(parcel.marshall(), Charsets.UTF_8))

            // A menu is a window of its own.
            taps(words["settings-language"])
            sees("العربية")
        }
        assertEquals(2, windows().size)
        for (window in windows()) {
            val flags = (window.layoutParams as WindowManager.LayoutParams).flags
            assertTrue("$window", flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        }
    }

    @Test
    @Config(sdk = [26, 35], qualifiers = "w411dp-h20000dp-mdpi")
    fun `the camera is asked for when a code is scanned, and without it nothing is`() {
        shadowOf(pocket.packageManager).setSystemFeature(PackageManager.FEATURE_CAMERA_ANY, true)
        open().apply {
            sees(words["enrol-title"])
            assertEquals(null, shadowOf(control.get()).peekNextStartedActivityForResult())
            taps(words["enrol-scan"])
            val asked = asked("android.content.pm.action.REQUEST_PERMISSIONS")
            val names = "android.content.pm.extra.REQUEST_PERMISSIONS_NAMES"
            assertEquals(listOf(Manifest.permission.CAMERA), asked.intent.getStringArrayExtra(names)?.toList())
            @Suppress("DEPRECATION")
            control.get().onRequestPermissionsResult(
                asked.code,
                arrayOf(Manifest.permission.CAMERA),
                intArrayOf(PackageManager.PERMISSION_DENIED),
            )
            until("the end of it") { !pocket.app.state.value.busy }
            assertEquals(null, shadowOf(control.get()).nextStartedActivityForResult)

            shadowOf(pocket).grantPermissions(Manifest.permission.CAMERA)
            taps(words["enrol-scan"])
            until("the scanner") { shadowOf(control.get()).peekNextStartedActivityForResult() != null }
            val scanner = shadowOf(control.get()).nextStartedActivityForResult
            assertEquals(ScanActivity::class.java.name, scanner.intent.component?.className)
            answer(Asked(scanner.intent, scanner.requestCode), Intent().putExtra("text", office.invite("a").decodeToString()))
            sees(office.words())
        }
    }

    @Test
    @Config(sdk = [26, 35])
    fun `what the scanner sees is not photographed either`() {
        val scanner = Robolectric.buildActivity(ScanActivity::class.java).setup()
        assertTrue(scanner.get().window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        scanner.pause().stop().destroy()
    }
}

package pocketcard.app

import android.app.KeyguardManager
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import java.security.InvalidKeyException
import java.security.Security
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import pocketcard.kit.KeysFailed
import pocketcard.kit.KeysTrouble

/** What Android's safe for keys is asked for, and what its refusals mean. The safe is a stand-in: there is no hardware. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [26, 35])
class HardwareKeysTest {
    private val context = RuntimeEnvironment.getApplication()
    private val safe = StandIn()
    private val keys = HardwareKeys(context)

    @Before
    fun setUp() {
        Security.insertProviderAt(safe, 1)
    }

    @After
    fun tearDown() {
        Security.removeProvider(safe.name)
    }

    private fun chip(promised: Boolean, there: Boolean) {
        shadowOf(context.packageManager).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, promised)
        safe.chip = there
    }

    private val knowsChips get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P

    @Test
    fun `a key is asked of the chip, usable only while the screen is unlocked`() {
        chip(promised = true, there = true)
        keys.create("vault")
        val asked = safe.asked.single()
        assertEquals(knowsChips to knowsChips, asked.chip to asked.onlyUnlocked)
        assertArrayEquals(keys.mac("vault", byteArrayOf(1)), keys.mac("vault", byteArrayOf(1)))
        keys.create("vault")
        assertEquals("a second call makes no other key", 1, safe.asked.size)
        assertTrue(keys.hardware)
    }

    @Test
    fun `where the chip has no room the other safe is asked`() {
        chip(promised = true, there = false)
        keys.create("vault")
        assertEquals(if (knowsChips) listOf(true, false) else listOf(false), safe.asked.map { it.chip })
        keys.mac("vault", byteArrayOf(1))
    }

    @Test
    fun `a safe that is only a program is no hardware`() {
        safe.hardware = false
        assertFalse(keys.hardware)
    }

    @Test
    fun `refusals are told apart`() {
        chip(promised = false, there = false)
        fun trouble() = assertThrows(KeysFailed::class.java) { keys.mac("vault", byteArrayOf(1)) }.trouble
        assertEquals("there is no such key", KeysTrouble.INVALIDATED, trouble())
        keys.create("vault")
        val refusals = listOf(
            KeyPermanentlyInvalidatedException() to KeysTrouble.INVALIDATED,
            UserNotAuthenticatedException() to KeysTrouble.CANCELLED,
            InvalidKeyException("the safe does not answer") to KeysTrouble.UNAVAILABLE,
        )
        for ((refusal, trouble) in refusals) {
            safe.refusal = refusal
            assertEquals(trouble, trouble())
        }
        val guard = context.getSystemService(KeyguardManager::class.java)
        shadowOf(guard).setIsDeviceLocked(true)
        assertEquals(KeysTrouble.LOCKED, trouble())
        safe.refusal = null
        keys.destroy("vault")
        assertEquals(KeysTrouble.INVALIDATED, trouble())
    }

    @Test
    fun `without a safe there is no hardware, and it is said`() {
        Security.removeProvider(safe.name)
        assertFalse(keys.hardware)
        assertEquals(
            KeysTrouble.UNAVAILABLE,
            assertThrows(KeysFailed::class.java) { keys.create("vault") }.trouble,
        )
    }
}

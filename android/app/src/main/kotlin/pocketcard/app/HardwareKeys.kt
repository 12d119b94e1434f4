package pocketcard.app

import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.UserNotAuthenticatedException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.KeyGenerator
import javax.crypto.Mac
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactory
import pocketcard.kit.Keys
import pocketcard.kit.KeysFailed
import pocketcard.kit.KeysTrouble

/**
 * Keys in the phone's hardware, where it can in a chip of their own (StrongBox). They never leave it, and do not
 * work while the phone's screen is locked.
 */
public class HardwareKeys(private val context: Context) : Keys {
    override val hardware: Boolean by lazy {
        try {
            create(PROBE)
            inHardware(info(PROBE))
        } catch (failed: KeysFailed) {
            false
        }
    }

    override fun create(name: String): Unit = asked {
        if (store().containsAlias(alias(name))) return@asked
        val chip = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
            context.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
        if (!chip || !madeInChip(name)) generate(name, chip = false)
    }

    override fun mac(name: String, data: ByteArray): ByteArray = asked {
        val key = store().getKey(alias(name), null) as SecretKey? ?: throw KeysFailed(KeysTrouble.INVALIDATED)
        Mac.getInstance(ALGORITHM).run {
            init(key)
            doFinal(data)
        }
    }

    override fun destroy(name: String): Unit = asked { store().deleteEntry(alias(name)) }

    /** The chip may be there and have no room, or not know the algorithm; some chips fail in words of their own. */
    private fun madeInChip(name: String): Boolean {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return false
        return try {
            generate(name, chip = true)
            true
        } catch (none: ProviderException) {
            false
        }
    }

    private fun generate(name: String, chip: Boolean) {
        val asked = KeyGenParameterSpec.Builder(alias(name), KeyProperties.PURPOSE_SIGN)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            asked.setUnlockedDeviceRequired(true)
            asked.setIsStrongBoxBacked(chip)
        }
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256, PROVIDER).run {
            init(asked.build())
            generateKey()
        }
    }

    private fun info(name: String): KeyInfo = asked {
        val key = store().getKey(alias(name), null) as SecretKey? ?: throw KeysFailed(KeysTrouble.INVALIDATED)
        SecretKeyFactory.getInstance(key.algorithm, PROVIDER).getKeySpec(key, KeyInfo::class.java) as KeyInfo
    }

    private fun inHardware(info: KeyInfo): Boolean =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            info.securityLevel in setOf(KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT, KeyProperties.SECURITY_LEVEL_STRONGBOX)
        } else {
            @Suppress("DEPRECATION")
            info.isInsideSecureHardware
        }

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private fun alias(name: String) = "pocketcard.$name"

    /** What went wrong, in the four words that call for different actions of the user. */
    private fun <T> asked(work: () -> T): T = try {
        work()
    } catch (gone: KeyPermanentlyInvalidatedException) {
        throw KeysFailed(KeysTrouble.INVALIDATED)
    } catch (gone: UnrecoverableKeyException) {
        throw KeysFailed(KeysTrouble.INVALIDATED)
    } catch (dismissed: UserNotAuthenticatedException) {
        throw KeysFailed(KeysTrouble.CANCELLED)
    } catch (refused: GeneralSecurityException) {
        throw KeysFailed(trouble(refused))
    } catch (refused: ProviderException) {
        throw KeysFailed(trouble(refused))
    }

    private fun trouble(refused: Exception): KeysTrouble {
        val guard = context.getSystemService(Context.KEYGUARD_SERVICE) as KeyguardManager
        if (guard.isDeviceLocked) return KeysTrouble.LOCKED
        val cause = generateSequence<Throwable>(refused) { it.cause }
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return KeysTrouble.UNAVAILABLE
        val said = cause.filterIsInstance<KeyStoreException>().firstOrNull() ?: return KeysTrouble.UNAVAILABLE
        return when {
            said.requiresUserAuthentication() -> KeysTrouble.LOCKED
            said.numericErrorCode == KeyStoreException.ERROR_KEY_DOES_NOT_EXIST -> KeysTrouble.INVALIDATED
            said.numericErrorCode == KeyStoreException.ERROR_KEY_CORRUPTED -> KeysTrouble.INVALIDATED
            else -> KeysTrouble.UNAVAILABLE
        }
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALGORITHM = "HmacSHA256"
        const val PROBE = "probe"
    }
}

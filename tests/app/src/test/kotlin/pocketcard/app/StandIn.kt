package pocketcard.app

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.KeySpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactorySpi
import javax.crypto.spec.SecretKeySpec

/** Stands where Android's safe for keys is, notes what it is asked for, and refuses as it is told. It is no hardware. */
internal class StandIn : Provider("AndroidKeyStore", "1", "a stand-in for tests") {
    class Asked(val chip: Boolean, val onlyUnlocked: Boolean)

    var chip = false
    var hardware = true
    var refusal: Exception? = null
    val asked = mutableListOf<Asked>()
    val held = mutableMapOf<String, SecretKey>()

    init {
        now = this
        put("KeyStore.AndroidKeyStore", Store::class.java.name)
        put("KeyGenerator.HmacSHA256", Generator::class.java.name)
        put("SecretKeyFactory.HmacSHA256", Factory::class.java.name)
    }

    companion object {
        lateinit var now: StandIn
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom) = error("no name")

        override fun engineInit(size: Int, random: SecureRandom) = error("no name")

        override fun engineInit(params: AlgorithmParameterSpec, random: SecureRandom?) {
            spec = params as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            val knows = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P
            val chip = knows && spec.isStrongBoxBacked
            now.asked += Asked(chip, knows && spec.isUnlockedDeviceRequired)
            if (chip && !now.chip) throw StrongBoxUnavailableException()
            val bytes = ByteArray(32).also(SecureRandom()::nextBytes)
            return SecretKeySpec(bytes, "HmacSHA256").also { now.held[spec.keystoreAlias] = it }
        }
    }

    class Factory : SecretKeyFactorySpi() {
        override fun engineGenerateSecret(spec: KeySpec?) = error("it makes none")

        override fun engineTranslateKey(key: SecretKey?) = error("it makes none")

        /** Android alone makes such a description: this one is filled in from within. */
        override fun engineGetKeySpec(key: SecretKey?, spec: Class<*>?): KeySpec {
            val maker = KeyInfo::class.java.declaredConstructors.first()
            maker.isAccessible = true
            val info = maker.newInstance(
                *maker.parameterTypes.map {
                    when (it) {
                        java.lang.Boolean.TYPE -> false
                        Integer.TYPE -> 0
                        java.lang.Long.TYPE -> 0L
                        Array<String>::class.java -> emptyArray<String>()
                        else -> if (it.isArray) java.lang.reflect.Array.newInstance(it.componentType, 0) else null
                    }
                }.toTypedArray(),
            ) as KeyInfo
            val (field, value) = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
                val level = if (now.hardware) KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT else KeyProperties.SECURITY_LEVEL_SOFTWARE
                "mSecurityLevel" to level
            } else {
                "mInsideSecureHardware" to now.hardware
            }
            KeyInfo::class.java.getDeclaredField(field).run {
                isAccessible = true
                set(info, value)
            }
            return info
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            now.refusal?.let { throw it }
            return now.held[alias]
        }

        override fun engineContainsAlias(alias: String) = alias in now.held

        override fun engineDeleteEntry(alias: String) {
            now.held.remove(alias)
        }

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

        override fun engineGetCertificateChain(alias: String?): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String?): Certificate? = null

        override fun engineGetCreationDate(alias: String?): Date? = null

        override fun engineSetKeyEntry(alias: String?, key: Key?, password: CharArray?, chain: Array<out Certificate>?) = Unit

        override fun engineSetKeyEntry(alias: String?, key: ByteArray?, chain: Array<out Certificate>?) = Unit

        override fun engineSetCertificateEntry(alias: String?, cert: Certificate?) = Unit

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(now.held.keys)

        override fun engineSize() = now.held.size

        override fun engineIsKeyEntry(alias: String?) = alias in now.held

        override fun engineIsCertificateEntry(alias: String?) = false

        override fun engineGetCertificateAlias(cert: Certificate?): String? = null

        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
    }
}

package pocketcard.kit

import pocketcard.ffi.Keystore
import pocketcard.ffi.KeystoreException
import pocketcard.ffi.Moment
import pocketcard.ffi.SecurityLevel

/** Why a safe for keys did not do what it was asked. Each calls for another action of the user. */
public enum class KeysTrouble {
    /** The user dismissed the prompt. */
    CANCELLED,

    /** Not before the device is unlocked. */
    LOCKED,

    /** The key is gone for good. */
    INVALIDATED,

    /** It cannot be reached. */
    UNAVAILABLE,
}

public class KeysFailed(public val trouble: KeysTrouble) : Exception(trouble.name)

/** Holds keys that never leave it: on a phone, the hardware. Every call may throw [KeysFailed]. */
public interface Keys {
    /** Whether keys live in hardware and cannot be copied out. */
    public val hardware: Boolean

    /** Makes a new random key under this name. A second call for the same name is harmless. */
    public fun create(name: String)

    /** HMAC-SHA256 of [data] under the named key. */
    public fun mac(name: String, data: ByteArray): ByteArray

    /** Destroys the named key for good. One that does not exist is destroyed already. */
    public fun destroy(name: String)
}

/** Tells the time. */
public fun interface Clock {
    public fun now(): Instant
}

/** One reading of a device's clocks; see the core's `Moment`. */
public class Instant(public val wallMillis: Long, public val elapsedMillis: Long, public val boot: ByteArray)

internal class LentKeys(private val keys: Keys) : Keystore {
    override fun securityLevel() =
        if (keys.hardware) SecurityLevel.HARDWARE else SecurityLevel.SOFTWARE

    override fun create(key: String) = lent { keys.create(key) }

    override fun mac(key: String, data: ByteArray): ByteArray = lent { keys.mac(key, data) }

    override fun destroy(key: String) = lent { keys.destroy(key) }

    private inline fun <T> lent(work: () -> T): T = try {
        work()
    } catch (failed: KeysFailed) {
        throw when (failed.trouble) {
            KeysTrouble.CANCELLED -> KeystoreException.Cancelled()
            KeysTrouble.LOCKED -> KeystoreException.Locked()
            KeysTrouble.INVALIDATED -> KeystoreException.Invalidated()
            KeysTrouble.UNAVAILABLE -> KeystoreException.Unavailable()
        }
    }
}

internal class LentClock(private val clock: Clock) : pocketcard.ffi.Clock {
    override fun now(): Moment = clock.now().run { Moment(wallMillis, elapsedMillis.toULong(), boot) }
}

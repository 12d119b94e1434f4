package pocketcard.kit

import java.io.InputStream
import java.io.OutputStream
import java.net.SocketTimeoutException
import java.util.UUID
import pocketcard.ffi.ByteStream
import pocketcard.ffi.Sink
import pocketcard.ffi.Source

/**
 * The clocks of this process. A boot is the life of the process. On Android the time goes on while the phone
 * sleeps (`elapsedRealtime`); another JVM's stands still, and the core goes by the wall clock too.
 */
public object SystemClock : Clock {
    private val boot = UUID.randomUUID().run {
        java.nio.ByteBuffer.allocate(16).putLong(mostSignificantBits).putLong(leastSignificantBits).array()
    }
    private val elapsedRealtime = runCatching {
        Class.forName("android.os.SystemClock").getMethod("elapsedRealtime")
    }.getOrNull()
    private val start = elapsed()

    private fun elapsed(): Long =
        elapsedRealtime?.let { it.invoke(null) as Long } ?: (System.nanoTime() / 1_000_000)

    override fun now(): Instant = Instant(System.currentTimeMillis(), elapsed() - start, boot)
}

internal class StreamSource(private val stream: InputStream) : Source {
    override fun read(limit: UInt): ByteArray {
        val chunk = ByteArray(limit.toInt())
        val read = stream.read(chunk)
        return if (read <= 0) ByteArray(0) else chunk.copyOf(read).also { chunk.fill(0) }
    }
}

internal class StreamSink(private val stream: OutputStream) : Sink {
    override fun write(bytes: ByteArray): Unit = stream.write(bytes)
}

internal class StreamPair(private val from: InputStream, private val to: OutputStream) : ByteStream {
    override fun read(limit: UInt): ByteArray? {
        val chunk = ByteArray(limit.toInt())
        val read = try {
            from.read(chunk)
        } catch (nothingYet: SocketTimeoutException) {
            0
        }
        return if (read < 0) null else chunk.copyOf(read)
    }

    override fun write(bytes: ByteArray) {
        to.write(bytes)
        to.flush()
    }
}

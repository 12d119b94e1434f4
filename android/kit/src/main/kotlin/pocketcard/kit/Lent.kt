package pocketcard.kit

import java.io.InputStream
import java.io.OutputStream
import java.util.UUID
import pocketcard.ffi.ByteStream
import pocketcard.ffi.Clock
import pocketcard.ffi.Moment
import pocketcard.ffi.Sink
import pocketcard.ffi.Source

/**
 * The clocks of this process. A boot is the life of the process, which is right where nothing better is
 * known; an Android shell hands in `elapsedRealtime` and the boot count.
 */
public object SystemClock : Clock {
    private val boot = UUID.randomUUID().run {
        java.nio.ByteBuffer.allocate(16).putLong(mostSignificantBits).putLong(leastSignificantBits).array()
    }
    private val start = System.nanoTime()

    override fun now(): Moment = Moment(
        wallMs = System.currentTimeMillis(),
        monotonicMs = ((System.nanoTime() - start) / 1_000_000).toULong(),
        boot = boot,
    )
}

internal class StreamSource(private val stream: InputStream) : Source {
    override fun read(limit: UInt): ByteArray = stream.next(limit)
}

internal class StreamSink(private val stream: OutputStream) : Sink {
    override fun write(bytes: ByteArray): Unit = stream.write(bytes)
}

internal class StreamPair(private val from: InputStream, private val to: OutputStream) : ByteStream {
    override fun read(limit: UInt): ByteArray = from.next(limit)

    override fun write(bytes: ByteArray) {
        to.write(bytes)
        to.flush()
    }
}

private fun InputStream.next(limit: UInt): ByteArray {
    val chunk = ByteArray(limit.toInt())
    val read = read(chunk)
    return if (read <= 0) ByteArray(0) else chunk.copyOf(read).also { chunk.fill(0) }
}

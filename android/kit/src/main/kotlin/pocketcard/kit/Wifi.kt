package pocketcard.kit

import java.io.IOException
import java.net.Inet4Address
import java.net.InetSocketAddress
import java.net.NetworkInterface
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketTimeoutException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import pocketcard.kit.screens.Neighbours

/**
 * Phones on one Wi-Fi, or on the hotspot of one of them. What goes over it is for whoever listens; the core seals
 * and compares codes.
 */
public class Wifi(private val dispatcher: CoroutineDispatcher = Dispatchers.IO) : Neighbours {
    override suspend fun wait(address: (String) -> Unit): Duplex = withContext(dispatcher) {
        try {
            ServerSocket(0).use { listener ->
                listener.soTimeout = PATIENCE_MILLIS
                address("${own()}:${listener.localPort}")
                while (true) {
                    ensureActive()
                    try {
                        return@use SocketDuplex(listener.accept())
                    } catch (nobody: SocketTimeoutException) {
                        continue
                    }
                }
                @Suppress("UNREACHABLE_CODE")
                throw Failure("network")
            }
        } catch (broken: IOException) {
            throw Failure("network")
        }
    }

    override suspend fun call(address: String): Duplex = withContext(dispatcher) {
        val socket = Socket()
        try {
            val (host, port) = address.split(':').also { require(it.size == 2) }
            socket.connect(InetSocketAddress(host, port.toInt()), CONNECT_MILLIS)
            SocketDuplex(socket)
        } catch (wrong: IOException) {
            socket.close()
            throw Failure("meet-address")
        } catch (wrong: IllegalArgumentException) {
            socket.close()
            throw Failure("meet-address")
        }
    }

    /** This device's address on the network that others reach; its own where there is none. */
    private fun own(): String {
        val addresses = NetworkInterface.getNetworkInterfaces().toList()
            .filter { it.isUp && !it.isLoopback }
            .flatMap { it.inetAddresses.toList() }
            .filterIsInstance<Inet4Address>()
        val own = addresses.firstOrNull { it.isSiteLocalAddress } ?: addresses.firstOrNull()
        return own?.hostAddress ?: "127.0.0.1"
    }

    private companion object {
        const val PATIENCE_MILLIS = 500
        const val CONNECT_MILLIS = 10_000
    }
}

private class SocketDuplex(private val socket: Socket) : Duplex {
    init {
        // Whenever nothing came for so long, the core asks whether to go on waiting.
        socket.soTimeout = 500
    }

    override val input = socket.getInputStream()
    override val output = socket.getOutputStream()

    override fun close() = socket.close()
}

package pocketcard

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import pocketcard.kit.HttpCarrier
import pocketcard.kit.Hub
import pocketcard.kit.HubAnswered

/** What may stand at a hub's address. */
class HttpCarrierTest {
    private fun <T> beside(answer: HttpExchange.() -> Unit, use: (HttpCarrier) -> T): T {
        val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
        server.createContext("/v1/exchange") { exchange ->
            // Some of what stands here breaks off, and the client does too.
            runCatching { exchange.answer() }
            exchange.close()
        }
        server.start()
        try {
            return use(HttpCarrier(Hub("http://127.0.0.1:${server.address.port}", "Bearer token", null)))
        } finally {
            server.stop(0)
        }
    }

    private fun HttpExchange.say(bytes: ByteArray, length: Long = bytes.size.toLong()) {
        sendResponseHeaders(200, length)
        responseBody.write(bytes)
        responseBody.flush()
    }

    @Test
    fun `a log-in page is not a hub`() = beside({ say("<html>Please log in</html>".toByteArray()) }) {
        assertEquals("not-a-hub", assertThrows<HubAnswered> { it.carry(ByteArray(10)) }.code)
    }

    @Test
    fun `a balancer without a hub is not taken for a log-in page`() = beside({ sendResponseHeaders(503, -1) }) {
        assertEquals("hub-busy", assertThrows<HubAnswered> { it.carry(ByteArray(10)) }.code)
    }

    @Test
    fun `an answer without end is left`() = beside({
        responseHeaders.add("pocketcard-hub", "1")
        sendResponseHeaders(200, 0)
        while (true) responseBody.write(ByteArray(64 * 1024))
    }) {
        assertEquals("exchange-failed", assertThrows<HubAnswered> { it.carry(ByteArray(10)) }.code)
    }

    @Test
    fun `what came before a break counts`() = beside({
        responseHeaders.add("pocketcard-hub", "1")
        say(ByteArray(100) { 7 }, length = 1000)
    }) {
        assertArrayEquals(ByteArray(100) { 7 }, it.carry(ByteArray(10)))
    }
}

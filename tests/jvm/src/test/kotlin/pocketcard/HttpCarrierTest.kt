package pocketcard

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.io.File
import java.net.InetAddress
import java.net.InetSocketAddress
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import pocketcard.kit.Carrier
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
    fun `a request that came too slowly is as if the network had failed`() = beside({
        responseHeaders.add("pocketcard-hub", "1")
        sendResponseHeaders(408, -1)
    }) {
        assertEquals("network", assertThrows<HubAnswered> { it.carry(ByteArray(10)) }.code)
    }

    @Test
    fun `a hub says why it does not answer`(@TempDir folder: File) = Office(File(folder, "office")).use { office ->
        Handset(File(folder, "a")).use { a ->
            val phone = a.enrol(office, "a")
            office.serve()
            fun why(connect: (Hub) -> Carrier) = assertThrows<HubAnswered> { phone.sync(connect = connect) }.code
            assertEquals("hub-refused", why { HttpCarrier(Hub(it.url, "Bearer nobody's", it.certificate)) })
            assertEquals("not-a-hub", why { HttpCarrier(Hub("${it.url}/elsewhere", it.authorization, it.certificate)) })
            assertEquals("exchange-failed", why { hub -> Carrier { HttpCarrier(hub).carry(ByteArray(10) { -1 }) } })
            assertNotNull(phone.sync())
        }
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

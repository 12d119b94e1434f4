package pocketcard.kit

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.URI

/** Carries requests to a hub over HTTP, with the platform's own client. */
public class HttpCarrier(url: String, private val authorization: String) : Carrier {
    private val address = URI(url.trimEnd('/') + "/v1/exchange").toURL()

    override fun carry(request: ByteArray): ByteArray {
        val connection = address.openConnection() as HttpURLConnection
        try {
            connection.requestMethod = "POST"
            connection.connectTimeout = 15_000
            connection.readTimeout = 60_000
            // A token must not follow a redirect to somebody else.
            connection.instanceFollowRedirects = false
            connection.doOutput = true
            connection.setFixedLengthStreamingMode(request.size)
            connection.setRequestProperty("Authorization", authorization)
            connection.setRequestProperty("Content-Type", "application/octet-stream")
            connection.outputStream.use { it.write(request) }
            val status = connection.responseCode
            if (connection.getHeaderField("pocketcard-hub") != "1") {
                throw IOException("what answers at this address is not a hub; if this network has a log-in page, log in first")
            }
            when (status) {
                200 -> return connection.inputStream.use(::read)
                401, 403 -> throw IOException("the hub does not let this phone in; ask the office")
                429, 503 -> throw IOException("the hub is busy; try again later")
                else -> throw IOException("the hub answered with status $status; try again later")
            }
        } finally {
            connection.disconnect()
        }
    }

    /** What came before a break counts: the core sees where it ends. */
    private fun read(stream: InputStream): ByteArray {
        val answer = ByteArrayOutputStream()
        val chunk = ByteArray(16 * 1024)
        try {
            while (answer.size() <= ANSWER_MAX) {
                val read = stream.read(chunk)
                if (read < 0) return answer.toByteArray()
                answer.write(chunk, 0, read)
            }
        } catch (broken: IOException) {
            if (answer.size() > 0) return answer.toByteArray()
            throw broken
        }
        throw IOException("the hub's answer is too long; try again, then tell the office")
    }

    private companion object {
        /** No hub answers with more. */
        const val ANSWER_MAX = 2 * 1024 * 1024
    }
}

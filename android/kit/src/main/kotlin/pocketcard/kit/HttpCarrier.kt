package pocketcard.kit

import java.io.IOException
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
            when (val status = connection.responseCode) {
                200 -> return connection.inputStream.use { it.readBytes() }
                401, 403 -> throw IOException("the hub does not let this phone in; ask the office")
                429, 503 -> throw IOException("the hub is busy; try again later")
                else -> throw IOException("the hub answered with status $status; try again later")
            }
        } finally {
            connection.disconnect()
        }
    }
}

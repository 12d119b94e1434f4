package pocketcard.kit

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.URI
import java.security.KeyStore
import java.security.cert.CertificateFactory
import javax.net.ssl.HttpsURLConnection
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocketFactory
import javax.net.ssl.TrustManagerFactory
import pocketcard.ffi.noAnswer

/** Brings one request to the other side, and back the answer or as much of it as arrived. */
public fun interface Carrier {
    @Throws(IOException::class)
    public fun carry(request: ByteArray): ByteArray
}

/** The office's hub. The authorization is a secret: not for a log. */
public class Hub(
    public val url: String,
    public val authorization: String,
    /** In DER: what the hub's certificate must lead to. Without one, what this device trusts. */
    public val certificate: ByteArray?,
)

/** What answers is no hub, or the hub does not do it; [code] is for `error-…`. */
public class HubAnswered(public val code: String) : IOException(code)

/** Carries requests to a hub over HTTP, with the platform's own client. */
public class HttpCarrier(hub: Hub) : Carrier {
    private val address = URI(hub.url.trimEnd('/') + "/v1/exchange").toURL()
    private val authorization = hub.authorization
    private val trusted = hub.certificate?.let(::trusting)

    override fun carry(request: ByteArray): ByteArray {
        val connection = address.openConnection() as HttpURLConnection
        try {
            if (connection is HttpsURLConnection && trusted != null) connection.sslSocketFactory = trusted
            connection.requestMethod = "POST"
            connection.connectTimeout = CONNECT_MILLIS
            connection.readTimeout = READ_MILLIS
            // A token must not follow a redirect to somebody else.
            connection.instanceFollowRedirects = false
            connection.doOutput = true
            connection.setFixedLengthStreamingMode(request.size)
            connection.setRequestProperty("Authorization", authorization)
            connection.setRequestProperty("Content-Type", "application/octet-stream")
            connection.outputStream.use { it.write(request) }
            val why = noAnswer(connection.responseCode.toUShort(), connection.getHeaderField("pocketcard-hub"))
            why?.let { throw HubAnswered(it) }
            return connection.inputStream.use(::read)
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
        throw HubAnswered("exchange-failed")
    }

    private companion object {
        const val CONNECT_MILLIS = 15_000
        const val READ_MILLIS = 60_000

        /** No hub answers with more. */
        const val ANSWER_MAX = 2 * 1024 * 1024

        fun trusting(certificate: ByteArray): SSLSocketFactory {
            val read = CertificateFactory.getInstance("X.509").generateCertificate(ByteArrayInputStream(certificate))
            val only = KeyStore.getInstance(KeyStore.getDefaultType()).apply {
                load(null)
                setCertificateEntry("hub", read)
            }
            val managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
            managers.init(only)
            return SSLContext.getInstance("TLS").apply { init(null, managers.trustManagers, null) }.socketFactory
        }
    }
}

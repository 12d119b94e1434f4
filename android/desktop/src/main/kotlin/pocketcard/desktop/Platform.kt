package pocketcard.desktop

import java.awt.FileDialog
import java.awt.Frame
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import java.security.SecureRandom
import java.util.Locale
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import pocketcard.kit.Keys
import pocketcard.kit.KeysFailed
import pocketcard.kit.KeysTrouble
import pocketcard.kit.screens.Device

/** Keys as files: a copy of the folder copies them too, and the core refuses a PIN. */
public class FileKeys(private val folder: File) : Keys {
    override val hardware: Boolean = false

    override fun create(name: String) {
        folder.mkdirs()
        val file = file(name)
        if (!file.exists()) file.writeBytes(ByteArray(KEY).also(SecureRandom()::nextBytes))
    }

    override fun mac(name: String, data: ByteArray): ByteArray {
        val file = file(name)
        if (!file.exists()) throw KeysFailed(KeysTrouble.INVALIDATED)
        return Mac.getInstance(ALGORITHM).run {
            init(SecretKeySpec(file.readBytes(), ALGORITHM))
            doFinal(data)
        }
    }

    override fun destroy(name: String) {
        file(name).delete()
    }

    private fun file(name: String) = File(folder, name.filter { it.isLetterOrDigit() || it in "-_." })

    private companion object {
        const val KEY = 32
        const val ALGORITHM = "HmacSHA256"
    }
}

/** What a computer lends: its file dialogs. */
public class Computer(private val window: () -> Frame?, private val left: () -> Unit) : Device {
    override val language: String get() = Locale.getDefault().language
    override val hasCamera: Boolean = false
    override val programVersion: String get() = pocketcard.kit.programVersion()
    override val mayAnnounce: Boolean = true

    override suspend fun askToAnnounce(): Unit = Unit

    override suspend fun openFile(): InputStream? = ask(FileDialog.LOAD, null)?.inputStream()

    override suspend fun saveFile(name: String): OutputStream? = ask(FileDialog.SAVE, name)?.outputStream()

    override suspend fun scan(): String? = null

    override suspend fun photograph(): ByteArray? = null

    private val speaker = Speaker()

    override fun play(sound: ByteArray): Boolean = speaker.play(sound)

    override fun hush(): Unit = speaker.hush()

    override fun leave(): Unit = left()

    private suspend fun ask(mode: Int, name: String?): File? = withContext(Dispatchers.IO) {
        val dialog = FileDialog(window(), "", mode)
        dialog.file = name
        dialog.isVisible = true
        dialog.file?.let { File(dialog.directory, it) }
    }
}

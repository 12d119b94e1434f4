package pocketcard.app

import android.Manifest
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.net.Uri
import android.os.Build
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContract
import androidx.activity.result.contract.ActivityResultContracts
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.util.Locale
import kotlin.coroutines.resume
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.suspendCancellableCoroutine
import pocketcard.kit.Failure
import pocketcard.kit.programVersion
import pocketcard.kit.screens.Device

/** What Android lends: its pickers and its camera. Made while the activity is made. */
public class PhoneDevice(private val activity: ComponentActivity) : Device {
    private val open = asking(ActivityResultContracts.OpenDocument())
    private val create = asking(ActivityResultContracts.CreateDocument("application/octet-stream"))
    private val permission = asking(ActivityResultContracts.RequestPermission())
    private val scanned = asking(ScanActivity.Contract())
    private val preview = asking(ActivityResultContracts.TakePicturePreview())

    override val language: String get() = Locale.getDefault().language
    override val hasCamera: Boolean get() = activity.packageManager.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY)
    override val programVersion: String get() = programVersion()
    override val mayAnnounce: Boolean
        get() = Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
            activity.checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS) == PackageManager.PERMISSION_GRANTED

    override suspend fun askToAnnounce() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) permission.ask(Manifest.permission.POST_NOTIFICATIONS)
    }

    override suspend fun openFile(): InputStream? =
        open.ask(arrayOf("*/*"))?.let { reach(it) { uri -> activity.contentResolver.openInputStream(uri) } }

    override suspend fun saveFile(name: String): OutputStream? =
        create.ask(name)?.let { reach(it) { uri -> activity.contentResolver.openOutputStream(uri) } }

    override suspend fun scan(): String? = if (permission.ask(Manifest.permission.CAMERA)) scanned.ask(Unit) else null

    /** It comes as dots in memory: no file is written, and no word on place or device is in it. */
    override suspend fun photograph(): ByteArray? {
        val picture: Bitmap = preview.ask(null) ?: return null
        val bytes = ByteArrayOutputStream()
        if (!picture.compress(Bitmap.CompressFormat.JPEG, QUALITY, bytes)) throw Failure("photo")
        return bytes.toByteArray()
    }

    private val speaker = Speaker()

    override fun play(sound: ByteArray): Boolean = speaker.play(sound)

    override fun hush(): Unit = speaker.hush()

    override fun leave() {
        activity.finishAndRemoveTask()
    }

    private fun <T> reach(uri: Uri, how: (Uri) -> T?): T = try {
        how(uri) ?: throw Failure("file")
    } catch (gone: IOException) {
        throw Failure("file")
    } catch (refused: SecurityException) {
        throw Failure("file")
    }

    private fun <I, O> asking(contract: ActivityResultContract<I, O>) = Asking(activity, contract)

    private companion object {
        const val QUALITY = 90
    }
}

/** Another screen of the system that is asked for something, as one call that waits for the answer. */
private class Asking<I, O>(activity: ComponentActivity, contract: ActivityResultContract<I, O>) {
    private var waiting: CancellableContinuation<O>? = null
    private val launcher: ActivityResultLauncher<I> = activity.registerForActivityResult(contract) { answer ->
        waiting?.resume(answer)
        waiting = null
    }

    suspend fun ask(input: I): O = suspendCancellableCoroutine { continuation ->
        waiting?.cancel()
        waiting = continuation
        launcher.launch(input)
    }
}

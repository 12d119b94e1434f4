package pocketcard.app

import android.Manifest
import android.content.ActivityNotFoundException
import android.content.Context
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
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.suspendCancellableCoroutine
import pocketcard.kit.Failure
import pocketcard.kit.programVersion
import pocketcard.kit.screens.Device

/** What Android lends: its pickers and its camera. Asked through the activity that is there, answered also to the next one. */
public class PhoneDevice internal constructor(private val context: Context, private val long: LongExchange) : Device {
    private val open = Asking(ActivityResultContracts.OpenDocument(), "file")
    private val create = Asking(ActivityResultContracts.CreateDocument("application/octet-stream"), "file")
    private val permission = Asking(ActivityResultContracts.RequestPermission(), "host-argument")
    private val scanned = Asking(ScanActivity.Contract(), "host-argument")
    private val preview = Asking(ActivityResultContracts.TakePicturePreview(), "photo")
    private var activity: ComponentActivity? = null

    /** Call it while the activity is made: always in one order, by which Android finds whom an answer is for. */
    public fun attach(activity: ComponentActivity) {
        this.activity = activity
        listOf(open, create, permission, scanned, preview).forEach { it.attach(activity) }
    }

    /** The activity is gone. */
    public fun detach(activity: ComponentActivity) {
        if (this.activity === activity) this.activity = null
    }

    override val language: String get() = Locale.getDefault().language
    override val hasCamera: Boolean get() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY)
    override val programVersion: String get() = programVersion()
    override val mayAnnounce: Boolean
        get() = Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
            context.checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS) == PackageManager.PERMISSION_GRANTED

    override suspend fun askToAnnounce() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) permission.ask(Manifest.permission.POST_NOTIFICATIONS)
    }

    override suspend fun <T> goOn(bytes: Long, exchange: suspend (told: (Long, Long) -> Unit) -> T): T = long.run(bytes, exchange)

    override suspend fun openFile(): InputStream? =
        open.ask(arrayOf("*/*"))?.let { reach(it) { uri -> context.contentResolver.openInputStream(uri) } }

    override suspend fun saveFile(name: String): OutputStream? =
        create.ask(name)?.let { reach(it) { uri -> context.contentResolver.openOutputStream(uri) } }

    override suspend fun scan(): String? = if (permission.ask(Manifest.permission.CAMERA)) scanned.ask(Unit) else null

    /**
     * It comes as dots in memory: no file is written, and no word on place or device is in it. Android refuses the
     * camera's own app, too, to an app that asks for the camera and was not allowed to.
     */
    override suspend fun photograph(): ByteArray? {
        if (!permission.ask(Manifest.permission.CAMERA)) return null
        val picture: Bitmap = preview.ask(null) ?: return null
        val bytes = ByteArrayOutputStream()
        if (!picture.compress(Bitmap.CompressFormat.JPEG, QUALITY, bytes)) throw Failure("photo")
        return bytes.toByteArray()
    }

    private val speaker = Speaker()

    override fun play(sound: ByteArray): Boolean = speaker.play(sound)

    override fun hush(): Unit = speaker.hush()

    override fun leave() {
        activity?.finishAndRemoveTask()
    }

    private fun <T> reach(uri: Uri, how: (Uri) -> T?): T = try {
        how(uri) ?: throw Failure("file")
    } catch (gone: IOException) {
        throw Failure("file")
    } catch (refused: SecurityException) {
        throw Failure("file")
    }

    private companion object {
        const val QUALITY = 90
    }
}

/** Another screen of the system that is asked for something, as one call that waits for the answer. */
private class Asking<I, O>(private val contract: ActivityResultContract<I, O>, private val failure: String) {
    private var waiting: CancellableContinuation<O>? = null
    private var launcher: ActivityResultLauncher<I>? = null

    fun attach(activity: ComponentActivity) {
        launcher = activity.registerForActivityResult(contract) { answer ->
            waiting?.resume(answer)
            waiting = null
        }
    }

    suspend fun ask(input: I): O = suspendCancellableCoroutine { continuation ->
        waiting?.cancel()
        waiting = continuation
        try {
            checkNotNull(launcher) { "the device is attached while the activity is made" }.launch(input)
        } catch (none: ActivityNotFoundException) {
            waiting = null
            continuation.resumeWithException(Failure(failure))
        }
    }
}

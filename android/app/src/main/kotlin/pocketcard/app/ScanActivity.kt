package pocketcard.app

import android.annotation.SuppressLint
import android.app.Activity
import android.content.Context
import android.content.Intent
import android.graphics.ImageFormat
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.media.Image
import android.media.ImageReader
import android.os.Bundle
import android.os.Handler
import android.os.HandlerThread
import android.view.Surface
import android.view.SurfaceHolder
import android.view.SurfaceView
import androidx.activity.result.contract.ActivityResultContract
import pocketcard.kit.QrCode

/** Reads one code with the camera. What the camera sees stays in memory and is forgotten. */
public class ScanActivity : Activity(), SurfaceHolder.Callback {
    /** Gives the text of the code, or nothing. */
    public class Contract : ActivityResultContract<Unit, String?>() {
        override fun createIntent(context: Context, input: Unit): Intent = Intent(context, ScanActivity::class.java)

        override fun parseResult(resultCode: Int, intent: Intent?): String? = intent?.getStringExtra(TEXT)
    }

    private val thread = HandlerThread("camera").apply { start() }

    /** Camera and reader are touched there alone. */
    private val handler = Handler(thread.looper)
    private val reader = ImageReader.newInstance(WIDTH, HEIGHT, ImageFormat.YUV_420_888, 2)
    private var camera: CameraDevice? = null
    private var over = false

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.keepToItself()
        val view = SurfaceView(this)
        view.holder.setFixedSize(WIDTH, HEIGHT)
        view.holder.addCallback(this)
        setContentView(view)
        reader.setOnImageAvailableListener({ it.acquireLatestImage()?.use(::read) }, handler)
    }

    override fun surfaceCreated(holder: SurfaceHolder): Unit = onCamera { open(holder.surface) }

    override fun surfaceChanged(holder: SurfaceHolder, format: Int, width: Int, height: Int): Unit = Unit

    override fun surfaceDestroyed(holder: SurfaceHolder): Unit = onCamera(::letGo)

    override fun onDestroy() {
        handler.post {
            over = true
            letGo()
            reader.close()
        }
        thread.quitSafely()
        super.onDestroy()
    }

    /** Somebody else may have the camera, or the phone's owner may have shut it: then there is no code. */
    private fun onCamera(work: () -> Unit) {
        handler.post {
            try {
                work()
            } catch (taken: CameraAccessException) {
                finish()
            } catch (refused: SecurityException) {
                finish()
            } catch (gone: IllegalArgumentException) {
                finish()
            } catch (closed: IllegalStateException) {
                finish()
            }
        }
    }

    // Permission was asked for before this was started.
    @SuppressLint("MissingPermission")
    private fun open(glass: Surface) {
        val manager = getSystemService(Context.CAMERA_SERVICE) as CameraManager
        val ids = manager.cameraIdList
        val back = ids.firstOrNull { id ->
            manager.getCameraCharacteristics(id)[CameraCharacteristics.LENS_FACING] == CameraCharacteristics.LENS_FACING_BACK
        }
        val id = back ?: ids.firstOrNull() ?: return finish()
        manager.openCamera(id, Opened(glass), handler)
    }

    private fun letGo() {
        camera?.close()
        camera = null
    }

    private fun read(image: Image) {
        val plane = image.planes[0]
        val brightness = ByteArray(image.width * image.height)
        for (row in 0 until image.height) {
            plane.buffer.position(row * plane.rowStride)
            plane.buffer.get(brightness, row * image.width, image.width)
        }
        val text = QrCode.read(brightness, image.width, image.height)
        brightness.fill(0)
        if (text != null) runOnUiThread { found(text) }
    }

    private fun found(text: String) {
        setResult(RESULT_OK, Intent().putExtra(TEXT, text))
        finish()
    }

    /** Shows what the camera sees, and looks for a code in it. */
    private inner class Opened(private val glass: Surface) : CameraDevice.StateCallback() {
        override fun onOpened(opened: CameraDevice) {
            if (over || !glass.isValid) return opened.close()
            camera = opened
            onCamera { look(opened) }
        }

        private fun look(opened: CameraDevice) {
            val request = opened.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW).apply {
                addTarget(glass)
                addTarget(reader.surface)
                set(CaptureRequest.CONTROL_AF_MODE, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
            }.build()
            @Suppress("DEPRECATION")
            opened.createCaptureSession(
                listOf(glass, reader.surface),
                object : CameraCaptureSession.StateCallback() {
                    override fun onConfigured(session: CameraCaptureSession) = onCamera {
                        session.setRepeatingRequest(request, null, handler)
                    }

                    override fun onConfigureFailed(session: CameraCaptureSession) = finish()
                },
                handler,
            )
        }

        override fun onDisconnected(opened: CameraDevice) {
            letGo()
            finish()
        }

        override fun onError(opened: CameraDevice, error: Int) {
            letGo()
            finish()
        }
    }

    private companion object {
        const val TEXT = "text"
        const val WIDTH = 1280
        const val HEIGHT = 720
    }
}

package pocketcard.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * The app until its first frame, and until its first page. `android/app/package` runs it alone, and counts which classes
 * the JVM loads before [FirstFrame] and before [FirstPage].
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "w411dp-h823dp-mdpi")
class Startup {
    @Test
    fun `the first frame and the first page`() {
        val pocket = pocket()
        val control = Robolectric.buildActivity(MainActivity::class.java).setup()
        draw(control.get())
        FirstFrame.hashCode()
        until("words") { pocket.app.state.value.run { words != null && top != null } }
        draw(control.get())
        FirstPage.hashCode()
        control.close()
    }

    private fun draw(activity: MainActivity) {
        // Android lays out what it draws: here with the next frame.
        shadowOf(Looper.getMainLooper()).idleFor(FRAME)
        val view = activity.window.decorView
        view.draw(Canvas(Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)))
    }
}

private object FirstFrame

private object FirstPage

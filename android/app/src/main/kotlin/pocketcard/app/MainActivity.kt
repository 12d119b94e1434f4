package pocketcard.app

import android.os.Build
import android.os.Bundle
import android.view.View
import android.view.Window
import android.view.WindowManager
import android.view.inputmethod.EditorInfo
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.saveable.LocalSaveableStateRegistry
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.PlatformTextInputMethodRequest
import pocketcard.kit.screens.App
import pocketcard.ui.PocketcardApp

/** The screens on a phone. Other programs of the phone see, learn and keep nothing of them. */
public class MainActivity : ComponentActivity() {
    private lateinit var app: App

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.keepToItself()
        enableEdgeToEdge()
        val pocket = application as Pocket
        pocket.device.attach(this)
        app = pocket.app
        setContent {
            // Android keeps what a screen saves outside the process, where no lock wipes it: passphrases, too.
            CompositionLocalProvider(LocalSaveableStateRegistry provides null) { Unlearnt { PocketcardApp(app) } }
        }
        onBackPressedDispatcher.addCallback(
            this,
            object : OnBackPressedCallback(true) {
                override fun handleOnBackPressed() {
                    if (!app.back()) moveTaskToBack(true)
                }
            },
        )
    }

    override fun onResume() {
        super.onResume()
        app.front()
    }

    /** What waits is sent from behind as well: the files stay open until the phone is locked, or locks itself. */
    override fun onPause() {
        (application as Pocket).leaves()
        super.onPause()
    }

    override fun onDestroy() {
        (application as Pocket).device.detach(this)
        super.onDestroy()
    }
}

/** No screenshot, no list of recent apps, no form filler, no helper that only claims to be one, no window above it. */
internal fun Window.keepToItself() {
    setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
    decorView.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) setHideOverlayWindows(true)
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
        decorView.setAccessibilityDataSensitive(View.ACCESSIBILITY_DATA_SENSITIVE_YES)
    }
}

/** The keyboard is asked to forget all that is typed within. */
@OptIn(ExperimentalComposeUiApi::class)
@Composable
private fun Unlearnt(content: @Composable () -> Unit) {
    InterceptPlatformTextInput(
        { request, next ->
            next.startInputMethod(
                PlatformTextInputMethodRequest { info ->
                    request.createInputConnection(info).also {
                        info.imeOptions = info.imeOptions or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
                    }
                },
            )
        },
        content,
    )
}

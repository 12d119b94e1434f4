package pocketcard.app

import android.os.Bundle
import android.view.WindowManager
import android.view.inputmethod.EditorInfo
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.PlatformTextInputMethodRequest
import pocketcard.kit.Wifi
import pocketcard.kit.screens.App
import pocketcard.ui.PocketcardApp

/** The screens on a phone. Nothing of them is in a screenshot, in the list of recent apps, or learnt by a keyboard. */
public class MainActivity : ComponentActivity() {
    private lateinit var app: App

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        enableEdgeToEdge()
        val pocket = application as Pocket
        app = App(pocket.phone, PhoneDevice(this), Wifi(), pocket.scope)
        setContent { Unlearnt { PocketcardApp(app) } }
        app.start()
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
        SyncJob.schedule(this)
    }

    override fun onPause() {
        app.behind()
        super.onPause()
    }
}

/** Whatever is typed within, the keyboard is asked to forget. */
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

package pocketcard.desktop

import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.awaitApplication
import androidx.compose.ui.window.rememberWindowState
import java.awt.Frame
import java.io.File
import kotlin.system.exitProcess
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Wifi
import pocketcard.kit.screens.App
import pocketcard.ui.PocketcardApp

/** What opens both phones of a practice, and its office. Nobody's secret: everything is erased at the end. */
private const val PASSPHRASE = "otter lamp velvet harbour"

private val phone = DpSize(411.dp, 820.dp)

/**
 * The phone in a window, enrolled with a practice office on this machine: two phones and the desk. The first argument
 * is the office's program; with `--try` after it no window opens, and both phones do by themselves what two people
 * would do with them.
 */
public fun main(arguments: Array<String>) {
    val program = File(arguments.first())
    val folder = kotlin.io.path.createTempDirectory("pocketcard-practice").toFile()
    Runtime.getRuntime().addShutdownHook(Thread { folder.deleteRecursively() })
    PracticeOffice(program, folder, PASSPHRASE).use { office ->
        office.serve()
        val phones = listOf("patrol-1", "patrol-2").map { label ->
            val files = File(folder, label)
            CorePocketcard(files, FileKeys(File(files, "keys"))).also { card ->
                runBlocking { enrol(card, office, label) }
                println("$label is enrolled. Its passphrase: $PASSPHRASE")
            }
        }
        runBlocking {
            if ("--try" in arguments) tryOut(office, phones, ::println) else practise(office, phones)
        }
        phones.forEach { it.close() }
    }
    exitProcess(0)
}

/** As two people do it: each side compares the other's words. */
public suspend fun enrol(card: CorePocketcard, office: PracticeOffice, label: String) {
    val invitation = office.invite(label)
    check(card.invited(invitation).words == office.words()) { "the invitation is another office's" }
    card.enrol(invitation, PASSPHRASE.toCharArray())
    office.accept(label, card.about().words)
}

private suspend fun practise(office: PracticeOffice, phones: List<CorePocketcard>) = awaitApplication {
    // The application ends with its last window.
    var open by remember { mutableStateOf(phones.indices.toSet()) }
    phones.forEachIndexed { index, card ->
        if (index in open) PhoneWindow(card, index) { open = open - index }
    }
    if (open.isNotEmpty()) DeskWindow(office) { open = emptySet() }
}

@Composable
private fun PhoneWindow(card: CorePocketcard, index: Int, close: () -> Unit) {
    val state = rememberWindowState(size = phone, position = WindowPosition((20 + 430 * index).dp, 20.dp))
    Window(close, state, title = "Pocketcard ${index + 1}") {
        val scope = rememberCoroutineScope()
        val app = remember {
            val frame: Frame = window
            App(card, Computer({ frame }) { frame.state = Frame.ICONIFIED }, Wifi(), scope).also { it.start() }
        }
        PocketcardApp(app, Fonts::of)
    }
}

/** What the desk has, as its program prints it, fetched every few seconds. */
@Composable
private fun DeskWindow(office: PracticeOffice, close: () -> Unit) {
    val state = rememberWindowState(size = DpSize(720.dp, 400.dp), position = WindowPosition(880.dp, 20.dp))
    var inbox by remember { mutableStateOf("") }
    Window(close, state, title = "pocketcard-office inbox") {
        LaunchedEffect(Unit) {
            while (true) {
                inbox = withContext(Dispatchers.IO) {
                    office.collect()
                    office.inbox()
                }
                delay(COLLECT_MILLIS)
            }
        }
        MaterialTheme {
            Surface(Modifier.fillMaxSize()) {
                Text(
                    inbox,
                    Modifier.verticalScroll(rememberScrollState()).horizontalScroll(rememberScrollState()).padding(16.dp),
                    fontFamily = FontFamily.Monospace,
                    fontSize = 13.sp,
                )
            }
        }
    }
}

private const val COLLECT_MILLIS = 3_000L

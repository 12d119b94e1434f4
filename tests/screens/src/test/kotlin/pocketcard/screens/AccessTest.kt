package pocketcard.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import java.io.File
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.Fonts
import pocketcard.kit.Look
import pocketcard.ui.PocketcardApp

/** What can be pressed is large enough, is read out, and says what it is; what is written can be read. */
class AccessTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `every screen can be pressed, heard and read`() = Studio(folder).use { studio ->
        val settings = listOf(
            Setting("en", Look.LIGHT, 320, 2f),
            Setting("ar", Look.DARK, 320, 1f),
            Setting("uk", Look.SUN, 411, 1f),
            Setting("en", Look.LIGHT, 411, 1f),
            Setting("ar", Look.SUN, 320, 2f),
            Setting("uk", Look.DARK, 411, 2f),
        )
        val faults = settings.flatMap { setting ->
            shots.flatMap { shot ->
                val app = studio.show(shot, setting)
                faults(setting) { PocketcardApp(app, Fonts::of) }.map { "${shot.name}-$setting: $it" }
            }
        }
        assertEquals(emptyList<String>(), faults)
    }

    @Test
    fun `a bad page is found out`() {
        val faults = faults(Setting("en", Look.LIGHT, 320, 1f)) {
            Column(Modifier.background(Color.White)) {
                Box(Modifier.size(24.dp).clickable {})
                Text("Faint", color = Color(0xFFBBBBBB), fontSize = 17.sp)
                Box(Modifier.size(60.dp).clickable(role = Role.Button) {})
            }
        }
        for (fault in listOf("24 dp", "nothing to read out", "no role", "Faint: contrast")) {
            assertTrue(faults.any { fault in it }, "$fault in $faults")
        }
        assertEquals(5, faults.size, faults.toString())
    }

    @OptIn(ExperimentalTestApi::class)
    private fun faults(setting: Setting, page: @Composable () -> Unit): List<String> {
        val faults = mutableListOf<String>()
        // So tall that what scrolls is seen too.
        runDesktopComposeUiTest(setting.width, TALL) {
            setContent { CompositionLocalProvider(LocalDensity provides Density(1f, setting.font), content = page) }
            waitForIdle()
            faults += walk(this)
        }
        return faults
    }

    @OptIn(ExperimentalTestApi::class)
    private fun walk(test: DesktopComposeUiTest): List<String> {
        val root = test.onRoot().fetchSemanticsNode()
        val picture = test.onRoot().captureToImage().toPixelMap()
        val faults = mutableListOf<String>()
        fun look(node: SemanticsNode) {
            faults += pressed(node)
            val text = node.config.getOrNull(SemanticsProperties.Text)?.joinToString { it.text }
            if (!text.isNullOrBlank()) {
                val contrast = contrast(picture, node)
                if (contrast < READABLE) faults += "$text: contrast ${"%.1f".format(contrast)} to 1, not $READABLE"
            }
            node.children.forEach(::look)
        }
        look(root)
        return faults
    }

    private fun pressed(node: SemanticsNode): List<String> {
        val config = node.config
        val typed = SemanticsActions.SetText in config
        if (SemanticsActions.OnClick !in config && !typed) return emptyList()
        val faults = mutableListOf<String>()
        val smallest = min(node.size.width, node.size.height)
        if (smallest < TOUCH) faults += "node ${node.id}: $smallest dp, not $TOUCH"
        if (said(node).isBlank()) faults += "node ${node.id}: nothing to read out"
        if (!typed && config.getOrNull(SemanticsProperties.Role) == null) faults += "node ${node.id}: pressed, but has no role"
        return faults
    }

    private fun said(node: SemanticsNode): String = listOfNotNull(
        node.config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString(),
        node.config.getOrNull(SemanticsProperties.Text)?.joinToString { it.text },
        node.config.getOrNull(SemanticsProperties.EditableText)?.text,
    ).plus(node.children.map(::said)).joinToString(" ")

    /** The commonest colour within a text's bounds against the one that differs most from it. */
    private fun contrast(picture: androidx.compose.ui.graphics.PixelMap, node: SemanticsNode): Double {
        val bounds = node.boundsInRoot
        val colours = mutableMapOf<Color, Int>()
        for (y in max(0, bounds.top.toInt()) until min(picture.height, bounds.bottom.toInt())) {
            for (x in max(0, bounds.left.toInt()) until min(picture.width, bounds.right.toInt())) {
                colours.merge(picture[x, y], 1, Int::plus)
            }
        }
        if (colours.isEmpty()) return Double.MAX_VALUE
        val ground = colours.maxBy { it.value }.key
        return colours.keys.maxOf { ratio(it, ground) }
    }

    private fun ratio(a: Color, b: Color): Double {
        val (dark, light) = listOf(luminance(a), luminance(b)).sorted()
        return (light + 0.05) / (dark + 0.05)
    }

    private fun luminance(colour: Color): Double {
        fun linear(part: Float) = if (part <= 0.03928f) part / 12.92 else ((part + 0.055) / 1.055).pow(2.4)
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    private companion object {
        const val TALL = 6000
        const val TOUCH = 48
        const val READABLE = 4.5
    }
}

package pocketcard.screens

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import java.awt.image.BufferedImage
import java.io.ByteArrayInputStream
import java.io.File
import java.time.ZoneId
import javax.imageio.ImageIO
import kotlin.math.abs
import org.jetbrains.skia.EncodedImageFormat
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.Fonts
import pocketcard.kit.Look
import pocketcard.ui.LocalZone
import pocketcard.ui.PocketcardApp

/**
 * Draws every screen and compares it with the picture in `tests/screens/pictures`: every screen in English, the busiest in
 * every setting. After a change that is wanted: look at the new pictures in the folder that the failure names, and copy
 * there what is missing or differs (`tests/screens/keep`).
 */
class PicturesTest {
    @TempDir
    lateinit var folder: File
    private val kept = File(System.getProperty("pictures.folder"))
    private val made = File(System.getProperty("pictures.made")).apply { mkdirs() }

    private val settings = listOf(
        Setting("en", Look.LIGHT, 411, 1f),
        Setting("ar", Look.DARK, 411, 1f),
        Setting("uk", Look.SUN, 320, 1f),
        Setting("en", Look.SUN, 320, 2f),
        Setting("ar", Look.LIGHT, 320, 2f),
        Setting("uk", Look.DARK, 411, 2f),
    )

    @Test
    fun `every screen looks as it did`() {
        val differ = mutableListOf<String>()
        val compared = mutableListOf<String>()
        Studio(folder).use { studio ->
            for ((setting, shot) in settings.flatMap { setting -> shots.map { setting to it } }) {
                val name = "${shot.name}-$setting.png"
                val drawn = draw(studio, shot, setting)
                File(made, name).writeBytes(drawn)
                if (setting != settings.first() && shot.name !in BUSY) continue
                compared += name
                val before = File(kept, name)
                if (!before.exists() || !alike(read(before.readBytes()), read(drawn))) differ += name
            }
        }
        if (kept.list().isNullOrEmpty()) {
            println("skipped: no pictures are kept to be compared with; look at them in $made")
            return
        }
        assertEquals(emptyList<String>(), differ, "new pictures are in $made")
        assertEquals(emptyList<String>(), kept.list().orEmpty().filterNot { it in compared }, "none that nothing is compared with")
    }

    @Test
    fun `a bound that a shifted line breaks`() {
        Studio(folder).use { studio ->
            val setting = settings.first()
            val today = read(draw(studio, shots.first { it.name == "today" }, setting))
            val shifted = BufferedImage(today.width, today.height, BufferedImage.TYPE_INT_RGB)
            shifted.createGraphics().drawImage(today, 0, 4, null)
            assertTrue(alike(today, today))
            assertTrue(!alike(today, shifted))
            assertTrue(!alike(today, read(draw(studio, shots.first { it.name == "carry" }, setting))))
        }
    }

    private fun draw(studio: Studio, shot: Shot, setting: Setting): ByteArray {
        val app = studio.show(shot, setting)
        val scene = ImageComposeScene(setting.width, HEIGHT, Density(1f, setting.font)) {
            CompositionLocalProvider(LocalZone provides ZoneId.of("UTC")) { PocketcardApp(app, Fonts::of) }
        }
        try {
            // What moves has come to rest after a second.
            repeat(FRAMES) { scene.render(it * FRAME_NANOS) }
            val image = scene.render(FRAMES * FRAME_NANOS)
            return checkNotNull(image.encodeToData(EncodedImageFormat.PNG)).bytes
        } finally {
            scene.close()
        }
    }

    private fun read(png: ByteArray): BufferedImage = ImageIO.read(ByteArrayInputStream(png))

    /** At most one point in a hundred is another one: letters may lie a hair's breadth apart on another machine. */
    private fun alike(a: BufferedImage, b: BufferedImage): Boolean {
        if (a.width != b.width || a.height != b.height) return false
        val other = (0 until a.height).sumOf { y -> (0 until a.width).count { x -> differs(a.getRGB(x, y), b.getRGB(x, y)) } }
        return other * POINTS_IN < a.width * a.height
    }

    private fun differs(a: Int, b: Int) = listOf(0, 8, 16).any { abs((a shr it and 0xff) - (b shr it and 0xff)) > SHADE }

    private companion object {
        val BUSY = setOf("unlock", "today", "screening", "finding", "refer", "settings")
        const val HEIGHT = 800
        const val FRAMES = 8
        const val FRAME_NANOS = 150_000_000L
        const val POINTS_IN = 100
        const val SHADE = 48
    }
}

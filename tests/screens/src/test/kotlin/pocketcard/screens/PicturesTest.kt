package pocketcard.screens

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.graphics.toAwtImage
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.unit.Density
import java.awt.geom.AffineTransform
import java.awt.image.AffineTransformOp
import java.awt.image.BufferedImage
import java.io.File
import java.time.ZoneId
import javax.imageio.ImageIO
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.Fonts
import pocketcard.kit.Look
import pocketcard.ui.LocalZone
import pocketcard.ui.PocketcardApp

/**
 * Draws every screen in every setting and compares it with what is kept: `tests/screens/sheets` holds them all, small, and
 * `tests/screens/pictures` holds every screen in English, and what the README shows, as large as it was drawn. What differs
 * is drawn large into the folder that the failure names. After a change that is wanted: look there, then `tests/screens/keep`.
 */
class PicturesTest {
    @TempDir
    lateinit var folder: File
    private val kept = File(System.getProperty("pictures.kept"))
    private val made = File(System.getProperty("pictures.made"))

    @Test
    fun `every screen looks as it did`() {
        val folders = listOf("pictures", "sheets", "differs")
        folders.forEach { File(made, it).run { deleteRecursively() && mkdirs() } }
        val differ = mutableListOf<String>()
        Studio(folder).use { studio -> shots.flatMapTo(differ) { compare(studio, it) } }
        assertEquals(emptyList<String>(), differ, "new pictures are in $made")
        for (of in listOf("pictures", "sheets")) assertEquals(names(made, of), names(kept, of), "none that nothing is compared with")
    }

    /** In which settings a screen differs from what is kept. */
    private fun compare(studio: Studio, shot: Shot): List<String> {
        val before = read("sheets/${shot.name}.png")?.let(::Sheet)
        val sheet = Sheet()
        val differ = Sheet.settings.filter { setting ->
            val name = "${shot.name}-$setting"
            val page = draw(studio, shot, setting)
            val small = third(page)
            sheet.put(setting, small)
            val large = setting == FIRST || name in SHOWN
            if (large) write("pictures/$name.png", page)
            val same = alike(before?.cell(setting), small, SMALL_POINTS_IN) &&
                (!large || alike(read("pictures/$name.png"), page, POINTS_IN))
            if (!same) write("differs/$name.png", page)
            !same
        }
        write("sheets/${shot.name}.png", sheet.picture)
        return differ.map { "${shot.name}-$it" }
    }

    /** A hair's breadth is a third of a point. */
    @Test
    fun `bounds that a line breaks in any setting, and a hair's breadth does not`() {
        Studio(folder).use { studio ->
            for (setting in Sheet.settings) {
                val today = draw(studio, shots.first { it.name == "today" }, setting)
                val bounds = listOf<(BufferedImage) -> Boolean>(
                    { alike(today, it, POINTS_IN) },
                    { alike(third(today), third(it), SMALL_POINTS_IN) },
                )
                assertTrue(bounds.all { it(today) }, "$setting")
                assertTrue(bounds.last()(shifted(today, 1.0 / 3)), "$setting by a hair")
                assertTrue(bounds.none { it(shifted(today, 4.0)) }, "$setting by a line")
                assertTrue(bounds.none { it(draw(studio, shots.first { it.name == "carry" }, setting)) }, "another screen")
            }
        }
    }

    private fun shifted(page: BufferedImage, down: Double): BufferedImage {
        val shift = AffineTransformOp(AffineTransform.getTranslateInstance(0.0, down), AffineTransformOp.TYPE_BILINEAR)
        return shift.filter(page, BufferedImage(page.width, page.height, BufferedImage.TYPE_INT_RGB))
    }

    private fun draw(studio: Studio, shot: Shot, setting: Setting): BufferedImage {
        val app = studio.show(shot, setting)
        val scene = ImageComposeScene(setting.width, PAGE_HEIGHT, Density(1f, setting.font)) {
            CompositionLocalProvider(LocalZone provides ZoneId.of("UTC")) { PocketcardApp(app, Fonts::of) }
        }
        try {
            // What moves begins with the second frame, and has come to rest a second later.
            repeat(FRAMES) { scene.render(it * FRAME_NANOS) }
            return scene.render(FRAMES * FRAME_NANOS).toComposeImageBitmap().toAwtImage()
        } finally {
            scene.close()
        }
    }

    private fun alike(before: BufferedImage?, now: BufferedImage, pointsIn: Int) =
        before != null && pocketcard.screens.alike(before, now, pointsIn)

    private fun read(name: String): BufferedImage? = File(kept, name).takeIf { it.exists() }?.let(ImageIO::read)

    private fun write(name: String, picture: BufferedImage) = ImageIO.write(picture, "png", File(made, name))

    private fun names(of: File, kind: String) = File(of, kind).list().orEmpty().sorted()

    private companion object {
        val FIRST = Setting("en", Look.LIGHT, 411, 1f)

        /** Also in the README. */
        val SHOWN = setOf("finding-ar-light-320-200", "refer-uk-dark-411-200")
        const val FRAMES = 2
        const val FRAME_NANOS = 1_000_000_000L
        const val POINTS_IN = 100

        /** A mean hides a hair's breadth, and much of an icon. */
        const val SMALL_POINTS_IN = 1000
    }
}

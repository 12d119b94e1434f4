package pocketcard.screens

import java.awt.image.BufferedImage
import kotlin.math.abs
import kotlin.math.min
import pocketcard.kit.Look

/**
 * One screen in every setting, each a third as wide and as high as it was drawn.
 *
 * The rows are English, Arabic and Ukrainian, each of them light, dark and in the sun. The columns are 320 dp with letters
 * at 100 % and at 200 %, and 411 dp with the same.
 */
internal class Sheet(val picture: BufferedImage = BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB)) {
    /** Puts a page that was made small where its setting belongs. */
    fun put(setting: Setting, small: BufferedImage) {
        picture.setRGB(left(setting), top(setting), small.width, small.height, points(small), 0, small.width)
    }

    /** What is where a setting belongs; `null` where the sheet is another one's. */
    fun cell(setting: Setting): BufferedImage? {
        if (picture.width != WIDTH || picture.height != HEIGHT) return null
        return picture.getSubimage(left(setting), top(setting), thirds(setting.width), thirds(PAGE_HEIGHT))
    }

    companion object {
        /** In the order of the sheet: row by row, each from left to right. */
        val settings: List<Setting> = listOf("en", "ar", "uk").flatMap { language ->
            listOf(Look.LIGHT, Look.DARK, Look.SUN).flatMap { look ->
                listOf(320, 411).flatMap { width -> listOf(1f, 2f).map { font -> Setting(language, look, width, font) } }
            }
        }

        private const val COLUMNS = 4
        private const val GAP = 4
        private val WIDTH = breadth(settings.take(COLUMNS)) - GAP
        private val HEIGHT = settings.size / COLUMNS * (thirds(PAGE_HEIGHT) + GAP) - GAP

        private fun breadth(cells: List<Setting>) = cells.sumOf { thirds(it.width) + GAP }

        private fun left(setting: Setting): Int = settings.indexOf(setting).let { breadth(settings.subList(it - it % COLUMNS, it)) }

        private fun top(setting: Setting): Int = settings.indexOf(setting) / COLUMNS * (thirds(PAGE_HEIGHT) + GAP)
    }
}

/** How high every page is drawn. */
internal const val PAGE_HEIGHT = 800

private const val THIRD = 3

private fun thirds(length: Int) = (length + THIRD - 1) / THIRD

/** A page a third as wide and as high: each point is the mean of three by three. */
internal fun third(page: BufferedImage): BufferedImage {
    val from = points(page)
    val small = BufferedImage(thirds(page.width), thirds(page.height), BufferedImage.TYPE_INT_RGB)
    for (y in 0 until small.height) {
        for (x in 0 until small.width) small.setRGB(x, y, mean(from, page, x * THIRD, y * THIRD))
    }
    return small
}

/** At the edges there are fewer than three by three. */
private fun mean(from: IntArray, page: BufferedImage, left: Int, top: Int): Int {
    val right = min(page.width, left + THIRD)
    val bottom = min(page.height, top + THIRD)
    var red = 0
    var green = 0
    var blue = 0
    for (y in top until bottom) {
        for (x in left until right) {
            val point = from[y * page.width + x]
            red += point shr 16 and 0xff
            green += point shr 8 and 0xff
            blue += point and 0xff
        }
    }
    val count = (right - left) * (bottom - top)
    return (shade(red / count) shl 16) or (shade(green / count) shl 8) or shade(blue / count)
}

/** One of 33 shades, so that a sheet is a small file. */
private fun shade(exact: Int) = min(0xff, (exact + STEP / 2) / STEP * STEP)

private const val STEP = 8

/** Fewer than one point in [pointsIn] differ: letters may lie a hair's breadth apart on another machine. */
internal fun alike(a: BufferedImage, b: BufferedImage, pointsIn: Int): Boolean {
    if (a.width != b.width || a.height != b.height) return false
    val others = points(b)
    return points(a).withIndex().count { (at, point) -> differs(point, others[at]) } * pointsIn < others.size
}

private fun points(picture: BufferedImage): IntArray = picture.getRGB(0, 0, picture.width, picture.height, null, 0, picture.width)

private fun differs(a: Int, b: Int): Boolean = apart(a shr 16, b shr 16) || apart(a shr 8, b shr 8) || apart(a, b)

private fun apart(a: Int, b: Int): Boolean = abs((a and 0xff) - (b and 0xff)) > SHADE

private const val SHADE = 48

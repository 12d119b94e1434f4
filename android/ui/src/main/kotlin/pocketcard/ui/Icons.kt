package pocketcard.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.PathBuilder
import androidx.compose.ui.graphics.vector.path
import androidx.compose.ui.unit.dp

/** Drawn here: thick lines, to be told apart in the sun. */
internal object Icons {
    val back = icon("back", mirrored = true) {
        moveTo(14f, 5f)
        lineTo(7f, 12f)
        lineTo(14f, 19f)
        moveTo(7f, 12f)
        lineTo(20f, 12f)
    }
    val leave = icon("leave", mirrored = true) {
        moveTo(12f, 4f)
        lineTo(5f, 4f)
        lineTo(5f, 20f)
        lineTo(12f, 20f)
        moveTo(10f, 12f)
        lineTo(21f, 12f)
        moveTo(17f, 8f)
        lineTo(21f, 12f)
        lineTo(17f, 16f)
    }
    val language = icon("language") {
        moveTo(12f, 3f)
        curveTo(17f, 3f, 21f, 7f, 21f, 12f)
        curveTo(21f, 17f, 17f, 21f, 12f, 21f)
        curveTo(7f, 21f, 3f, 17f, 3f, 12f)
        curveTo(3f, 7f, 7f, 3f, 12f, 3f)
        moveTo(3f, 12f)
        lineTo(21f, 12f)
        moveTo(12f, 3f)
        curveTo(16f, 8f, 16f, 16f, 12f, 21f)
        curveTo(8f, 16f, 8f, 8f, 12f, 3f)
    }
    val check = icon("check") {
        moveTo(4f, 13f)
        lineTo(9f, 18f)
        lineTo(20f, 6f)
    }
    val sound = icon("sound", mirrored = true) {
        moveTo(4f, 9f)
        lineTo(8f, 9f)
        lineTo(13f, 5f)
        lineTo(13f, 19f)
        lineTo(8f, 15f)
        lineTo(4f, 15f)
        close()
        moveTo(16f, 9f)
        curveTo(18f, 10.5f, 18f, 13.5f, 16f, 15f)
        moveTo(18.5f, 6f)
        curveTo(22f, 9f, 22f, 15f, 18.5f, 18f)
    }
    val warning = icon("warning") {
        moveTo(12f, 3f)
        lineTo(22f, 20f)
        lineTo(2f, 20f)
        close()
        moveTo(12f, 9f)
        lineTo(12f, 14f)
        moveTo(12f, 17f)
        lineTo(12f, 17.2f)
    }
    val unfold = icon("unfold") {
        moveTo(5f, 9f)
        lineTo(12f, 16f)
        lineTo(19f, 9f)
    }
    val fold = icon("fold") {
        moveTo(5f, 16f)
        lineTo(12f, 9f)
        lineTo(19f, 16f)
    }
    val urgent = icon("urgent") {
        moveTo(12f, 3f)
        lineTo(12f, 15f)
        moveTo(12f, 20f)
        lineTo(12f, 20.2f)
    }
    val look = icon("look") {
        moveTo(2f, 12f)
        curveTo(6f, 5f, 18f, 5f, 22f, 12f)
        curveTo(18f, 19f, 6f, 19f, 2f, 12f)
        moveTo(12f, 9f)
        curveTo(16f, 9f, 16f, 15f, 12f, 15f)
        curveTo(8f, 15f, 8f, 9f, 12f, 9f)
    }

    private fun icon(name: String, mirrored: Boolean = false, draw: PathBuilder.() -> Unit): ImageVector =
        ImageVector.Builder(name, 24.dp, 24.dp, 24f, 24f, autoMirror = mirrored).path(
            stroke = SolidColor(Color.Black),
            strokeLineWidth = 2.5f,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
            pathBuilder = draw,
        ).build()
}

package pocketcard.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import java.time.ZoneId
import pocketcard.kit.Look
import pocketcard.kit.Words

/** The words of the language that the screens speak. */
public val LocalWords = staticCompositionLocalOf<Words> { error("words") }

/** The zone in which times are told. */
public val LocalZone = staticCompositionLocalOf<ZoneId> { ZoneId.systemDefault() }

/** How thick lines are: in the sun thin ones vanish. */
internal val LocalLine = staticCompositionLocalOf<Dp> { 1.dp }

private val light = lightColorScheme(
    primary = Color(0xFF0B4A80),
    onPrimary = Color.White,
    primaryContainer = Color(0xFFD3E6F8),
    onPrimaryContainer = Color(0xFF06233D),
    secondaryContainer = Color(0xFFE4E9EE),
    onSecondaryContainer = Color(0xFF14181C),
    background = Color.White,
    onBackground = Color(0xFF111417),
    surface = Color.White,
    onSurface = Color(0xFF111417),
    surfaceVariant = Color(0xFFF1F4F7),
    onSurfaceVariant = Color(0xFF30363C),
    outline = Color(0xFF4A525A),
    error = Color(0xFF8F1515),
    onError = Color.White,
    errorContainer = Color(0xFFFBE3E1),
    onErrorContainer = Color(0xFF4A0808),
)

private val dark = darkColorScheme(
    primary = Color(0xFFA6CFF7),
    onPrimary = Color(0xFF00294A),
    primaryContainer = Color(0xFF12426B),
    onPrimaryContainer = Color(0xFFE3F0FC),
    secondaryContainer = Color(0xFF2A3239),
    onSecondaryContainer = Color(0xFFEDF1F4),
    background = Color(0xFF0E1215),
    onBackground = Color(0xFFF0F3F5),
    surface = Color(0xFF0E1215),
    onSurface = Color(0xFFF0F3F5),
    surfaceVariant = Color(0xFF1B2126),
    onSurfaceVariant = Color(0xFFD5DCE2),
    outline = Color(0xFFA4AEB7),
    error = Color(0xFFFFB8B0),
    onError = Color(0xFF5A0B0B),
    errorContainer = Color(0xFF6B1A1A),
    onErrorContainer = Color(0xFFFFE9E6),
)

private val sun = lightColorScheme(
    primary = Color.Black,
    onPrimary = Color.White,
    primaryContainer = Color(0xFFFFEB3B),
    onPrimaryContainer = Color.Black,
    secondaryContainer = Color.White,
    onSecondaryContainer = Color.Black,
    background = Color.White,
    onBackground = Color.Black,
    surface = Color.White,
    onSurface = Color.Black,
    surfaceVariant = Color.White,
    onSurfaceVariant = Color.Black,
    outline = Color.Black,
    error = Color(0xFF7A0000),
    onError = Color.White,
    errorContainer = Color.White,
    onErrorContainer = Color(0xFF7A0000),
)

/** The look, the words and the direction of everything within. */
@Composable
public fun PocketcardTheme(
    words: Words,
    look: Look,
    font: FontFamily = FontFamily.Default,
    content: @Composable () -> Unit,
) {
    val colours: ColorScheme = when (look) {
        Look.DEVICE -> if (isSystemInDarkTheme()) dark else light
        Look.LIGHT -> light
        Look.DARK -> dark
        Look.SUN -> sun
    }
    val weight = if (look == Look.SUN) FontWeight.Bold else FontWeight.Normal
    // What a person wrote goes the way its own letters go.
    val body = TextStyle(fontFamily = font, fontWeight = weight, textDirection = TextDirection.Content)
    val strong = body.copy(fontWeight = FontWeight.Bold)
    val type = Typography(
        headlineSmall = strong.copy(fontSize = 24.sp, lineHeight = 32.sp),
        titleLarge = strong.copy(fontSize = 20.sp, lineHeight = 28.sp),
        titleMedium = strong.copy(fontSize = 17.sp, lineHeight = 24.sp),
        bodyLarge = body.copy(fontSize = 17.sp, lineHeight = 25.sp),
        bodyMedium = body.copy(fontSize = 15.sp, lineHeight = 22.sp),
        bodySmall = body.copy(fontSize = 14.sp, lineHeight = 20.sp),
        labelLarge = strong.copy(fontSize = 17.sp, lineHeight = 24.sp),
        labelMedium = strong.copy(fontSize = 14.sp, lineHeight = 20.sp),
        labelSmall = strong.copy(fontSize = 13.sp, lineHeight = 18.sp),
    )
    val shape = RoundedCornerShape(10.dp)
    val shapes = Shapes(shape, shape, shape, shape, shape)
    CompositionLocalProvider(
        LocalWords provides words,
        LocalLine provides if (look == Look.SUN) 3.dp else 1.dp,
        LocalLayoutDirection provides if (words.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr,
    ) {
        MaterialTheme(colours, shapes, type, content)
    }
}

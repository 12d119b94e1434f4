package pocketcard.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** Fonts that come along, so that every computer shows the same; a phone has its own. */
public object Fonts {
    private val latin = family("NotoSans")
    private val arabic = family("NotoSansArabic")

    /** What writes this language. */
    public fun of(language: String): FontFamily = if (language == "ar") arabic else latin

    private fun family(name: String) = FontFamily(
        Font("fonts/$name-Regular.ttf", FontWeight.Normal),
        Font("fonts/$name-Bold.ttf", FontWeight.Bold),
    )
}

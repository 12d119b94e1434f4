package pocketcard.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.input.TextFieldLineLimits
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.foundation.text.input.TextObfuscationMode
import androidx.compose.foundation.text.input.clearText
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedSecureTextField
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import java.time.Instant
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import kotlinx.coroutines.flow.drop
import pocketcard.kit.Outcome

/** Nothing that is pressed is smaller. */
internal val touch = 56.dp

/** How broad a text may be where it stands. */
internal val LocalRoom = staticCompositionLocalOf { Dp.Infinity }

/** Within something that takes this much of the breadth. */
@Composable
internal fun Within(taken: Dp, content: @Composable () -> Unit): Unit =
    CompositionLocalProvider(LocalRoom provides LocalRoom.current - taken, content = content)

/** A text whose letters become smaller where its longest word would break: half a word cannot be read out. */
@Composable
internal fun Said(text: String, style: TextStyle, modifier: Modifier = Modifier, color: Color = Color.Unspecified) {
    val measurer = rememberTextMeasurer(0)
    val room = with(LocalDensity.current) { LocalRoom.current.toPx() }
    val letter = with(LocalDensity.current) { style.fontSize.toPx() }
    val fitted = remember(text, style, room, letter) {
        // No letter is broader than its height, so that only long words have to be measured.
        val long = text.split(' ', '\n').filter { it.length * letter > room }
        val broadest = long.maxOfOrNull { measurer.measure(it, style, softWrap = false).size.width } ?: 0
        if (broadest <= room) style else style.smaller(room / (broadest + 1))
    }
    Text(text, modifier, color, style = fitted)
}

private fun TextStyle.smaller(share: Float) = copy(fontSize = fontSize * share, lineHeight = lineHeight * share)

@Composable
internal fun Heading(text: String, modifier: Modifier = Modifier) {
    Said(text, MaterialTheme.typography.titleLarge, modifier.semantics { heading() })
}

@Composable
internal fun Body(text: String, modifier: Modifier = Modifier) {
    Said(text, MaterialTheme.typography.bodyLarge, modifier)
}

@Composable
internal fun Small(text: String, modifier: Modifier = Modifier) {
    Said(text, MaterialTheme.typography.bodyMedium, modifier, MaterialTheme.colorScheme.onSurfaceVariant)
}

/** A code or a number, which is read from left to right in every language. */
@Composable
internal fun Code(text: String, modifier: Modifier = Modifier) {
    Said(text, MaterialTheme.typography.headlineSmall.copy(textDirection = TextDirection.Ltr), modifier)
}

/** What is done on a screen above all. */
@Composable
internal fun MainButton(text: String, modifier: Modifier = Modifier, enabled: Boolean = true, onClick: () -> Unit) {
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = touch),
        enabled,
        shape = MaterialTheme.shapes.large,
        // Paler letters cannot be read in the dark look, or in the sun.
        colors = ButtonDefaults.buttonColors(
            disabledContentColor = MaterialTheme.colorScheme.onSurface.copy(alpha = 0.7f),
        ),
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 12.dp),
    ) {
        Within(32.dp) { Said(text, MaterialTheme.typography.labelLarge) }
    }
}

/** What else can be done. */
@Composable
internal fun PlainButton(
    text: String,
    modifier: Modifier = Modifier,
    danger: Boolean = false,
    icon: ImageVector? = null,
    onClick: () -> Unit,
) {
    val colour = if (danger) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.onSurface
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = touch),
        shape = MaterialTheme.shapes.large,
        colors = ButtonDefaults.buttonColors(MaterialTheme.colorScheme.surface, colour),
        border = BorderStroke(LocalLine.current, if (danger) colour else MaterialTheme.colorScheme.outline),
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 12.dp),
    ) {
        icon?.let {
            Icon(it, null)
            Spacer(Modifier.width(12.dp))
        }
        Box(Modifier.weight(1f)) {
            Within(if (icon == null) 32.dp else 68.dp) { Said(text, MaterialTheme.typography.labelLarge) }
        }
    }
}

/** Something that belongs together, within a line. */
@Composable
internal fun Group(
    modifier: Modifier = Modifier,
    colour: Color = MaterialTheme.colorScheme.surfaceVariant,
    content: @Composable ColumnScope.() -> Unit,
) {
    Surface(
        modifier.fillMaxWidth(),
        MaterialTheme.shapes.medium,
        colour,
        MaterialTheme.colorScheme.onSurface,
        border = BorderStroke(LocalLine.current, MaterialTheme.colorScheme.outline),
    ) {
        Within(28.dp) { Column(Modifier.padding(14.dp), Arrangement.spacedBy(10.dp), content = content) }
    }
}

/** Something to be looked at: told by its sign and its place, and its colour too. */
@Composable
internal fun Attention(text: String, modifier: Modifier = Modifier) {
    Surface(
        modifier.fillMaxWidth(),
        MaterialTheme.shapes.medium,
        MaterialTheme.colorScheme.errorContainer,
        MaterialTheme.colorScheme.onErrorContainer,
        border = BorderStroke(LocalLine.current, MaterialTheme.colorScheme.error),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(12.dp)) {
            Icon(Icons.warning, null)
            Within(64.dp) { Said(text, MaterialTheme.typography.bodyLarge) }
        }
    }
}

/** A heading that unfolds what is below it. [state] says how it stands. */
@Composable
internal fun Folding(
    title: String,
    unfolded: Boolean,
    modifier: Modifier = Modifier,
    state: String? = null,
    onClick: () -> Unit,
) {
    val words = LocalWords.current
    val does = words[if (unfolded) "less" else "more"]
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = touch)
            .toggleable(unfolded, role = Role.Button) { onClick() }
            .semantics { stateDescription = listOfNotNull(state, does).joinToString() },
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f)) {
            Within(36.dp) {
                Said(title, MaterialTheme.typography.titleMedium, Modifier.semantics { heading() })
                state?.let { Small(it) }
            }
        }
        Icon(if (unfolded) Icons.fold else Icons.unfold, null)
    }
}

/** One of several, or some of many. What is chosen has a tick and a thick line, and a colour too. */
@Composable
internal fun Pick(
    text: String,
    chosen: Boolean,
    modifier: Modifier = Modifier,
    many: Boolean = false,
    onClick: () -> Unit,
) {
    val colours = MaterialTheme.colorScheme
    Surface(
        modifier
            .heightIn(min = 48.dp)
            .then(
                if (many) {
                    Modifier.toggleable(chosen, role = Role.Checkbox) { onClick() }
                } else {
                    Modifier.selectable(chosen, role = Role.RadioButton, onClick = onClick)
                },
            ),
        MaterialTheme.shapes.medium,
        if (chosen) colours.primaryContainer else colours.surface,
        if (chosen) colours.onPrimaryContainer else colours.onSurface,
        border = BorderStroke(if (chosen) 3.dp else LocalLine.current, if (chosen) colours.primary else colours.outline),
    ) {
        Row(
            Modifier.padding(horizontal = 14.dp, vertical = 12.dp),
            Arrangement.spacedBy(8.dp),
            Alignment.CenterVertically,
        ) {
            if (chosen) Icon(Icons.check, null, Modifier.size(20.dp))
            // As if it were chosen: its letters do not change when it is.
            Within(56.dp) { Said(text, MaterialTheme.typography.bodyLarge) }
        }
    }
}

/** Choices beside each other, as many in a row as there is room for. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Picks(content: @Composable () -> Unit) {
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) { content() }
}

/** What is typed. The system is given none of it to keep, as it is of `rememberTextFieldState`. */
@Composable
internal fun rememberTyped(text: String = ""): TextFieldState = remember { TextFieldState(text) }

/** Text that is told as it is typed. The keyboard learns nothing from it. */
@Composable
internal fun TextBox(
    label: String,
    text: String,
    modifier: Modifier = Modifier,
    hint: String? = null,
    lines: Int = 1,
    keyboard: KeyboardType = KeyboardType.Text,
    onChange: (String) -> Unit,
) {
    val field = rememberTyped(text)
    LaunchedEffect(field) {
        snapshotFlow { field.text.toString() }.drop(1).collect { onChange(it) }
    }
    // Emptied from outside, after what was typed has been used.
    LaunchedEffect(text.isEmpty()) {
        if (text.isEmpty()) field.clearText()
    }
    OutlinedTextField(
        field,
        modifier.fillMaxWidth(),
        label = { Text(label) },
        supportingText = hint?.let { { Small(it) } },
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = keyboard),
        lineLimits = if (lines == 1) TextFieldLineLimits.SingleLine else TextFieldLineLimits.MultiLine(lines, 12),
        textStyle = MaterialTheme.typography.bodyLarge,
    )
}

/** A passphrase. It stays in the field until [take] empties it. */
@Composable
internal fun SecretBox(label: String, field: TextFieldState, modifier: Modifier = Modifier, hint: String? = null) {
    val words = LocalWords.current
    var shown by remember { mutableStateOf(false) }
    Column(modifier, Arrangement.spacedBy(4.dp)) {
        OutlinedSecureTextField(
            field,
            Modifier.fillMaxWidth(),
            label = { Text(label) },
            supportingText = hint?.let { { Small(it) } },
            textObfuscationMode = if (shown) TextObfuscationMode.Visible else TextObfuscationMode.Hidden,
            textStyle = MaterialTheme.typography.bodyLarge,
        )
        Pick(words["passphrase-show"], shown, many = true) { shown = !shown }
    }
}

/** What was typed; the field is empty afterwards. */
internal fun TextFieldState.take(): CharArray {
    val typed = CharArray(text.length) { text[it] }
    clearText()
    return typed
}

/** What an exchange did and changed. */
@Composable
internal fun OutcomeLines(outcome: Outcome) {
    val words = LocalWords.current
    Group {
        Body(words["done"])
        outcome.counts.forEach { (word, count) -> Line(words[word], number(count)) }
    }
}

/** A word and what stands beside it. */
@Composable
internal fun Line(word: String, value: String) {
    Row(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) {},
        Arrangement.spacedBy(12.dp),
    ) {
        Box(Modifier.weight(1f)) { Within(64.dp) { Said(word, MaterialTheme.typography.bodyLarge) } }
        Text(
            value,
            style = MaterialTheme.typography.titleMedium.copy(textDirection = TextDirection.ContentOrLtr),
        )
    }
}

/** A number grouped as the language does it, in the digits that its texts, its dates and codes have. */
@Composable
internal fun number(value: Number): String =
    java.text.NumberFormat.getInstance(Locale.forLanguageTag(LocalWords.current.tag + "-u-nu-latn")).format(value)

/** A time as the language tells it. */
@Composable
internal fun time(millis: Long): String =
    DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(Locale.forLanguageTag(LocalWords.current.tag))
        .withZone(LocalZone.current)
        .format(Instant.ofEpochMilli(millis))

package pocketcard.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
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
import androidx.compose.foundation.text.input.rememberTextFieldState
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedSecureTextField
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.dp
import java.time.Instant
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import kotlinx.coroutines.flow.drop
import pocketcard.kit.Outcome

/** Nothing that is pressed is smaller. */
internal val touch = 56.dp

@Composable
internal fun Heading(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
}

@Composable
internal fun Body(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier, style = MaterialTheme.typography.bodyLarge)
}

@Composable
internal fun Small(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        modifier,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.bodyMedium,
    )
}

/** A code or a number, which is read from left to right in every language. */
@Composable
internal fun Code(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier, style = MaterialTheme.typography.headlineSmall.copy(textDirection = TextDirection.Ltr))
}

/** What is done on a screen above all. */
@Composable
internal fun MainButton(text: String, modifier: Modifier = Modifier, enabled: Boolean = true, onClick: () -> Unit) {
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = touch),
        enabled,
        shape = MaterialTheme.shapes.large,
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 12.dp),
    ) {
        Text(text, style = MaterialTheme.typography.labelLarge)
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
        Text(text, Modifier.weight(1f), style = MaterialTheme.typography.labelLarge)
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
        Column(Modifier.padding(14.dp), Arrangement.spacedBy(10.dp), content = content)
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
            Text(text, style = MaterialTheme.typography.bodyLarge)
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
            Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
            state?.let { Small(it) }
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
            Text(text, style = MaterialTheme.typography.bodyLarge)
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
    val field = rememberTextFieldState(text)
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
        Text(word, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
        Text(
            value,
            style = MaterialTheme.typography.titleMedium.copy(textDirection = TextDirection.ContentOrLtr),
        )
    }
}

/** A number in the digits of the language. */
@Composable
internal fun number(value: Number): String =
    java.text.NumberFormat.getInstance(Locale.forLanguageTag(LocalWords.current.tag)).format(value)

/** A time as the language tells it. */
@Composable
internal fun time(millis: Long): String =
    DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(Locale.forLanguageTag(LocalWords.current.tag))
        .withZone(LocalZone.current)
        .format(Instant.ofEpochMilli(millis))

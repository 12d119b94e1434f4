package pocketcard.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import pocketcard.kit.Finding
import pocketcard.kit.Level
import pocketcard.kit.Shown
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.FindingState

@Composable
internal fun FindingPage(state: FindingState, on: (FindingScreen.Event) -> Unit) {
    val words = LocalWords.current
    val confidential = state.record == null
    Page(words[if (confidential) "report-title" else "record-screening"]) {
        item { Small(words[if (confidential) "finding-confidential" else "finding-sealed"]) }
        finding(state.finding, state.unfolded) { on(FindingScreen.Event.FOLD) }
        if (!confidential) {
            item {
                Group {
                    Small(words["finding-code"])
                    Code(state.code)
                }
            }
            // A place and an offer are for the office to look into: nobody there is offered a referral.
            if (state.finding.ofPeople) {
                item {
                    if (state.finding.level >= Level.REFER) {
                        MainButton(words["finding-refer"]) { on(FindingScreen.Event.REFER) }
                    } else {
                        PlainButton(words["finding-refer"]) { on(FindingScreen.Event.REFER) }
                    }
                }
            }
        }
        item { PlainButton(words["done"]) { on(FindingScreen.Event.DONE) } }
    }
}

/** A finding: how strongly, what first, why; the rest folded. */
internal fun LazyListScope.finding(finding: Finding, unfolded: Boolean, fold: () -> Unit) {
    item(key = "level") { LevelShown(finding) }
    item(key = "first") {
        Group {
            Heading(LocalWords.current["finding-first"])
            finding.advice.take(finding.firstAdvice).forEachIndexed { index, advice -> Numbered(index + 1, advice) }
        }
    }
    if (finding.since.isNotEmpty()) {
        item(key = "since") {
            Group {
                finding.since.forEachIndexed { at, (title, signs) ->
                    if (at == 0) Heading(title) else Body(title)
                    signs.forEach { Small("· $it") }
                }
            }
        }
    }
    if (finding.urgent.isNotEmpty()) shown("finding-urgent", finding.urgent)
    if (finding.reasons.isNotEmpty()) shown("finding-reasons", finding.reasons)
    item(key = "rest") {
        Folding(LocalWords.current["finding-rest"], unfolded, onClick = fold)
    }
    if (!unfolded) return
    items(finding.advice.drop(finding.firstAdvice), { "advice $it" }) { Body(it) }
    listOf(
        "finding-forms" to finding.forms,
        "finding-elements" to finding.elements,
        "finding-linkages" to finding.linkages,
    ).forEach { (word, list) -> if (list.isNotEmpty()) shown(word, list) }
    item(key = "verdict") { Small(LocalWords.current["finding-not-a-verdict"]) }
}

@Composable
private fun LevelShown(finding: Finding) {
    val words = LocalWords.current
    val strong = finding.level == Level.REFER_NOW
    val colours = MaterialTheme.colorScheme
    Surface(
        Modifier.fillMaxWidth(),
        MaterialTheme.shapes.medium,
        if (strong) colours.errorContainer else colours.primaryContainer,
        if (strong) colours.onErrorContainer else colours.onPrimaryContainer,
        border = BorderStroke(3.dp, if (strong) colours.error else colours.primary),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(12.dp), Alignment.Top) {
            Icon(if (strong) Icons.urgent else Icons.look, null)
            Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
                Within(64.dp) {
                    Heading(finding.title.ifEmpty { words[finding.level.word] })
                    Body(finding.meaning.ifEmpty { words[finding.level.word + ".meaning"] })
                    if (finding.child) Body(words["finding-child"])
                }
            }
        }
    }
}

@Composable
private fun Numbered(number: Int, text: String) {
    Row(Modifier.semantics(mergeDescendants = true) {}, Arrangement.spacedBy(12.dp)) {
        Text(number(number), style = MaterialTheme.typography.titleMedium)
        Within(32.dp) { Body(text) }
    }
}

private fun LazyListScope.shown(word: String, list: List<Shown>) = item(key = word) {
    val words = LocalWords.current
    Group {
        Heading(words[word])
        list.forEach { shown ->
            Column(Modifier.semantics(mergeDescendants = true) {}, Arrangement.spacedBy(2.dp)) {
                Body(shown.text)
                if (shown.because.isNotEmpty()) {
                    Small(words["finding-because"])
                    shown.because.forEach { Small("· $it") }
                }
            }
        }
    }
}

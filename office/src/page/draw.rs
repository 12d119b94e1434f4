//! A figure: bars with a title, a description, and the same numbers in a table below.

use maud::{Markup, html};

use super::words::Words;

/// Height of a bar with the space around it, and the width of all.
const ROW: usize = 34;
const WIDTH: usize = 480;
/// Where bars begin, counted from the side where lines begin, and how long the longest is.
const LABELS: usize = 170;
const LONGEST: u64 = 250;

/// Bars for these groups. `id` tells this figure from others on the screen.
pub(super) fn bars(words: &Words<'_>, id: &str, title: &str, groups: &[(String, u64)]) -> Markup {
    let most = groups
        .iter()
        .map(|(_, number)| *number)
        .max()
        .unwrap_or(0)
        .max(1);
    let said: Vec<String> = groups
        .iter()
        .map(|(group, number)| format!("{group}: {number}"))
        .collect();
    let height = ROW * groups.len();
    let rtl = words.direction() == "rtl";
    // In a right-to-left language a figure is read from the right.
    let place = |from: usize, length: usize| if rtl { WIDTH - from - length } else { from };
    let point = |from: usize| if rtl { WIDTH - from } else { from };
    html! {
        section aria-labelledby=(format!("{id}-head")) {
            h2 id=(format!("{id}-head")) { (title) }
            svg role="img" viewBox=(format!("0 0 {WIDTH} {height}")) aria-labelledby=(format!("{id}-title {id}-desc")) {
                title id=(format!("{id}-title")) { (title) }
                desc id=(format!("{id}-desc")) { (said.join("; ")) }
                @for (row, (group, number)) in groups.iter().enumerate() {
                    @let length = (number * LONGEST / most) as usize;
                    @let middle = ROW * row + ROW / 2 + 5;
                    text x=(point(0)) y=(middle) direction=(words.direction()) { (group) }
                    rect.bar x=(place(LABELS, length.max(1))) y=(ROW * row + 6) width=(length.max(1)) height=(ROW - 12) {}
                    text x=(point(LABELS + length + 8)) y=(middle) direction=(words.direction()) { (number) }
                }
            }
            table {
                caption { (title) }
                thead { tr { th scope="col" { (words.say("figure-group")) } th scope="col" { (words.say("figure-number")) } } }
                tbody { @for (group, number) in groups { tr { th scope="row" { (group) } td { (number) } } } }
            }
        }
    }
}

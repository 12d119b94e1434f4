//! Texts with Markdown and HTML in them, as plain words.

/// The words of a text, and whether it was marked up.
pub(super) fn plain(text: &str) -> (String, bool) {
    if !text.contains(['<', '*', '_', '#', '[', '&', '\\']) {
        return (text.to_owned(), false);
    }
    let lines: Vec<String> = without_tags(text).lines().map(line).collect();
    let plain = lines.join("\n").trim().to_owned();
    let marked = plain != text;
    (plain, marked)
}

/// Takes out `<b>`, `</span>`, `<br/>`; `< 5` stays.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let name = after.strip_prefix('/').unwrap_or(after);
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
        match after
            .split_once('>')
            .filter(|(tag, _)| is_tag && !tag.contains('<'))
        {
            Some((tag, after)) => {
                let name = tag.trim_start_matches('/').to_ascii_lowercase();
                let breaks = ["br", "p", "li", "div", "h1", "h2", "h3", "tr"];
                let ends = |name: &str, tag: &str| {
                    name.strip_prefix(tag)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
                };
                if breaks.iter().any(|tag| ends(&name, tag))
                    && !plain.is_empty()
                    && !plain.ends_with('\n')
                {
                    plain.push('\n');
                }
                rest = after;
            }
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    for (entity, character) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, character);
    }
    plain
}

/// A line without its heading marks, its stars and underlines, and with its links as words.
fn line(text: &str) -> String {
    let heading = text.trim_start_matches('#');
    let level = text.len() - heading.len();
    let text = if (1..=6).contains(&level) && heading.starts_with(' ') {
        heading.trim_start()
    } else {
        text
    };
    let mut plain = links(text);
    for mark in ["**", "__", "*", "_"] {
        plain = unwrapped(&plain, mark);
    }
    for escaped in ["\\*", "\\_", "\\#"] {
        plain = plain.replace(escaped, &escaped[1..]);
    }
    plain
}

/// `[the guide](https://…)` as `the guide (https://…)`.
fn links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let link = after.split_once("](").and_then(|(words, after)| {
            let (target, after) = after.split_once(')')?;
            (!words.contains('[')).then_some((words, target, after))
        });
        match link {
            Some((words, target, after)) => {
                plain.push_str(words);
                if words != target {
                    plain.push_str(&format!(" ({target})"));
                }
                rest = after;
            }
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

/// Takes a pair of marks away that stands around words: `**now**`, but not `2 * 3 * 4`, and not the
/// underlines in `${first_name}`.
fn unwrapped(text: &str, mark: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let (before, after) = (&rest[..at], &rest[at + mark.len()..]);
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "\\${".contains(c));
        let open = !word(before.chars().last()) && !inside_quote(before);
        let end = after.match_indices(mark).map(|(end, _)| end).find(|end| {
            let inside = &after[..*end];
            let next = after[*end + mark.len()..].chars().next();
            let tight =
                !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
            tight
                && !inside.is_empty()
                && !inside.ends_with('\\')
                && !inside_quote(inside)
                && (mark.starts_with('*') || !word(next))
        });
        match end.filter(|_| open) {
            Some(end) => {
                plain.push_str(before);
                plain.push_str(&after[..end]);
                rest = &after[end + mark.len()..];
            }
            None => {
                plain.push_str(&rest[..at + mark.len()]);
                rest = after;
            }
        }
    }
    plain + rest
}

/// Whether a text ends inside `${…`.
fn inside_quote(text: &str) -> bool {
    text.rfind("${").is_some_and(|at| !text[at..].contains('}'))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, words) in [
            ("**Now** and *then*", "Now and then"),
            ("__Now__ and _then_", "Now and then"),
            ("# Heading", "Heading"),
            ("#1 of 2", "#1 of 2"),
            ("<span style=\"color:red\">Stop</span>", "Stop"),
            ("One<br/>two<br>three", "One\ntwo\nthree"),
            ("Is it < 5 or > 7?", "Is it < 5 or > 7?"),
            (
                "${first_name} and ${last_name}",
                "${first_name} and ${last_name}",
            ),
            ("**${first_name}**", "${first_name}"),
            ("_${a_b}_", "${a_b}"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("snake_case_name", "snake_case_name"),
            (
                "[the guide](https://a.b/c_d)",
                "the guide (https://a.b/c_d)",
            ),
            ("[1] first", "[1] first"),
            ("required *", "required *"),
            ("R&amp;D &lt;5", "R&D <5"),
            ("a\\_b", "a_b"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain(text).0, words, "{text}");
        }
        assert!(!plain("Is it < 5?").1 && plain("*x*").1);
    }
}

//! Searches everything that the day left on disk for what was typed and said.

use std::{
    fs,
    path::{Path, PathBuf},
};

use data_encoding::{BASE64, HEXLOWER};
use pocketcard_terminal::{Refusal, show_size};

use super::{day::Harvest, story::Story};

/// Looks for the note and for the subjects' codes, as plain text, UTF-16, hexadecimal and base64.
pub fn nothing_readable(
    root: &Path,
    note: &str,
    harvest: &Harvest,
    story: &mut Story,
) -> Result<(), Refusal> {
    let mut needles: Vec<Vec<u8>> = Vec::new();
    for text in harvest.codes.iter().map(String::as_str).chain([note]) {
        needles.extend(disguises(text));
    }
    let files = files_below(root)?;
    let (mut bytes, mut found) = (0, 0);
    for file in &files {
        let content = fs::read(file)?;
        bytes += content.len() as u64;
        found += needles
            .iter()
            .filter(|needle| contains(&content, needle))
            .count();
    }
    story.tell(format!(
        "Searched {} files, {}, for every free text and every code, in {} forms.",
        files.len(),
        show_size(bytes),
        needles.len()
    ));
    // A search that cannot find anything would prove nothing.
    let can_find = needles
        .iter()
        .all(|needle| contains(&[b"...", &needle[..], b"..."].concat(), needle));
    story.claim(
        "nothing_readable_on_disk",
        format!(
            "nothing that was typed is readable in any of {} files on any disk",
            files.len()
        ),
        found == 0 && can_find && !files.is_empty(),
    );
    story.count("files_searched", files.len() as u64);
    story.count("bytes_searched", bytes);
    Ok(())
}

fn disguises(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut forms = vec![
        bytes.to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        HEXLOWER.encode(bytes).into_bytes(),
    ];
    // In base64 a text looks different at each of three places; the edges depend on the neighbours.
    for shift in 0..3 {
        let shifted = [&b"xx"[..shift], bytes].concat();
        let encoded = BASE64.encode(&shifted);
        let inner = encoded.trim_end_matches('=').as_bytes();
        let start = (shift * 8).div_ceil(6);
        if inner.len() > start + 6 {
            forms.push(inner[start..inner.len() - 1].to_vec());
        }
    }
    forms
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty()
        && haystack
            .windows(needle.len())
            .any(|window| window == needle)
}

fn files_below(directory: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_any_of_its_disguises() {
        let text = "heron-under";
        for padding in ["", "a", "ab", "abc"] {
            let hidden = format!("{padding}{text}tail");
            for form in [
                hidden.clone().into_bytes(),
                hidden.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                HEXLOWER.encode(hidden.as_bytes()).into_bytes(),
                BASE64.encode(hidden.as_bytes()).into_bytes(),
            ] {
                assert!(disguises(text).iter().any(|needle| contains(&form, needle)));
            }
        }
        assert!(
            !disguises(text)
                .iter()
                .any(|needle| contains(b"something else entirely", needle))
        );
    }
}

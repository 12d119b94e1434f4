//! Languages of a form's columns: from their names in the spreadsheet to tags.

/// Languages by the names that offices write, in English and in the language itself.
const NAMES: [(&str, &[&str]); 48] = [
    ("am", &["amharic", "አማርኛ"]),
    ("ar", &["arabic", "العربية", "عربي"]),
    ("bm", &["bambara"]),
    ("bn", &["bengali", "bangla", "বাংলা"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english", "default"]),
    ("es", &["spanish", "español", "espanol", "castellano"]),
    ("fa", &["farsi", "persian", "dari", "فارسی", "دری"]),
    ("ff", &["fulfulde", "fulani", "pulaar", "fula"]),
    ("fr", &["french", "français", "francais"]),
    ("ha", &["hausa"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("ht", &["haitian creole", "creole", "kreyòl", "kreyol"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian", "bahasa indonesia", "bahasa"]),
    ("ig", &["igbo"]),
    ("it", &["italian", "italiano"]),
    ("km", &["khmer", "ខ្មែរ"]),
    ("ku", &["kurdish", "sorani", "kurmanji", "kurdî", "كوردی"]),
    ("lg", &["luganda", "ganda"]),
    ("ln", &["lingala"]),
    ("lo", &["lao", "ລາວ"]),
    ("mg", &["malagasy"]),
    ("my", &["burmese", "myanmar", "မြန်မာ"]),
    ("ne", &["nepali", "नेपाली"]),
    ("nl", &["dutch", "nederlands"]),
    ("ny", &["chichewa", "nyanja"]),
    ("om", &["oromo", "oromiffa", "afaan oromo"]),
    ("pl", &["polish", "polski"]),
    ("ps", &["pashto", "پښتو"]),
    ("pt", &["portuguese", "português", "portugues"]),
    ("rn", &["kirundi"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("rw", &["kinyarwanda"]),
    ("so", &["somali", "soomaali"]),
    ("sr", &["serbian", "srpski"]),
    ("sw", &["swahili", "kiswahili"]),
    ("ta", &["tamil", "தமிழ்"]),
    ("th", &["thai", "ไทย"]),
    ("ti", &["tigrinya", "ትግርኛ"]),
    ("tl", &["tagalog", "filipino"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("ur", &["urdu", "اردو"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("zh", &["chinese", "中文"]),
];

/// The languages of one form.
#[derive(Default)]
pub(super) struct Languages {
    /// Names without a known tag, in the order in which they were found.
    unknown: Vec<String>,
}

impl Languages {
    /// The tag in `French (fr)`, of a bare tag, or of a known name; else one made for the name, which
    /// begins with `x-`.
    pub fn tag(&mut self, name: &str) -> String {
        if let Some(tag) = written_tag(name).or_else(|| known(name)) {
            return tag;
        }
        let place = self
            .unknown
            .iter()
            .position(|n| n == name)
            .unwrap_or_else(|| {
                self.unknown.push(name.to_owned());
                self.unknown.len() - 1
            });
        let lower = name.to_lowercase();
        let letters: String = lower
            .chars()
            .filter(char::is_ascii_lowercase)
            .take(6)
            .collect();
        format!("x-{letters}{}", place + 1)
    }

    /// The languages that no tag is known for.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }
}

/// The tag in `French (fr)`, or a bare tag.
fn written_tag(text: &str) -> Option<String> {
    let tag = match text.rsplit_once('(') {
        Some((_, tag)) => tag.strip_suffix(')')?.trim(),
        None => text,
    };
    let tag = tag.to_lowercase().replace('_', "-");
    let parts: Vec<&str> = tag.split('-').collect();
    let first =
        (2..=3).contains(&parts[0].len()) && parts[0].bytes().all(|b| b.is_ascii_lowercase());
    let rest = parts[1..]
        .iter()
        .all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    // "Lao" is a name and could be a tag: a name that is known is a name.
    let name = !text.contains('(') && known(text).is_some();
    (first && rest && tag.len() <= 12 && !name).then_some(tag)
}

fn known(name: &str) -> Option<String> {
    let name = name.split('(').next().unwrap_or(name).trim().to_lowercase();
    let found = NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()));
    found.map(|(tag, _)| (*tag).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_tags_whatever_they_are_called() {
        let mut languages = Languages::default();
        for (name, tag) in [
            ("French (fr)", "fr"),
            ("fr", "fr"),
            ("Portuguese (pt-BR)", "pt-br"),
            ("Kiswahili (swa)", "swa"),
            ("English", "en"),
            ("ESPAÑOL", "es"),
            ("العربية", "ar"),
            ("Lao", "lo"),
            ("French (français)", "fr"),
            ("Zaghawa", "x-zaghaw1"),
            ("ߒߞߏ", "x-2"),
            ("Zaghawa", "x-zaghaw1"),
        ] {
            assert_eq!(languages.tag(name), tag, "{name}");
        }
        assert_eq!(languages.unknown(), ["Zaghawa", "ߒߞߏ"]);
    }
}

//! Which record somebody means: by its id, by the beginning of its id, or by the code of the person.

use super::is_code;
use crate::base::Id;

/// The fewest characters of an id that name a record.
const FEWEST: usize = 4;

/// What a name led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One record.
    One(Id),
    /// None.
    Nothing,
    /// Several: more of the id is needed.
    Several,
}

/// Finds the record that somebody means among these, each with its kind and its code. A code names the record of the
/// kind that is `wanted` first, such as a screening before its referrals.
pub fn find<'r>(
    typed: &str,
    records: impl Iterator<Item = (Id, &'static str, &'r str)>,
    wanted: &[&str],
) -> Named {
    let typed = typed.trim().trim_end_matches('…');
    if let Ok(id) = typed.to_lowercase().parse() {
        return Named::One(id);
    }
    let code = as_code(typed);
    let beginning = typed.to_lowercase();
    let begins = |id: Id| beginning.len() >= FEWEST && id.to_string().starts_with(&beginning);
    let (mut by_id, mut by_code) = (Vec::new(), Vec::new());
    for (id, kind, its_code) in records {
        if begins(id) {
            by_id.push(id);
        } else if code.as_deref() == Some(its_code)
            && let Some(rank) = wanted.iter().position(|wanted| *wanted == kind)
        {
            by_code.push((rank, id));
        }
    }
    let first = by_code.iter().map(|(rank, _)| *rank).min();
    by_code.retain(|(rank, _)| Some(*rank) == first);
    by_id.extend(by_code.into_iter().map(|(_, id)| id));
    match by_id[..] {
        [] => Named::Nothing,
        [one] => Named::One(one),
        _ => Named::Several,
    }
}

/// A code as it is written, from what somebody typed: in small letters, or without the dash.
fn as_code(typed: &str) -> Option<String> {
    let mut code = typed.to_uppercase();
    if code.len() == 6 && code.is_ascii() {
        code.insert(3, '-');
    }
    is_code(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_meant_by_its_id_its_beginning_or_a_code() {
        let ids = [Id([0; 16]), Id([1; 16]), Id([0xff; 16])];
        let records = || {
            [
                (ids[0], "screening", "ACD-EFH"),
                (ids[1], "referral", "ACD-EFH"),
                (ids[2], "screening", "347-ACD"),
            ]
            .into_iter()
        };
        let meant = |typed: &str| find(typed, records(), &["screening", "referral"]);
        for typed in [&ids[0].to_string(), "ACD-EFH", "acdefh", "aaaa", " Aaaaa… "] {
            assert_eq!(meant(typed), Named::One(ids[0]), "{typed}");
        }
        assert_eq!(
            find("ACD-EFH", records(), &["referral"]),
            Named::One(ids[1])
        );
        for typed in ["", "aaa", "ACD-EFJ", "é", "ACD EFH"] {
            assert_eq!(meant(typed), Named::Nothing, "{typed}");
        }
        let twins = [
            (ids[0], "screening", "ACD-EFH"),
            (ids[2], "screening", "ACD-EFH"),
        ];
        assert_eq!(
            find("ACD-EFH", twins.into_iter(), &["screening"]),
            Named::Several
        );
    }
}

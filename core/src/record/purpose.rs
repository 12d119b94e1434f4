//! What each field of a record is for. A field without a purpose may not exist.

/// Why a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPurpose {
    /// Names the record and puts it in order.
    Identity,
    /// Lets a specialist understand what was noticed.
    Screening,
    /// Gets help to the person.
    Referral,
    /// Shows what the person agreed to.
    Consent,
    /// Lets the phone and the office recognise each other.
    Enrolment,
}

/// The purpose of a field, named by its path in the JSON with map keys and list places written `*`.
pub fn purpose_of(path: &str) -> Option<FieldPurpose> {
    use FieldPurpose::*;
    let declared: &[(&str, FieldPurpose)] = &[
        ("format", Identity),
        ("id", Identity),
        ("made_at", Identity),
        ("body.kind", Identity),
        ("pack", Identity),
        ("body.invitation", Enrolment),
        ("body.proof", Enrolment),
        ("body.seal_key", Enrolment),
        ("body.code", Identity),
        ("body.site", Screening),
        ("body.without_service", Screening),
        ("body.answers", Screening),
        ("body.finding", Screening),
        ("body.attachments", Screening),
        ("body.reply_seed", Identity),
        ("body.note", Screening),
        ("body.about", Identity),
        ("body.of", Identity),
        ("body.service", Referral),
        ("body.needs", Referral),
        ("body.consent", Consent),
        ("body.purposes", Consent),
    ];
    declared
        .iter()
        .find(|(field, _)| {
            path == *field
                || path
                    .strip_prefix(field)
                    .is_some_and(|rest| rest.starts_with('.'))
        })
        .map(|(_, purpose)| *purpose)
}

//! The checks of a form: lists, items, texts, and what its expressions may name.

use std::collections::BTreeSet;

use super::{
    answer::possible,
    bind::Binder,
    code::Code,
    expr::{Expr, ExprError, Node, ScalarKind, function::Function},
    item_code::ItemCode,
    layout::{Layout, MAX_NAME},
    model::{FormDocument, Item, Labels, QuestionKind},
    problem::{FormError, FormProblem, Member},
};
use crate::text::{self, Unfit};

/// The most items of one form, groups and notes included.
pub const MAX_ITEMS: usize = 3000;
/// The most choices of all lists of one form together.
pub const MAX_CHOICES: usize = 20_000;
/// The most bytes of all expressions of one form together: each takes hundreds of times its length once it is read.
pub const MAX_EXPRS: usize = 768 * 1024;
/// The most bytes of one label, hint or message.
const MAX_LABEL: usize = 8000;
/// The most columns of one choice.
const MAX_COLUMNS: usize = 100;
/// The most languages of one text.
const MAX_LANGUAGES: usize = 32;

const EXPRS: &str =
    "the form's expressions have more than 768 KiB in all; shorten them, or make two forms of it";

fn shape(item: &str, member: Member, problem: &'static str) -> FormError {
    FormError {
        item: item.to_owned(),
        member,
        problem: FormProblem::Shape(problem),
    }
}

/// What is wrong with the form's own members and its lists.
pub(super) fn lists(document: &FormDocument) -> Vec<FormError> {
    let mut errors = Vec::new();
    let form = "the form";
    for (member, text) in [
        (Member::Id, &document.id),
        (Member::Version, &document.version),
    ] {
        if text.len() > MAX_NAME {
            errors.push(shape(
                form,
                member,
                "its id or version is longer than 200 bytes; shorten it",
            ));
        }
        errors.extend(text_error(form, member, text));
    }
    if !is_language(&document.language) {
        errors.push(shape(
            form,
            Member::Language,
            "its language is not a language tag; write one, as in \"French (fr)\"",
        ));
    }
    errors.extend(labels(form, Member::Title, &document.title));
    let written = document.items.iter().flat_map(expressions);
    if written.map(|(_, expr)| expr.source().len()).sum::<usize>() > MAX_EXPRS {
        errors.push(shape(form, Member::Items, EXPRS));
    }
    if document.lists.values().map(Vec::len).sum::<usize>() > MAX_CHOICES {
        errors.push(shape(
            form,
            Member::Lists,
            "there are more than 20000 choices; shorten the lists, or make two forms of it",
        ));
    }
    let named = |list: &str, kinds: fn(&QuestionKind) -> bool| {
        let mut items = document.items.iter();
        items.any(|item| kinds(&item.kind) && item.kind.list() == Some(list))
    };
    for (list, choices) in &document.lists {
        // Names of members in a signed pack are ASCII.
        let ascii = |name: &str| {
            !name.is_empty() && name.len() <= MAX_NAME && name.bytes().all(|b| b.is_ascii_graphic())
        };
        if !ascii(list) {
            errors.push(shape(
                list,
                Member::List,
                "the name of a list is letters of English, digits, _, - and . only; rename it",
            ));
        }
        let several = named(list, |kind| {
            matches!(
                kind,
                QuestionKind::SelectMultiple { .. } | QuestionKind::Rank { .. }
            )
        });
        for (at, choice) in choices.iter().enumerate() {
            let member = Member::Choice(at);
            if choice.name.is_empty()
                || choice.name.len() > MAX_NAME
                || choice.name.trim() != choice.name
            {
                errors.push(shape(
                    list,
                    member,
                    "the name of a choice is empty, longer than 200 bytes, or has spaces around it; rename it",
                ));
            } else if several && choice.name.contains(char::is_whitespace) {
                errors.push(shape(
                    list,
                    member,
                    "the name of a choice has a space, and a question takes several of this list: their names would run together; write _ for the space",
                ));
            }
            errors.extend(text_error(list, member, &choice.name));
            errors.extend(labels(list, member, &choice.label));
            let columns = &choice.columns;
            if columns.len() > MAX_COLUMNS || columns.values().any(|text| text.len() > MAX_LABEL) {
                errors.push(shape(
                    list,
                    member,
                    "a choice has more than 100 columns, or one of more than 8000 bytes; delete or shorten them",
                ));
            }
            if !columns.keys().all(|name| ascii(name)) {
                errors.push(shape(
                    list,
                    member,
                    "the name of a column is letters of English, digits and signs, without spaces; rename it",
                ));
            }
            for text in columns.values() {
                errors.extend(text_error(list, member, text));
            }
        }
    }
    errors
}

/// Places the items.
pub(super) fn layout(document: &FormDocument) -> Result<Layout, FormError> {
    if document.items.len() > MAX_ITEMS {
        return Err(shape(
            "the form",
            Member::Items,
            "there are more than 3000 items; make two forms of it",
        ));
    }
    Layout::new(&document.items)
}

/// What is wrong with an item by itself.
pub(super) fn item(document: &FormDocument, item: &Item) -> Vec<FormError> {
    let mut errors = Vec::new();
    for (member, texts) in [
        (Member::Label, &item.label),
        (Member::Hint, &item.hint),
        (Member::ConstraintMessage, &item.constraint_message),
        (Member::RequiredMessage, &item.required_message),
    ] {
        errors.extend(labels(&item.name, member, texts));
    }
    let mut wrong = |member, problem| errors.push(shape(&item.name, member, problem));
    let shown = item.kind.is_asked() || item.kind == QuestionKind::Note;
    let texts = || item.label.values().chain(item.hint.values());
    if shown && texts().all(String::is_empty) {
        wrong(
            Member::Label,
            "it has no label; write what people should read",
        );
    }
    if let Some(list) = item.kind.list()
        && !document.lists.contains_key(list)
    {
        wrong(
            Member::Kind,
            "there is no such list of choices; write it into the sheet choices, or name one that is there",
        );
    }
    if let QuestionKind::Range { start, end, step } = item.kind {
        let (start, end, step) = (f64::from(start), f64::from(end), f64::from(step));
        if !(step > 0.0 && end >= start) {
            wrong(
                Member::Kind,
                "a range goes from start to end in steps above 0; mend its parameters",
            );
        }
    }
    if !item.kind.is_asked() {
        if item.constraint.is_some() {
            wrong(
                Member::Constraint,
                "only a question can have a constraint; delete it",
            );
        }
        if item.required.is_some() {
            wrong(
                Member::Required,
                "only a question can be required; delete this",
            );
        }
        if item.default.is_some() && item.kind != QuestionKind::Hidden {
            wrong(
                Member::Default,
                "only a question can have a default; delete it",
            );
        }
    }
    if item.kind.holds_items() && item.calculation.is_some() {
        wrong(
            Member::Calculation,
            "a group has no value to work out; delete this",
        );
    }
    if !item.trigger.is_empty() && item.worked_out().is_none() {
        wrong(
            Member::Trigger,
            "there is no calculation to trigger; write one, or delete this",
        );
    }
    if item.repeat_count.is_some() && item.kind != QuestionKind::Repeat {
        wrong(
            Member::RepeatCount,
            "only a repeat has a number of turns; delete this",
        );
    }
    if item.choice_filter.is_some() && item.kind.list().is_none() {
        wrong(
            Member::ChoiceFilter,
            "only a question with choices can filter them; delete this",
        );
    }
    if item.appearance.len() > MAX_NAME {
        wrong(
            Member::Appearance,
            "its appearance is longer than 200 bytes; shorten it",
        );
    }
    let choices = item.kind.list().and_then(|list| document.lists.get(list));
    let choices = choices.map_or(&[][..], Vec::as_slice);
    if let Some(default) = &item.default
        && !possible(item, default, choices)
    {
        wrong(
            Member::Default,
            "its default is not an answer to it; write one that is, or delete it",
        );
    }
    errors.extend(text_error(&item.name, Member::Appearance, &item.appearance));
    for (member, expr) in expressions(item) {
        errors.extend(text_error(&item.name, member, expr.source()));
    }
    errors.extend(text_error(&item.name, Member::Name, &item.name));
    errors
}

/// The expressions of an item.
fn expressions(item: &Item) -> impl Iterator<Item = (Member, &Expr)> {
    let all = [
        (Member::Calculation, item.worked_out()),
        (Member::Relevant, item.relevant.as_ref()),
        (Member::Required, item.required.as_ref()),
        (Member::Constraint, item.constraint.as_ref()),
        (Member::ChoiceFilter, item.choice_filter.as_ref()),
        (Member::ReadOnly, item.read_only_when.as_ref()),
        (Member::Default, item.start.as_ref()),
        (Member::RepeatCount, item.repeat_count.as_ref()),
    ];
    all.into_iter()
        .filter_map(|(member, expr)| Some((member, expr?)))
}

/// Binds the expressions of an item, and adds what is wrong with them.
pub(super) fn bind(
    document: &FormDocument,
    layout: &Layout,
    quoting: &BTreeSet<&str>,
    at: usize,
    errors: &mut Vec<FormError>,
) -> ItemCode {
    let item = &document.items[at];
    let mut failed = |member, problem| {
        errors.push(FormError {
            item: item.name.clone(),
            member,
            problem,
        });
    };
    let mut bound = |member, expr: Option<&Expr>, current| {
        let binder = Binder::at(document, layout, at, current);
        let code = binder.bind(expr?.root());
        code.map_err(|problem| failed(member, problem)).ok()
    };
    let calculation = bound(Member::Calculation, item.worked_out(), false);
    let mut code = ItemCode {
        relevant: bound(Member::Relevant, item.relevant.as_ref(), false),
        required: bound(Member::Required, item.required.as_ref(), true),
        constraint: bound(Member::Constraint, item.constraint.as_ref(), true),
        read_only: bound(Member::ReadOnly, item.read_only_when.as_ref(), true),
        start: bound(Member::Default, item.start.as_ref(), false),
        repeat_count: bound(Member::RepeatCount, item.repeat_count.as_ref(), false),
        once: calculation
            .as_ref()
            .is_some_and(|code| code.calls(Function::Once)),
        calculation,
        ..ItemCode::default()
    };
    if let (Some(filter), Some(list)) = (&item.choice_filter, item.kind.list()) {
        let binder = Binder::at(document, layout, at, false);
        match binder.filter(list, filter.root()) {
            Ok(rows) => code.filter = Some(rows),
            Err(problem) => failed(Member::ChoiceFilter, problem),
        }
    }
    for name in &item.trigger {
        match layout.named(name) {
            Ok(trigger) => code.trigger.push(trigger),
            Err(problem) => failed(Member::Trigger, problem),
        }
    }
    let list = item.kind.list().filter(|list| quoting.contains(list));
    let choices = list.and_then(|list| document.lists.get(list));
    let offered = choices
        .into_iter()
        .flatten()
        .map(|choice| (Member::Kind, &choice.label));
    let texts = [
        (Member::Label, &item.label),
        (Member::Hint, &item.hint),
        (Member::ConstraintMessage, &item.constraint_message),
        (Member::RequiredMessage, &item.required_message),
    ];
    let mut seen = BTreeSet::new();
    for (member, labels) in texts.into_iter().chain(offered) {
        for name in labels.values().flat_map(|text| quoted(text)) {
            if !seen.insert(name) {
                continue;
            }
            let binder = Binder::at(document, layout, at, true);
            match binder.bind(&Node::Question(name.trim().to_owned())) {
                Ok(value) => code.quotes.push((name.to_owned(), value)),
                Err(problem) => failed(member, problem),
            }
        }
    }
    code
}

/// The lists with answers in their labels.
pub(super) fn quoting(document: &FormDocument) -> BTreeSet<&str> {
    let quotes = |labels: &Labels| labels.values().any(|text| text.contains("${"));
    let lists = document.lists.iter();
    lists
        .filter(|(_, choices)| choices.iter().any(|choice| quotes(&choice.label)))
        .map(|(list, _)| list.as_str())
        .collect()
}

/// The names that a text quotes: `age` in `You said ${age}`.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Checks that `selected()` and its like are asked about texts and choices only: ODK stops at anything
/// else while the form is being filled in.
pub(super) fn kinds(
    document: &FormDocument,
    code: &[ItemCode],
    kinds: &[ScalarKind],
) -> Vec<FormError> {
    let mut errors = Vec::new();
    for (item, code) in document.items.iter().zip(code) {
        let expressions = [
            (Member::Relevant, &code.relevant),
            (Member::Required, &code.required),
            (Member::Constraint, &code.constraint),
            (Member::ReadOnly, &code.read_only),
            (Member::Calculation, &code.calculation),
            (Member::Default, &code.start),
            (Member::RepeatCount, &code.repeat_count),
        ];
        let filters = code.filter.iter().flat_map(|rows| &rows.filters);
        let filters = filters.map(|code| (Member::ChoiceFilter, code));
        let all = expressions
            .into_iter()
            .filter_map(|(member, code)| Some((member, code.as_ref()?)));
        for (member, code) in all.chain(filters) {
            let mut wrong = false;
            code.visit(&mut |code| {
                let asked = match code {
                    Code::Call(Function::Selected, arguments) => &arguments[..],
                    Code::Call(Function::CountSelected | Function::SelectedAt, arguments) => {
                        &arguments[..1]
                    }
                    _ => &[],
                };
                wrong |= asked
                    .iter()
                    .any(|code| !matches!(code.kind(kinds), ScalarKind::Text | ScalarKind::Unsure));
            });
            if wrong {
                errors.push(FormError {
                    item: item.name.clone(),
                    member,
                    problem: ExprError::NotText.into(),
                });
            }
        }
    }
    errors
}

fn labels(item: &str, member: Member, labels: &Labels) -> Vec<FormError> {
    let mut errors = Vec::new();
    if labels.len() > MAX_LANGUAGES {
        errors.push(shape(
            item,
            member,
            "the text is in more than 32 languages; delete some",
        ));
    }
    for (tag, text) in labels {
        if !is_language(tag) {
            errors.push(shape(
                item,
                member,
                "the language of a text is not a language tag; write one, as in \"French (fr)\"",
            ));
        }
        if text.len() > MAX_LABEL {
            errors.push(shape(
                item,
                member,
                "the text is longer than 8000 bytes; shorten it",
            ));
        }
        errors.extend(text_error(item, member, text));
    }
    errors
}

/// A text has to pass the same rule when it is imported, built and signed.
fn text_error(item: &str, member: Member, text: &str) -> Option<FormError> {
    let problem = match text::check(text).err()? {
        Unfit::Character(character) => FormProblem::Character(character.into()),
        Unfit::Isolates => FormProblem::Shape(
            "an isolate (U+2068) and its end (U+2069) do not stand in pairs on one line; delete them",
        ),
    };
    Some(FormError {
        item: item.to_owned(),
        member,
        problem,
    })
}

/// Whether this is shaped as a language tag: `en`, `pt-br`.
fn is_language(tag: &str) -> bool {
    (2..=12).contains(&tag.len())
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

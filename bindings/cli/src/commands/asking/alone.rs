//! The private mode in a terminal: the officer says what was made sure of, the person answers on a screen of words,
//! and the officer hears needs.

use pocketcard::{
    alone::{Gate, Page, Question, Reply},
    content::{Age, Content, Voice, Wanted},
    host::Clock,
    session::{self, Heard, Session},
};
use pocketcard_terminal::{Output, Refusal};
use serde_json::json;

use super::{
    AGES,
    dialogue::{Dialogue, Left},
};
use crate::phone::Phone;

/// Opens a sitting, plays it in the person's language, and reports the needs in the officer's, after the phone was
/// unlocked again. One that nobody has heard of is reported instead.
pub fn alone(phone: &Phone, area: String, language: &str, spoken: &str) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    if let Some(left) = session.hear_alone(phone.clock.now())? {
        return report(&mut session, &left, language);
    }
    let talk = Dialogue::open(language, String::new()).leaving("alone.end");
    let Ok(gate) = gate(&talk, session.content()?, area) else {
        return Ok(nothing(session.content()?, language));
    };
    let page = session.begin_alone(&gate, spoken, spoken, Voice::Woman, phone.clock.now())?;
    if page.untested {
        talk.say(&session.content()?.text(language, "alone.untested"));
    }
    let hand_over = session.content()?.text(language, "alone.hand-over");
    if talk.ask(session.content()?, &hand_over).is_err() {
        session.forget_alone()?;
        return Ok(nothing(session.content()?, language));
    }
    drop(talk);
    let talk = Dialogue::open(spoken, String::new()).leaving("alone.end");
    let share = play(&talk, &mut session, &page, phone)?;
    // Anyone who looks next sees the neutral word, until somebody presses the key; after it comes the passphrase. Where
    // it stands, what the person said is sealed, whatever ends the program.
    talk.clear();
    let ended = session.end_alone(share, phone.clock.now());
    talk.say(&page.neutral);
    talk.wait();
    drop(talk);
    ended?;
    let mut session = phone.unlock()?;
    match session.hear_alone(phone.clock.now())? {
        Some(heard) => report(&mut session, &heard, language),
        None => Ok(nothing(session.content()?, language)),
    }
}

/// Says what the officer hears, which is forgotten then.
fn report(session: &mut Session, heard: &Heard, language: &str) -> Result<Output, Refusal> {
    session.forget_alone()?;
    let content = session.content()?;
    if heard.needs.is_empty() {
        return Ok(nothing(content, language));
    }
    let mut text = vec![format!("{}:", content.text(language, "alone.heard"))];
    for need in &heard.needs {
        text.push(format!("  {}", content.text(language, need)));
        let wanted = Wanted {
            need: Some(need.clone()),
            area: (!heard.area.is_empty()).then(|| heard.area.clone()),
            ..Wanted::default()
        };
        for service in content.services(&wanted) {
            text.push(format!("    {}", content.text(language, &service.id)));
        }
    }
    for (topic, reply) in &heard.shared {
        let said = match reply {
            Reply::Yes => content.text(language, "alone.yes"),
            Reply::No => content.text(language, "alone.no"),
            Reply::Chosen(chosen) => {
                let chosen = chosen
                    .iter()
                    .map(|choice| content.text(language, choice.text_id()));
                chosen.collect::<Vec<_>>().join("; ")
            }
            Reply::Skip => continue,
        };
        text.push(format!(
            "{} {said}",
            content.text(language, topic.text_id())
        ));
    }
    text.extend(heard.draft.map(|_| content.text(language, "ask.kept")));
    let shared = json!(heard.shared);
    Ok(Output::done(
        text,
        json!({ "needs": heard.needs, "urgent": heard.urgent, "draft_kept": heard.draft.is_some(), "shared": shared }),
    ))
}

fn nothing(content: &Content, language: &str) -> Output {
    let said = content.text(language, "alone.heard-nothing");
    Output::done(
        vec![said],
        json!({ "needs": [], "urgent": false, "draft_kept": false }),
    )
}

/// What the officer has made sure of. Every default is the one that opens nothing.
fn gate(talk: &Dialogue, content: &Content, area: String) -> Result<Gate, Left> {
    let text = |id: &str| content.text(talk.language(), id);
    let confirms = |id: &str| -> Result<bool, Left> {
        let choices = [text("alone.no"), text("alone.yes")];
        Ok(talk.choose(content, &text(id), &choices, 0)? == 1)
    };
    let alone = confirms("alone.gate-alone")?;
    let names: Vec<String> = AGES.iter().map(|(_, id)| text(id)).collect();
    let age = AGES[talk.choose(content, &text("age"), &names, AGES.len() - 1)?].0;
    let child_protection = age != Age::Adult && confirms("alone.gate-child-protection")?;
    Ok(Gate {
        alone,
        age,
        child_protection,
        area,
    })
}

/// The person's screens, one question each. Whether the person wants the answers to be seen.
fn play(
    talk: &Dialogue,
    session: &mut Session,
    page: &Page,
    phone: &Phone,
) -> Result<bool, session::Error> {
    talk.clear();
    talk.say(&page.said_first.text);
    for question in &page.questions {
        let Ok(reply) = asked(talk, session.content()?, page, question) else {
            return Ok(false);
        };
        talk.clear();
        if !session.answer_alone(question.topic, reply, phone.clock.now())? {
            return Ok(false);
        }
    }
    let choices = [page.no.text.clone(), page.yes.text.clone()];
    let shared = talk.choose(session.content()?, &page.share.text, &choices, 0);
    Ok(shared.is_ok_and(|at| at == 1))
}

fn asked(
    talk: &Dialogue,
    content: &Content,
    page: &Page,
    question: &Question,
) -> Result<Reply, Left> {
    let mut tiles = vec![page.skip.text.clone()];
    if question.choices.is_empty() {
        tiles.extend([page.yes.text.clone(), page.no.text.clone()]);
    } else {
        tiles.extend(question.choices.iter().map(|(_, tile)| tile.text.clone()));
    }
    let chosen = talk.choose(content, &question.tile.text, &tiles, 0)?;
    Ok(match chosen.checked_sub(1) {
        None => Reply::Skip,
        Some(at) => match question.choices.get(at) {
            Some((choice, _)) => Reply::Chosen([*choice].into()),
            None if at == 0 => Reply::Yes,
            None => Reply::No,
        },
    })
}

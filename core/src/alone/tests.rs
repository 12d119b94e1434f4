use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::content::{AloneChoice, AloneQuestion, Document, Overlay, Recording};

fn gate() -> Gate {
    Gate {
        alone: true,
        age: Age::Adult,
        ..Gate::default()
    }
}

fn changed(change: impl FnOnce(&mut Document)) -> Result<Content, crate::content::ContentError> {
    let mut document = Content::base().document().clone();
    change(&mut document);
    Content::new(document)
}

/// The English texts with another line in place of this one.
fn reworded(d: &mut Document, id: &str, line: &str) {
    let english = &mut d.languages[0].texts;
    let lines = english.lines().map(|old| {
        if old.starts_with(&format!("{id} =")) {
            line
        } else {
            old
        }
    });
    *english = lines.collect::<Vec<_>>().join("\n");
}

#[test]
fn it_opens_only_for_an_adult_alone_with_help_in_reach() {
    let base = Content::base();
    assert_eq!(gate().check(base), Ok(()));
    assert_eq!(
        Gate {
            alone: false,
            ..gate()
        }
        .check(base),
        Err(Refusal::NotAlone)
    );
    for age in [Age::Child, Age::MayBeChild, Age::Unknown] {
        let alone = Gate { age, ..gate() };
        assert_eq!(alone.check(base), Err(Refusal::Child), "{age:?}");
        let with_child_protection = Gate {
            child_protection: true,
            ..alone
        };
        assert_eq!(with_child_protection.check(base), Ok(()));
    }
    let without_services = changed(|d| d.services.clear()).unwrap();
    assert_eq!(gate().check(&without_services), Err(Refusal::NoHelp));
    let elsewhere = changed(|d| d.services.retain(|it| it.area == "example-district")).unwrap();
    let far = Gate {
        area: "nowhere".to_owned(),
        ..gate()
    };
    assert_eq!(far.check(&elsewhere), Err(Refusal::NoHelp));
    let none = Overlay {
        name: "none".to_owned(),
        version: 1,
        alone: Some(Vec::new()),
        ..Overlay::default()
    };
    let none = none.apply(base).unwrap();
    assert_eq!(gate().check(&none), Err(Refusal::NoQuestions));
}

#[test]
fn what_is_touched_leads_to_needs_and_to_nothing_else() {
    let base = Content::base();
    let mut sitting = Sitting::default();
    assert!(sitting.reply(Topic::Safe, Reply::No));
    assert!(sitting.reply(Topic::ByYourself, Reply::Yes));
    assert!(sitting.reply(Topic::Papers, Reply::No));
    assert!(sitting.reply(Topic::Hurt, Reply::Yes));
    assert!(sitting.reply(Topic::Need, Reply::Chosen([Choice::Food].into())));
    let outcome = sitting.outcome(base, Age::Adult, false);
    assert_eq!(
        outcome.needs,
        [
            "urgent.medical",
            "urgent.security",
            "urgent.food",
            "assist.legal-information"
        ]
    );
    assert!(outcome.urgent && outcome.shared.is_empty());
    let told: Vec<_> = outcome.begun.answers.keys().map(String::as_str).collect();
    assert_eq!(told, ["urgent.food", "urgent.medical", "urgent.security"]);
    assert!(
        outcome
            .begun
            .answers
            .values()
            .all(|answer| *answer == Answer::Told)
    );
    let finding = crate::finding::find(base, &outcome.begun).expect("fits");
    assert_eq!(finding.level, crate::content::Level::ReferNow);
    assert!(finding.elements.purpose.is_empty() && finding.definition.is_none());
    // Seen only where the person says so.
    assert_eq!(sitting.outcome(base, Age::Adult, true).shared.len(), 5);
}

#[test]
fn a_skip_is_the_default_takes_back_and_says_nothing() {
    let base = Content::base();
    assert_eq!(Reply::default(), Reply::Skip);
    let mut sitting = Sitting::default();
    for topic in Topic::ALL {
        sitting.reply(topic, Reply::Skip);
    }
    assert!(sitting == Sitting::default());
    sitting.reply(Topic::Hurt, Reply::Yes);
    sitting.reply(Topic::Hurt, Reply::Skip);
    // A reply that is not one of the question's is none.
    sitting.reply(Topic::Need, Reply::Yes);
    sitting.reply(Topic::Pay, Reply::Chosen([Choice::Talk].into()));
    let outcome = sitting.outcome(base, Age::Adult, true);
    assert!(outcome.needs.is_empty() && outcome.shared.is_empty() && !outcome.urgent);
    assert!(outcome.begun.answers.is_empty());
}

#[test]
fn a_person_who_is_not_alone_any_more_has_ended_it() {
    let mut sitting = Sitting::default();
    assert!(!sitting.reply(Topic::ByYourself, Reply::No));
    assert!(sitting.reply(Topic::ByYourself, Reply::Yes));
    assert!(sitting.reply(Topic::Safe, Reply::No));
}

#[test]
fn every_language_has_every_screen_with_words_and_pictures() {
    let base = Content::base();
    for language in base.languages() {
        let page = page(base, &language.tag, &language.tag, Voice::Woman, |_| true);
        assert!(page.questions.len() <= 8 && page.untested);
        let tiles = [&page.yes, &page.no, &page.skip, &page.end];
        let asked = page.questions.iter().flat_map(|question| {
            std::iter::once(&question.tile).chain(question.choices.iter().map(|(_, tile)| tile))
        });
        for tile in asked.chain(tiles) {
            assert!(!tile.text.starts_with("alone"), "{}", tile.text);
            assert!(
                tile.svg.contains(tile.path) && tile.path.starts_with('M'),
                "{}",
                tile.svg
            );
            assert!(!tile.path.contains(['<', '>', '"']) && tile.svg.matches('<').count() == 3);
            assert_eq!(tile.sound, None, "no machine speaks");
        }
        assert!(!page.said_first.text.is_empty());
    }
}

fn recording(text: &str, variety: &str, voice: Voice, reads: &str) -> Recording {
    Recording {
        text: text.to_owned(),
        language: "ar".to_owned(),
        variety: variety.to_owned(),
        voice,
        reads: Recording::hash_of(reads),
        sound: Recording::name_of(if voice == Voice::Woman { b"1" } else { b"2" }),
    }
}

#[test]
fn a_voice_reads_the_text_that_it_was_recorded_for_and_no_other() {
    let words = Content::base().text("ar", "alone.safe");
    let with = |recordings: Vec<Recording>| changed(|d| d.recordings = recordings);
    let both = vec![
        recording("alone.safe", "ar-sd", Voice::Woman, &words),
        recording("alone.safe", "ar-sy", Voice::Man, &words),
    ];
    let content = with(both.clone()).unwrap();
    let first = |variety, voice| {
        let recording = content.voice("ar", "alone.safe", variety, voice);
        recording.map(|it| it.voice)
    };
    assert_eq!(first("ar-sd", Voice::Woman), Some(Voice::Woman));
    assert_eq!(
        first("ar-sy", Voice::Woman),
        Some(Voice::Man),
        "the variety counts before the voice"
    );
    assert_eq!(first("ar-iq", Voice::Man), Some(Voice::Man));
    assert_eq!(
        content.voices("ar"),
        [("ar-sd", Voice::Woman), ("ar-sy", Voice::Man)]
    );
    assert!(content.voices("en").is_empty());
    assert_eq!(content.voice("en", "alone.safe", "en", Voice::Man), None);
    let sound = |there: bool| {
        let page = page(&content, "ar", "ar-sd", Voice::Woman, |_| there);
        page.questions[0].tile.sound.clone()
    };
    assert_eq!(sound(true), Some(both[0].sound.clone()));
    assert_eq!(sound(false), None, "its sound is not on this phone");
    // The text changes: its recording is silent, and nothing else speaks.
    let silent = changed(|d| {
        d.recordings = both.clone();
        let arabic = d.languages.iter_mut().find(|it| it.tag == "ar").unwrap();
        arabic.texts = arabic.texts.replace(&words, "هل أنت بأمان؟");
    });
    let silent = silent.unwrap();
    assert_ne!(silent.text("ar", "alone.safe"), words);
    assert_eq!(
        silent.voice("ar", "alone.safe", "ar-sd", Voice::Woman),
        None
    );
    assert!(silent.voices("ar").is_empty());
    // What does not speak to the person is not read to it, nor twice, nor as anything but sound.
    for wrong in [
        vec![recording("general.1", "ar", Voice::Man, "x")],
        vec![recording("alone.safe", "sw-cd", Voice::Man, "x")],
        vec![both[0].clone(), both[0].clone()],
        vec![Recording {
            sound: "T2dnUw==".to_owned(),
            ..both[0].clone()
        }],
        vec![Recording {
            reads: "0".to_owned(),
            ..both[0].clone()
        }],
    ] {
        assert!(with(wrong).is_err());
    }
    let card = Content::base()
        .document()
        .guidance
        .iter()
        .find(|card| card.hand_over)
        .unwrap();
    let first = format!("{}.1", card.id);
    assert!(with(vec![recording(&first, "ar", Voice::Man, "x")]).is_ok());
}

#[test]
fn a_question_stands_once_with_answers_of_its_own() {
    let twice = changed(|d| {
        let first = d.alone[0].clone();
        d.alone.push(first);
    });
    assert!(twice.is_err());
    for (topic, yes, choices) in [
        (Topic::Need, true, false),
        (Topic::Need, false, false),
        (Topic::ByYourself, true, false),
        (Topic::Pay, false, true),
    ] {
        let need = || vec!["urgent.food".to_owned()];
        let question = AloneQuestion {
            topic,
            yes: if yes { need() } else { Vec::new() },
            no: Vec::new(),
            choices: if choices {
                vec![AloneChoice {
                    choice: Choice::Food,
                    needs: need(),
                }]
            } else {
                Vec::new()
            },
        };
        assert!(changed(|d| d.alone = vec![question]).is_err(), "{topic:?}");
    }
    assert!(changed(|d| d.alone[0].no = vec!["urgent.nothing".to_owned()]).is_err());
    assert!(changed(|d| d.alone_tried = vec!["xx".to_owned()]).is_err());
}

#[test]
fn no_pack_asks_of_sexual_violence_names_or_armed_groups() {
    for words in [
        "Did they rape you?",
        "What is your name?",
        "Are there armed men?",
        "Avez-vous été violée ?",
        "Quel est votre nom ?",
        "Y a-t-il des hommes d’armes ?",
        "¿Cómo es su nombre?",
        "¿La violaron?",
        "هل تعرضت للاغتصاب؟",
        "ما اسمك؟",
        "Jina lako ni nani?",
        "Je, kuna askari?",
        "Як Ваше ім’я?",
        "Чи були солдати?",
    ] {
        let asked = changed(|d| reworded(d, "alone-hurt", &format!("alone-hurt = {words}")));
        assert!(asked.is_err(), "{words}");
    }
    let gentle = changed(|d| reworded(d, "alone-hurt", "alone-hurt = Do you want to see a nurse?"));
    assert!(gentle.is_ok());
    let long = format!("alone-hurt = {}", "word ".repeat(30));
    assert!(changed(|d| reworded(d, "alone-hurt", &long)).is_err());
    let with_value = "alone-hurt = Are you hurt, { $who }?";
    assert!(changed(|d| reworded(d, "alone-hurt", with_value)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    /// The law, for any list that a pack could bring: whatever is accepted has at most eight questions, of known
    /// topics, and nothing before the person holds what is never said.
    #[test]
    fn whatever_a_pack_brings(
        topics in vec(select(Topic::ALL.to_vec()), 0..12),
        needs in vec(select(vec!["urgent.medical", "urgent.food", "assist.housing", "perpetrator.armed-group"]), 0..3),
        text in select(super::super::content::said_to_the_person().collect::<Vec<_>>()),
        words in select(vec!["Go home?", "Rape?", "Which soldiers?", "Your name", "A bed", "The militia"]),
    ) {
        let content = changed(|d| {
            d.alone = topics.iter().map(|topic| AloneQuestion {
                topic: *topic,
                yes: needs.iter().map(|&need| need.to_owned()).collect(),
                no: Vec::new(),
                choices: Vec::new(),
            }).collect();
            let id = text.replace('.', "-");
            reworded(d, &id, &format!("{id} = {words}"));
        });
        if let Ok(content) = content {
            let d = content.document();
            prop_assert!(d.alone.len() <= 8);
            for question in &d.alone {
                for need in question.yes.iter().chain(&question.no) {
                    prop_assert!(need.starts_with("urgent.") || need.starts_with("assist."));
                }
            }
            for language in content.languages() {
                for id in crate::content::said_to_the_person() {
                    let said = content.text(&language.tag, id).to_lowercase();
                    for never in ["rape", "soldier", "name", "militia"] {
                        prop_assert!(!said.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(never)), "{said}");
                    }
                }
            }
        }
    }
}

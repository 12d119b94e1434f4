//! Short texts through the facade, as a shell scans or types them.

use crate::{ChunkAssembler, PhoneError, split_into_chunks};

fn code<T: std::fmt::Debug>(outcome: Result<T, PhoneError>) -> String {
    match outcome {
        Err(PhoneError::Transport { code, .. } | PhoneError::Request { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn texts_are_put_together_in_any_order() {
    let bytes: Vec<u8> = (0..2_000).map(|number| number as u8).collect();
    let mut texts = split_into_chunks(bytes.clone(), 160).expect("it is short");
    assert!(texts.iter().all(|text| text.len() <= 160));
    texts.reverse();
    let (last, rest) = texts.split_last().expect("there are some");
    let assembler = ChunkAssembler::new();
    for text in rest {
        assembler.add(text).expect("it is one");
        assembler.add(text).expect("it may come again");
    }
    assert_eq!(assembler.count() as usize, texts.len());
    assert_eq!(assembler.missing(), [1]);
    assert_eq!(code(assembler.finish()), "chunks-missing");
    assembler.add(last).expect("it is one");
    assert_eq!(assembler.finish().expect("all are there"), bytes);
}

#[test]
fn each_failure_has_its_code() {
    assert_eq!(code(split_into_chunks(vec![0; 9], 63)), "chunks-too-short");
    assert_eq!(
        code(split_into_chunks(vec![0; (1 << 20) + 1], 160)),
        "chunks-too-long"
    );
    let assembler = ChunkAssembler::new();
    let text = |byte| {
        split_into_chunks(vec![byte; 9], 160)
            .expect("it is short")
            .remove(0)
    };
    assembler.add(&text(1)).expect("it is one");
    assert_eq!(code(assembler.add(&text(2))), "chunk-of-another");
    assert_eq!(code(assembler.add("dear colleague")), "chunk-unknown");
    let bent = text(1).replacen(":1:1:", ":1:1:A", 1);
    assert_eq!(code(assembler.add(&bent)), "chunk-damaged");
    assert_eq!(assembler.finish().expect("it is there"), [1; 9]);
}

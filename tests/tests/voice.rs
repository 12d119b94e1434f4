//! A voice from an office's recorder to a person's ear, through the programs as cargo built them: a directory becomes a
//! pack, the pack is signed and published, a phone takes it and hands the sound out. What is heard here is a tone and no
//! voice: nobody's was recorded for a test.
#![cfg(target_os = "linux")]

use std::{fs, path::Path};

use pocketcard::content::{Content, Recording, Sound};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::House,
};

/// Half a second of a tone.
fn tone(pitch: i32) -> Sound {
    let samples = (0..4_000).map(|it| ((it * pitch % 200) * 60 - 6_000) as i16);
    Sound::new(8_000, samples.collect()).expect("it is short and mono")
}

/// The directory of a pack in which these texts are read aloud in Swahili.
fn recorded(directory: &Path, version: u64, texts: &[(&str, Sound)]) {
    let put = |file: &str, bytes: &[u8]| {
        let file = directory.join(file);
        fs::create_dir_all(file.parent().expect("it is in a directory")).expect("it can be made");
        fs::write(file, bytes).expect("it can be written");
    };
    put(
        "pack.toml",
        format!("name = \"north\"\nversion = {version}\n").as_bytes(),
    );
    put("lang/en/varieties.ftl", b"variety-sw-cd = as in Bukavu\n");
    let mut list = String::new();
    for (text, sound) in texts {
        // A recorder writes more beside the sound than anybody asked for.
        let wav = sound.to_wav();
        let named = [
            &wav[..36],
            b"LIST\x12\0\0\0INFOIART\x06\0\0\0Amina\0",
            &wav[36..],
        ]
        .concat();
        put(&format!("recordings/{text}.wav"), &named);
        let reads = Recording::hash_of(&Content::base().read_aloud("sw", text));
        list += &format!(
            "[[recordings]]\nfile = \"{text}.wav\"\ntext = \"{text}\"\nlanguage = \"sw\"\nvariety = \"sw-CD\"\n\
             voice = \"woman\"\nreads = \"{reads}\"\n"
        );
    }
    put("recordings/recordings.toml", list.as_bytes());
}

/// Builds, signs and publishes a directory, and brings it to the phone.
fn travels(house: &House, office: &Terminal, phone: &Terminal, name: &str) {
    let file = |ending: &str| house.argument(&format!("{name}.{ending}"));
    office.does(&[
        "pack",
        "build",
        &house.argument(name),
        "--out",
        &file("json"),
    ]);
    office.does(&["pack", "sign", &file("json"), "--out", &file("pack")]);
    office.does(&["pack", "publish", &file("pack")]);
    let (up, down) = (file("up"), file("down"));
    phone.does(&["carry", "out", &up]);
    office.does(&["collect", "--bundle", &up, "--out", &down]);
    phone.does(&["carry", "in", &down]);
}

#[test]
fn a_voice_travels_in_a_pack_and_is_heard_as_it_was_recorded_until_its_text_changes() {
    let house = House::found(None);
    let (office, phone) = (house.office(), house.phone("phone"));
    let (first, safe) = (tone(3), tone(5));
    let texts = [("alone.mode.hint", first), ("alone.safe", safe.clone())];
    recorded(&house.path("one"), 2, &texts);
    let read = phone.does(&["sounds", "--spoken", "sw"]);
    assert_eq!(read["sounds"].as_array().map(Vec::len), Some(0));
    travels(&house, &office, &phone, "one");

    let pack = fs::read(house.path("one.pack")).unwrap();
    assert!(pack.starts_with(b"PCK3"));
    let named = pack.windows(5).any(|it| it == b"Amina") || pack.windows(4).any(|it| it == b"LIST");
    assert!(!named, "the speaker is not named");
    // Before anybody signs, it is heard.
    let heard = house.argument("heard");
    office.does(&[
        "pack",
        "recordings",
        &house.argument("one.pack"),
        "--out",
        &heard,
    ]);
    let told = office.does(&["pack", "diff", "base", &house.argument("one.pack")]);
    let told = told["changes"].to_string();
    assert!(
        told.contains("recording added: alone.safe in sw-cd by a woman"),
        "{told}"
    );

    let out = house.argument("played");
    let read = phone.does(&["sounds", "--spoken", "sw", "--out", &out]);
    assert_eq!(read["sounds"].as_array().map(Vec::len), Some(2), "{read}");
    assert_eq!(read["sounds"][0]["milliseconds"], 500);
    // Frame for frame what the pack carries of the office's recording.
    let played = fs::read(house.path("played").join("alone.safe.sw-cd.woman.wav")).unwrap();
    let carried = Sound::read(&safe.to_bytes()).unwrap();
    assert_eq!(Sound::from_wav(&played).unwrap(), carried);
    assert_eq!(
        fs::read(house.path("heard").join("alone.safe.sw-cd.woman.wav")).unwrap(),
        played
    );

    // The text is worded again: in the same directory its recording is refused, and on top of the pack it is left out.
    let words = "lang/sw/more.ftl";
    let changed = "alone-safe = Uko salama?\n";
    fs::create_dir_all(house.path("one").join("lang/sw")).unwrap();
    fs::write(house.path("one").join(words), changed).unwrap();
    let (one, again) = (house.argument("one"), house.argument("again.json"));
    // It names the file, as every refusal of a directory does.
    let refused =
        Said::by(&mut office.command(&["pack", "build", &one, "--out", &again, "--json"]));
    assert_eq!(refused.status, 1);
    let why = "alone.safe in sw-cd by a woman: the text is not the one that was read";
    assert!(refused.json()["error"].to_string().contains(why));
    recorded(&house.path("two"), 3, &[]);
    fs::create_dir_all(house.path("two").join("lang/sw")).unwrap();
    fs::write(house.path("two").join(words), changed).unwrap();
    let base = house.argument("one.pack");
    let (two, json) = (house.argument("two"), house.argument("two.json"));
    let built = office.does(&["pack", "build", &two, "--base", &base, "--out", &json]);
    assert_eq!(built["silenced"][0], "alone.safe in sw-cd by a woman");
    let signed = house.argument("two.pack");
    // Without the file of sounds nothing is signed.
    let sounds = house.path("two.sounds");
    let kept = fs::read(&sounds).unwrap();
    fs::remove_file(&sounds).unwrap();
    office.is_refused(
        &["pack", "sign", &json, "--out", &signed],
        "keep the .sounds file beside it",
    );
    fs::write(&sounds, &kept[..kept.len() - 1]).unwrap();
    office.is_refused(
        &["pack", "sign", &json, "--out", &signed],
        "not a pack, or it was cut short",
    );
    fs::write(&sounds, &kept).unwrap();
    office.does(&["pack", "sign", &json, "--out", &signed]);
    office.does(&["pack", "publish", &signed]);
    let (up, down) = (house.argument("up"), house.argument("down"));
    phone.does(&["carry", "out", &up]);
    office.does(&["collect", "--bundle", &up, "--out", &down]);
    phone.does(&["carry", "in", &down]);
    let read = phone.does(&["sounds", "--spoken", "sw"]);
    let sounds = read["sounds"].as_array().unwrap();
    assert_eq!(
        sounds.len(),
        1,
        "silence where the words are others: {read}"
    );
    assert_eq!(sounds[0]["text"], "alone.mode.hint");
    // A pack with a byte of a sound turned, or with a sound too many, is taken by nobody.
    let mut turned = fs::read(house.path("two.pack")).unwrap();
    *turned.last_mut().unwrap() ^= 1;
    let odd = house.write("odd.pack", &turned);
    office.is_refused(
        &["pack", "verify", &odd],
        "the pack's content was altered on the way",
    );
}

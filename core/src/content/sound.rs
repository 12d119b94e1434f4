//! The sound of a recording: what an office hands in, what a pack carries, and what a shell plays.
//!
//! An office hands in a plain WAV file. A pack carries the quarter of it, as IMA ADPCM in a WAV file of one exact
//! layout: sixty bytes of header, and blocks. Nothing else fits in, so that no name of a speaker, place or device rides
//! along. A shell is given plain samples again, which every device plays; no decoder but this one, in safe Rust, ever
//! meets what came over the road.

/// The most bytes of one recording as a pack carries it: half a minute at 8,000 samples a second.
pub const MAX_SOUND: usize = 128 * 1024;
/// The shortest and the longest that one lasts, in milliseconds.
const LASTS: std::ops::RangeInclusive<u64> = 200..=30_000;
/// The samples a second that there are: speech as on a telephone, and clearer.
const RATES: [u32; 2] = [8_000, 16_000];
/// How long it is quiet between two sounds that are played after one another.
const BREATH_MS: u32 = 500;
/// The bytes of the header that a pack carries.
const HEADER: usize = 60;
/// The bytes of a block, of which four say where it begins, and its samples.
const BLOCK: usize = 256;
const SAMPLES: usize = (BLOCK - 4) * 2 + 1;

/// Why a file is no recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundError {
    /// It is no WAV file of plain samples.
    NotPlain,
    /// It is no single voice: more channels than one, or other samples than of 16 bits.
    NotMono,
    /// It has another number of samples a second than 8,000 or 16,000.
    Rate,
    /// It is shorter than a fifth of a second.
    Short,
    /// It lasts more than half a minute, or fills more than 128 KiB.
    Long,
    /// It is not laid out exactly as a pack carries recordings.
    Layout,
}

/// Somebody's voice, as samples of 16 bits in one channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Sound {
    rate: u32,
    samples: Vec<i16>,
}

impl std::fmt::Debug for Sound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sound({} samples)", self.samples.len())
    }
}

impl Sound {
    /// A sound of these samples.
    ///
    /// # Errors
    /// [`SoundError::Rate`], [`SoundError::Short`] or [`SoundError::Long`].
    pub fn new(rate: u32, samples: Vec<i16>) -> Result<Self, SoundError> {
        check(rate, samples.len())?;
        Ok(Self { rate, samples })
    }

    /// Reads the WAV file that an office hands in: 16 bits, one channel, 8,000 or 16,000 samples a second. Whatever
    /// else such a file holds is passed over and left behind.
    ///
    /// # Errors
    /// [`SoundError`], but for [`SoundError::Layout`].
    pub fn from_wav(bytes: &[u8]) -> Result<Self, SoundError> {
        let mut rest = (bytes.strip_prefix(b"RIFF"))
            .and_then(|it| it.split_at_checked(4))
            .and_then(|(_, rest)| rest.strip_prefix(b"WAVE"))
            .ok_or(SoundError::NotPlain)?;
        let mut rate = None;
        while let Some((name, after)) = rest.split_first_chunk::<4>() {
            let (length, after) = after.split_first_chunk().ok_or(SoundError::NotPlain)?;
            let length = u32::from_le_bytes(*length) as usize;
            let (body, after) = after.split_at_checked(length).ok_or(SoundError::NotPlain)?;
            match (name, rate) {
                (b"fmt ", None) => rate = Some(plain_rate(body)?),
                (b"data", Some(rate)) => {
                    let (samples, odd) = body.as_chunks::<2>();
                    if !odd.is_empty() {
                        return Err(SoundError::NotPlain);
                    }
                    check(rate, samples.len())?;
                    return Self::new(
                        rate,
                        samples.iter().map(|it| i16::from_le_bytes(*it)).collect(),
                    );
                }
                _ => {}
            }
            // A chunk of odd length has one byte more.
            rest = after.get(length % 2..).unwrap_or_default();
        }
        Err(SoundError::NotPlain)
    }

    /// Reads what a pack carries, which has one layout: `docs/formats.md`.
    ///
    /// # Errors
    /// [`SoundError`].
    pub fn read(bytes: &[u8]) -> Result<Self, SoundError> {
        if bytes.len() > MAX_SOUND {
            return Err(SoundError::Long);
        }
        let (header, data) = bytes.split_at_checked(HEADER).ok_or(SoundError::Layout)?;
        let number = |at: usize| {
            let bytes = header.get(at..at + 4).and_then(|it| it.try_into().ok());
            bytes.map_or(0, u32::from_le_bytes)
        };
        let (rate, count) = (number(24), number(48) as usize);
        check(rate, count)?;
        let (blocks, odd) = data.as_chunks::<BLOCK>();
        if header != wav_header(rate, count, blocks.len())
            || !odd.is_empty()
            || blocks.len() != count.div_ceil(SAMPLES)
        {
            return Err(SoundError::Layout);
        }
        let mut samples = Vec::with_capacity(blocks.len() * SAMPLES);
        for block in blocks {
            read_block(block, &mut samples)?;
        }
        samples.truncate(count);
        Ok(Self { rate, samples })
    }

    /// The bytes that a pack carries.
    pub fn to_bytes(&self) -> Vec<u8> {
        let blocks = self.samples.chunks(SAMPLES);
        let mut out = wav_header(self.rate, self.samples.len(), blocks.len());
        let mut index = 0;
        for block in blocks {
            write_block(block, &mut index, &mut out);
        }
        out
    }

    /// A WAV file of plain samples, to be played from memory: 44 bytes of header, and samples of 16 bits.
    pub fn to_wav(&self) -> Vec<u8> {
        wav(self.rate, self.samples.iter().copied())
    }

    /// One WAV file of several sounds after one another, with a breath between them: what a page says, and what each
    /// of its answers says. `None` for none at all.
    pub fn one_after_another(sounds: &[Self]) -> Option<Vec<u8>> {
        let rate = sounds.iter().map(|it| it.rate).max()?;
        let breath = (rate * BREATH_MS / 1_000) as usize;
        let mut samples = Vec::new();
        for sound in sounds {
            if !samples.is_empty() {
                samples.resize(samples.len() + breath, 0);
            }
            // Of the two rates there are, one is twice the other.
            let times = (rate / sound.rate) as usize;
            let each = sound.samples.iter();
            samples.extend(each.flat_map(|it| std::iter::repeat_n(*it, times)));
        }
        Some(wav(rate, samples.into_iter()))
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// The samples.
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// How long it lasts, in milliseconds.
    pub fn milliseconds(&self) -> u64 {
        lasts(self.rate, self.samples.len())
    }
}

/// The formats of WAV: plain samples, and IMA ADPCM.
const PLAIN: u16 = 1;
const ADPCM: u16 = 17;

/// A WAV file of plain samples.
fn wav(rate: u32, samples: impl Iterator<Item = i16>) -> Vec<u8> {
    let data: Vec<u8> = samples.flat_map(i16::to_le_bytes).collect();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let mut out = Vec::with_capacity(44 + data.len());
    out.extend(b"RIFF");
    out.extend(length.saturating_add(36).to_le_bytes());
    out.extend(b"WAVEfmt ");
    out.extend(16_u32.to_le_bytes());
    out.extend(PLAIN.to_le_bytes());
    out.extend(1_u16.to_le_bytes());
    out.extend(rate.to_le_bytes());
    out.extend((2 * rate).to_le_bytes());
    out.extend(2_u16.to_le_bytes());
    out.extend(16_u16.to_le_bytes());
    out.extend(b"data");
    out.extend(length.to_le_bytes());
    out.extend(data);
    out
}

fn lasts(rate: u32, samples: usize) -> u64 {
    samples as u64 * 1_000 / u64::from(rate.max(1))
}

fn check(rate: u32, samples: usize) -> Result<(), SoundError> {
    if !RATES.contains(&rate) {
        return Err(SoundError::Rate);
    }
    let lasts = lasts(rate, samples);
    if lasts < *LASTS.start() {
        return Err(SoundError::Short);
    }
    let bytes = HEADER + samples.div_ceil(SAMPLES).saturating_mul(BLOCK);
    if lasts > *LASTS.end() || bytes > MAX_SOUND {
        return Err(SoundError::Long);
    }
    Ok(())
}

/// The samples a second of a chunk that must say: plain, one channel, 16 bits.
fn plain_rate(format: &[u8]) -> Result<u32, SoundError> {
    let (format, _) = format
        .split_first_chunk::<16>()
        .ok_or(SoundError::NotPlain)?;
    let short = |at: usize| u16::from_le_bytes([format[at], format[at + 1]]);
    // What recorders write whose files tell more: the first of their kinds is plain samples.
    if short(0) != PLAIN {
        return Err(SoundError::NotPlain);
    }
    if (short(2), short(12), short(14)) != (1, 2, 16) {
        return Err(SoundError::NotMono);
    }
    Ok(u32::from_le_bytes([
        format[4], format[5], format[6], format[7],
    ]))
}

/// The one header there is for this number of samples.
fn wav_header(rate: u32, samples: usize, blocks: usize) -> Vec<u8> {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes();
    let data = blocks.saturating_mul(BLOCK);
    let a_second = (u64::from(rate) * BLOCK as u64 / SAMPLES as u64) as usize;
    let mut out = Vec::with_capacity(HEADER + data.min(MAX_SOUND));
    out.extend(b"RIFF");
    out.extend(number(data.saturating_add(HEADER - 8)));
    out.extend(b"WAVEfmt ");
    out.extend(20_u32.to_le_bytes());
    out.extend(ADPCM.to_le_bytes());
    out.extend(1_u16.to_le_bytes());
    out.extend(rate.to_le_bytes());
    out.extend(number(a_second));
    out.extend((BLOCK as u16).to_le_bytes());
    out.extend(4_u16.to_le_bytes());
    out.extend(2_u16.to_le_bytes());
    out.extend((SAMPLES as u16).to_le_bytes());
    out.extend(b"fact");
    out.extend(4_u32.to_le_bytes());
    out.extend(number(samples));
    out.extend(b"data");
    out.extend(number(data));
    out
}

/// IMA's steps: how far one difference can go, each about a tenth more than the one before.
const STEPS: [i32; 89] = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
    73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449,
    494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272,
    2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493,
    10_442, 11_487, 12_635, 13_899, 15_289, 16_818, 18_500, 20_350, 22_385, 24_623, 27_086, 29_794,
    32_767,
];

/// Where the next sample stands after four bits of difference.
fn step(value: &mut i32, index: &mut usize, bits: u8) {
    let size = STEPS[(*index).min(88)];
    let mut difference = size >> 3;
    for (bit, part) in [(4, size), (2, size >> 1), (1, size >> 2)] {
        if bits & bit != 0 {
            difference += part;
        }
    }
    let next = match bits & 8 {
        0 => *value + difference,
        _ => *value - difference,
    };
    *value = next.clamp(i16::MIN.into(), i16::MAX.into());
    let next = match bits & 7 {
        0..=3 => index.saturating_sub(1),
        large => *index + 2 * usize::from(large - 3),
    };
    *index = next.min(88);
}

/// The four bits that come nearest to where a sample stands.
fn nearest(value: i32, index: usize, sample: i32) -> u8 {
    let size = STEPS[index.min(88)];
    let mut left = (sample - value).abs();
    let mut bits = if sample < value { 8 } else { 0 };
    for (bit, part) in [(4, size), (2, size >> 1), (1, size >> 2)] {
        if left >= part {
            bits |= bit;
            left -= part;
        }
    }
    bits
}

fn read_block(block: &[u8; BLOCK], samples: &mut Vec<i16>) -> Result<(), SoundError> {
    let [low, high, index, zero, bits @ ..] = block;
    if *index > 88 || *zero != 0 {
        return Err(SoundError::Layout);
    }
    let mut value = i32::from(i16::from_le_bytes([*low, *high]));
    let mut index = usize::from(*index);
    samples.push(value as i16);
    for byte in bits {
        for bits in [byte & 15, byte >> 4] {
            step(&mut value, &mut index, bits);
            samples.push(value as i16);
        }
    }
    Ok(())
}

fn write_block(samples: &[i16], index: &mut usize, out: &mut Vec<u8>) {
    let first = samples.first().copied().unwrap_or_default();
    out.extend(first.to_le_bytes());
    out.push(u8::try_from(*index).unwrap_or(88));
    out.push(0);
    let mut value = i32::from(first);
    let mut four = |at: usize| {
        // What is missing of the last block stays where the sound ended.
        let sample = samples.get(at).map_or(value, |it| i32::from(*it));
        let bits = nearest(value, *index, sample);
        step(&mut value, index, bits);
        bits
    };
    for at in (1..SAMPLES).step_by(2) {
        let low = four(at);
        out.push(low | four(at + 1) << 4);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A tone of 440 Hz: no voice.
    pub fn tone(rate: u32, milliseconds: u64) -> Vec<i16> {
        (0..u64::from(rate) * milliseconds / 1_000)
            .map(|at| {
                let turn = at as f64 / f64::from(rate) * 440.0 * std::f64::consts::TAU;
                (12_000.0 * turn.sin()) as i16
            })
            .collect()
    }

    #[test]
    fn a_tone_comes_back_as_it_was_in_a_quarter_of_the_room() {
        for rate in RATES {
            let sound = Sound::new(rate, tone(rate, 1_500)).unwrap();
            assert_eq!(Sound::from_wav(&sound.to_wav()).as_ref(), Ok(&sound));
            let bytes = sound.to_bytes();
            assert!(
                bytes.len() * 38 < sound.to_wav().len() * 10,
                "{}",
                bytes.len()
            );
            let back = Sound::read(&bytes).unwrap();
            assert_eq!((back.rate(), back.milliseconds()), (rate, 1_500));
            let off = sound.samples.iter().zip(&back.samples);
            // The first samples of all are still finding their step.
            let off = off
                .skip(40)
                .map(|(a, b)| (i32::from(*a) - i32::from(*b)).abs());
            assert!(off.max().unwrap() < 900, "louder than a fourteenth of it");
            // What was read is written again, byte for byte where nothing is lost any more.
            assert_eq!(
                Sound::read(&back.to_bytes()).unwrap().samples.len(),
                back.samples.len()
            );
        }
    }

    #[test]
    fn what_a_page_says_is_played_with_a_breath_between() {
        let slow = Sound::new(8_000, tone(8_000, 300)).unwrap();
        let clear = Sound::new(16_000, tone(16_000, 200)).unwrap();
        assert_eq!(Sound::one_after_another(&[]), None);
        let alone = Sound::one_after_another(std::slice::from_ref(&slow));
        assert_eq!(alone, Some(slow.to_wav()));
        let both = Sound::one_after_another(&[slow.clone(), clear.clone()]).unwrap();
        let both = Sound::from_wav(&both).unwrap();
        assert_eq!((both.rate(), both.milliseconds()), (16_000, 1_000));
        assert_eq!(both.samples[4_800..12_800], [0; 8_000]);
        assert_eq!(both.samples[12_800..], clear.samples[..]);
        assert_eq!(both.samples[3], slow.samples[1]);
    }

    /// Four bits of IMA's own example of the step from 0, worked out by hand from its definition.
    #[test]
    fn a_step_is_ima_s() {
        let (mut value, mut index) = (0, 0);
        step(&mut value, &mut index, 7); // 7/8 + 7 + 3 + 1 = 11, and eight steps up
        assert_eq!((value, index), (11, 8));
        step(&mut value, &mut index, 12); // 16/8 + 16 = 18 down, and two steps up
        assert_eq!((value, index), (-7, 10));
        step(&mut value, &mut index, 0); // 19/8 = 2 up, and one step down
        assert_eq!((value, index), (-5, 9));
    }

    #[test]
    fn what_an_office_hands_in_is_plain_mono_and_short_and_what_stands_beside_it_stays_behind() {
        let wav = Sound::new(8_000, tone(8_000, 300)).unwrap().to_wav();
        let with = |at: usize, byte: u8| {
            let mut bytes = wav.clone();
            bytes[at] = byte;
            Sound::from_wav(&bytes)
        };
        assert_eq!(with(0, b'X'), Err(SoundError::NotPlain));
        assert_eq!(with(20, 3), Err(SoundError::NotPlain));
        assert_eq!(with(22, 2), Err(SoundError::NotMono));
        assert_eq!(with(34, 8), Err(SoundError::NotMono));
        assert_eq!(with(25, 0), Err(SoundError::Rate));
        assert_eq!(
            Sound::from_wav(&wav[..wav.len() - 1]),
            Err(SoundError::NotPlain)
        );
        assert_eq!(Sound::from_wav(&wav[..44]), Err(SoundError::NotPlain));
        let long = |rate, ms| Sound::new(rate, tone(rate, ms)).map(drop);
        assert_eq!(long(8_000, 199), Err(SoundError::Short));
        assert_eq!(long(8_000, 30_001), Err(SoundError::Long));
        assert_eq!(long(8_000, 30_000), Ok(()));
        assert_eq!(long(16_000, 16_200), Err(SoundError::Long));
        // The name of a speaker, before and after.
        let name = b"LIST\x0e\0\0\0INFOIART\x02\0\0\0Am".as_slice();
        let named = [&wav[..12], name, &wav[12..], name].concat();
        let sound = Sound::from_wav(&named).unwrap();
        assert!(!sound.to_bytes().windows(4).any(|it| it == b"LIST"));
        assert_eq!(Sound::read(&named), Err(SoundError::Rate));
    }

    #[test]
    fn what_a_pack_carries_has_one_layout() {
        let bytes = Sound::new(8_000, tone(8_000, 300)).unwrap().to_bytes();
        assert!(Sound::read(&bytes).is_ok());
        // Of the last block fewer samples may count.
        for at in (0..HEADER).filter(|at| !(48..50).contains(at)) {
            let mut bent = bytes.clone();
            bent[at] ^= 1;
            assert!(Sound::read(&bent).is_err(), "byte {at}");
        }
        for wrong in [
            [&bytes[..], b"LIST\0\0\0\0"].concat(),
            bytes[..bytes.len() - 1].to_vec(),
            bytes[..bytes.len() - BLOCK].to_vec(),
            vec![0; MAX_SOUND + 1],
            Vec::new(),
        ] {
            assert!(Sound::read(&wrong).is_err());
        }
        let mut bent = bytes.clone();
        bent[HEADER + 2] = 89;
        assert_eq!(Sound::read(&bent), Err(SoundError::Layout));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(mut bytes: Vec<u8>, keep in 0..4000_usize, at: usize, bit in 0..8_u32) {
            let _ = (Sound::read(&bytes), Sound::from_wav(&bytes));
            let sound = Sound::new(8_000, tone(8_000, 400)).unwrap();
            for mut bent in [sound.to_bytes(), sound.to_wav()] {
                let at = at % bent.len();
                bent[at] ^= 1_u8 << bit;
                bent.truncate(keep);
                let _ = (Sound::read(&bent), Sound::from_wav(&bent));
                bytes.splice(..0, bent);
                let _ = (Sound::read(&bytes), Sound::from_wav(&bytes));
            }
        }

        #[test]
        fn any_samples_come_back_as_many(samples in prop::collection::vec(any::<i16>(), 1_600..4_000)) {
            let sound = Sound::new(8_000, samples).unwrap();
            let back = Sound::read(&sound.to_bytes()).unwrap();
            prop_assert_eq!(back.samples().len(), sound.samples().len());
            prop_assert_eq!(Sound::from_wav(&sound.to_wav()).unwrap(), sound);
        }
    }
}

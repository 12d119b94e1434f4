//! The pseudonymous code of a subject: random, short, and clear over a radio.

/// Letters and digits that are not mistaken for each other when spoken or handwritten.
const ALPHABET: &[u8; 20] = b"ACDEFHJKMNPRTVWXY347";

/// A new random code such as `K7M-D4R`. It says nothing about the person; 64 million exist, which is
/// enough for one office's open cases and short enough to be read over a radio.
pub fn new_code() -> String {
    let mut code = String::with_capacity(7);
    while code.len() < 7 {
        let mut byte = [0];
        getrandom::fill(&mut byte).expect("the operating system provides randomness");
        // 240 is the largest multiple of 20 in a byte: larger values would favour some letters.
        if byte[0] < 240 {
            code.push(char::from(ALPHABET[usize::from(byte[0] % 20)]));
            if code.len() == 3 {
                code.push('-');
            }
        }
    }
    code
}

/// Whether a text has the form of a code. A code that a stranger sent is shown only if it has.
pub fn is_code(text: &str) -> bool {
    let well_placed = |(place, byte): (usize, u8)| match place {
        3 => byte == b'-',
        _ => ALPHABET.contains(&byte),
    };
    text.len() == 7 && text.bytes().enumerate().all(well_placed)
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn a_code_can_be_spoken_and_differs_each_time() {
        let codes: std::collections::BTreeSet<_> = (0..500).map(|_| super::new_code()).collect();
        assert!(
            codes.len() > 495,
            "64 million codes hardly ever meet in 500"
        );
        for code in codes {
            assert!(is_code(&code));
            assert!(
                code.chars()
                    .all(|c| c == '-' || c.is_ascii_uppercase() || "347".contains(c))
            );
            assert!(!code.contains(['O', 'I', 'L', 'S', 'B', 'G', 'Z', 'U', 'Q']));
        }
    }
}

//! Lines to a terminal and from it.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use pocketcard::{content::Content, text::without_marks};
use zeroize::Zeroizing;

/// The longest line that is read, in bytes.
const MAX_LINE: u64 = 64 * 1024;

/// Whether somebody sits at a terminal.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The user typed `.`, or the terminal is gone.
pub struct Left;

/// A talk in one language, on the terminal's other screen: when it ends, what was answered is not left to
/// be scrolled back to.
pub struct Dialogue {
    language: String,
    /// What is said above everything that is asked; may be empty.
    banner: String,
}

impl Dialogue {
    pub fn open(language: &str, banner: String) -> Self {
        put("\x1b[?1049h\x1b[2J\x1b[H");
        Self {
            language: language.to_owned(),
            banner,
        }
    }

    pub fn language(&self) -> &str {
        &self.language
    }

    /// Takes away what stands on the screen.
    pub fn clear(&self) {
        put("\x1b[2J\x1b[H");
    }

    /// Waits for the key that ends a line, and says nothing.
    pub fn wait(&self) {
        let mut line = Zeroizing::new(String::new());
        let _ = io::stdin().lock().take(MAX_LINE).read_line(&mut line);
    }

    pub fn say(&self, line: &str) {
        put(&format!("{}\n", without_marks(line)));
    }

    pub fn title(&self, title: &str, hint: Option<&str>) {
        self.say("");
        self.say(&format!("== {title} =="));
        if let Some(hint) = hint {
            self.say(hint);
        }
    }

    /// Asks for a line. `.` leaves, and so does the end of input.
    pub fn ask(&self, content: &Content, prompt: &str) -> Result<Zeroizing<String>, Left> {
        let leave = content.text(&self.language, "ask.leave");
        if !self.banner.is_empty() {
            self.say(&self.banner);
        }
        put(&format!("{}  [.] {leave}\n> ", without_marks(prompt)));
        let mut line = Zeroizing::new(String::new());
        let read = io::stdin().lock().take(MAX_LINE).read_line(&mut line);
        match read {
            Ok(1..) if line.trim() != "." => Ok(Zeroizing::new(line.trim().to_owned())),
            _ => Err(Left),
        }
    }

    /// Asks for one of these. Nothing typed is the one at `default`.
    pub fn choose(
        &self,
        content: &Content,
        heading: &str,
        choices: &[String],
        default: usize,
    ) -> Result<usize, Left> {
        loop {
            self.say("");
            self.say(heading);
            for (at, choice) in choices.iter().enumerate() {
                let mark = if at == default { "*" } else { " " };
                self.say(&format!("  [{at}]{mark} {choice}"));
            }
            let prompt = content.text(&self.language, "ask.choose");
            let typed = self.ask(content, &prompt)?;
            if typed.is_empty() {
                return Ok(default);
            }
            match typed.parse::<usize>() {
                Ok(at) if at < choices.len() => return Ok(at),
                _ => self.not_a_choice(content),
            }
        }
    }

    pub fn not_a_choice(&self, content: &Content) {
        self.say(&content.text(&self.language, "ask.not-a-choice"));
    }
}

impl Drop for Dialogue {
    fn drop(&mut self) {
        put("\x1b[?1049l");
    }
}

/// Writes to the terminal; one that is gone is noticed when it is read from.
fn put(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

//! A browser of its own for the page, whose traces go with it.

use std::{
    io,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// Browsers that take a profile of their own, by the names of their programs.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// A browser that shows the page. It ends with this value, and its profile is removed.
pub struct Browser {
    child: Child,
    // Dropped after the browser has ended.
    _profile: TempDir,
}

impl Browser {
    /// Opens the page in a browser with an empty profile, in memory where the system offers that.
    ///
    /// # Errors
    /// No browser that takes a profile is installed; the disk's.
    pub fn open(url: &str) -> io::Result<Self> {
        let in_memory = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let place = in_memory.filter(|place| place.is_dir());
        let profile = match place {
            Some(place) => tempfile::tempdir_in(place)?,
            None => tempfile::tempdir()?,
        };
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for name in BROWSERS {
            let started = Command::new(name)
                .arg(format!("--user-data-dir={}", profile.path().display()))
                .args([
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--disable-sync",
                    "--incognito",
                    url,
                ])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn();
            match started {
                Ok(child) => {
                    return Ok(Self {
                        child,
                        _profile: profile,
                    });
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

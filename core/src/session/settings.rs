//! What the owner chose for the screens. It lies in the store like everything else: a shell keeps nothing.

use serde::{Deserialize, Serialize};

use super::{Error, Session, kind};
use crate::{
    base::Id,
    host::Moment,
    store::{Header, Store},
};

/// How the screens look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white with thick lines, to be read in the sun.
    Sun,
}

/// What the owner chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Tag of the language of the screens; empty: the device's.
    pub language: String,
    /// How the screens look.
    pub theme: Theme,
}

impl Settings {
    /// What a store holds of them.
    pub(super) fn kept(store: &Store) -> Self {
        let row = store.list(kind::SETTINGS).next();
        let json = row.and_then(|row| store.body(row.id).ok().flatten());
        json.and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default()
    }
}

impl Session {
    /// What the owner chose. What was never chosen, or cannot be read, is as the device is set.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn settings(&self) -> Result<Settings, Error> {
        Ok(Settings::kept(&self.open()?.store))
    }

    /// Keeps what the owner chose. A language that the phone's content does not speak becomes the device's.
    ///
    /// # Errors
    /// [`Error::Locked`], and the store's.
    pub fn set_settings(&mut self, settings: &Settings, now: Moment) -> Result<(), Error> {
        let mut settings = settings.clone();
        if self.content()?.language(&settings.language).is_none() {
            settings.language.clear();
        }
        let directory = self.directory.clone();
        let open = self.open_mut()?;
        let row = open.store.list(kind::SETTINGS).next();
        let id = row.map_or_else(Id::random, |row| row.id);
        let json = crate::record::to_json(&settings);
        let header = Header::new(id, kind::SETTINGS, now.wall_ms);
        open.store.write(|tx| tx.put(&header, Some(&json)))?;
        // The phone that opens under duress looks the same.
        open.keep_reserve(&directory)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::phone::{DAILY, Phone, at},
        *,
    };

    #[test]
    fn what_was_chosen_is_there_after_the_next_unlock_and_only_once() {
        let (phone, mut session) = Phone::enrolled();
        assert_eq!(session.settings().unwrap(), Settings::default());
        for (language, theme) in [("fr", Theme::Dark), ("ar", Theme::Sun)] {
            let language = language.to_owned();
            let chosen = Settings { language, theme };
            session.set_settings(&chosen, at(0)).unwrap();
        }
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let settings = session.settings().unwrap();
        assert_eq!(
            (settings.language.as_str(), settings.theme),
            ("ar", Theme::Sun)
        );
        let store = &session.open().unwrap().store;
        assert_eq!(store.list(kind::SETTINGS).count(), 1);
        let unknown = Settings {
            language: "xx".to_owned(),
            ..settings
        };
        session.set_settings(&unknown, at(0)).unwrap();
        assert_eq!(session.settings().unwrap().language, "");
        session.lock();
        assert!(matches!(session.settings(), Err(Error::Locked)));
    }
}

//! What all parts of a bundle's page need.

use maud::{Markup, html};
use pocketcard::{base::Id, content::Content, parcel::ParcelId, text::escaped};
use pocketcard_terminal::moment_text;
use serde::Serialize;
use time::OffsetDateTime;

use crate::{
    desk::{Bundle, Exhibit},
    page::words::Words,
};

/// An attachment of a bundle.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AttachmentFile {
    pub(super) record: Id,
    pub(super) number: usize,
    /// Nothing where it is not here.
    pub(super) file: Option<String>,
    pub(super) sha256: String,
    pub(super) bytes: u64,
    pub(super) media_type: String,
    pub(super) parcel: ParcelId,
}

/// What all parts of the page need.
pub(super) struct Bench<'b> {
    pub(super) bundle: &'b Bundle,
    pub(super) language: &'b str,
    pub(super) attachments: &'b [AttachmentFile],
}

impl<'b> Bench<'b> {
    /// Words, with the texts that a record was made with where the office still has them.
    pub(super) fn words(&self, exhibit: &Exhibit) -> Words<'b> {
        let held = self.bundle.pack_of(&exhibit.record);
        let content = held.and_then(|pack| pack.content.as_ref());
        Words::new(self.language, content.unwrap_or(Content::base()))
    }
}

/// A time as the page writes it, to the second: what was recorded within one minute stands in its order.
pub(super) fn time(ms: i64) -> String {
    OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000)).map_or_else(
        |_| moment_text(ms),
        |moment| format!("{}:{:02}", moment_text(ms), moment.second()),
    )
}

/// A text that somebody typed: what does not show stands as its number, and it turns nothing around it.
pub(super) fn typed(text: &str) -> Markup {
    html! { bdi { (escaped(text)) } }
}

//! The one gate through which content comes in.

use super::{
    Error, KeyStatement, Manifest, PackName, Roots, SignedPack, Sounds, Trust,
    bounds::read_content, manifest::DOMAIN, roots::check_signatures,
};
use crate::{content::Content, crypto::VerifyingKey};

/// A pack that passed every check.
#[non_exhaustive]
pub struct VerifiedPack {
    /// Its exact name, for drafts and records to keep.
    pub name: PackName,
    /// What its roots say about it.
    pub manifest: Manifest,
    /// What it brings.
    pub content: Content,
    /// The sounds that the content names, each of them a recording.
    pub sounds: Sounds,
    /// The keys that the office's desks have from now on, if the office has ever replaced any.
    pub keys: Option<KeyStatement>,
    /// Whose signatures it carries; all of them hold and all are roots.
    pub signers: Vec<VerifyingKey>,
    /// Whether this very pack was the highest one already.
    pub known: bool,
    /// What the person should be told. None of it stops anything.
    pub warnings: Vec<Warning>,
    /// What to believe from now on, in place of the trust that was handed in.
    pub trust: Trust,
}

/// What is odd about a pack that is in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A newer one should have come by then (milliseconds since 1970-01-01 UTC): the road to the
    /// office is broken, or somebody holds newer packs back.
    Expired {
        /// The manifest's `expires_at`.
        since: i64,
    },
    /// It was made after this phone's present time: the phone's clock is most likely wrong.
    FromTheFuture {
        /// The manifest's `issued_at`.
        issued_at: i64,
    },
}

/// Checks a pack against what this phone believes; `now` is the wall clock in milliseconds since
/// 1970-01-01 UTC and only ever leads to warnings.
///
/// A pack already accepted passes again, so that it can be checked at every unlock.
///
/// # Errors
/// The first [`Error`] found. Nothing has changed then: `trust` stays as it is.
pub fn verify(bytes: &[u8], trust: &Trust, now: i64) -> Result<VerifiedPack, Error> {
    let verified = verify_kept(bytes, trust, now)?;
    verified.sounds.check(&verified.content)?;
    Ok(verified)
}

/// The same for a pack whose sounds lie apart, as a phone keeps it.
pub(crate) fn verify_kept(bytes: &[u8], trust: &Trust, now: i64) -> Result<VerifiedPack, Error> {
    let pack = SignedPack::read(bytes)?;
    let manifest = pack.manifest()?;
    let name = pack.name()?;
    if manifest.pack != trust.pack {
        return Err(Error::OtherPack);
    }
    let roots = follow(&pack, &trust.roots)?;
    if manifest.roots < roots.version() {
        return Err(Error::RetiredRoots);
    }
    if manifest.roots > roots.version() {
        return Err(Error::RootsMissing);
    }
    check_signatures(&pack.signatures, &[&roots], DOMAIN, &pack.manifest)?;
    trust.check_progress(&name, &roots)?;
    // Only now is anything unpacked: whatever it costs, the roots vouch for it.
    let content = read_content(&pack.content()?)?;
    let keys = pack.keys()?;
    let history = trust.keys.follow(keys.as_ref())?;

    Ok(VerifiedPack {
        known: trust.highest.as_ref() == Some(&name),
        warnings: warnings(&manifest, now),
        signers: pack.signers().copied().collect(),
        trust: Trust {
            pack: trust.pack.clone(),
            roots,
            highest: Some(name.clone()),
            begun_at: trust.begun_at,
            keys: history,
        },
        name,
        manifest,
        content,
        sounds: pack.sounds,
        keys,
    })
}

/// The roots in force after the changes that the pack carries and this phone has not yet seen.
fn follow(pack: &SignedPack, known: &Roots) -> Result<Roots, Error> {
    let mut roots = known.clone();
    for change in &pack.rotations {
        let next = change.roots()?;
        if next.version() < roots.version() {
            continue;
        }
        if next.version() > roots.version() {
            roots = change.follow(&roots)?;
        } else if next != roots {
            return Err(Error::BrokenRotation);
        }
    }
    Ok(roots)
}

fn warnings(manifest: &Manifest, now: i64) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if now >= manifest.expires_at {
        warnings.push(Warning::Expired {
            since: manifest.expires_at,
        });
    }
    if now < manifest.issued_at {
        warnings.push(Warning::FromTheFuture {
            issued_at: manifest.issued_at,
        });
    }
    warnings
}

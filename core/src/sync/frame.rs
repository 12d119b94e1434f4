//! The frames of which every exchange is made, on whatever road: bounded, checked, versioned.
//!
//! A frame is `"PF" | type u8 | length u24 | CRC-32 of these six bytes | payload | CRC-32 of the
//! payload`, numbers big-endian. The checks are against a bad memory card, not against an enemy: what a
//! parcel says is protected by its own hash. Two of them, because a reader that lost its place finds the
//! next frame by its head alone.

use thiserror::Error;

use super::{Item, Reason, Role, Way};
use crate::{
    base::Fields,
    parcel::{self, Mailbox, ParcelId},
};

/// The version of the exchange that this program speaks.
pub const VERSION: u16 = 1;
/// The most bytes of a parcel in one [`Frame::Part`].
pub const PART_MAX: usize = 16 * 1024;
/// The most bytes in one message (a request or its answer).
pub const MESSAGE_MAX: usize = 1024 * 1024;

const MARK: [u8; 2] = *b"PF";
/// Bytes before a frame's payload.
pub(super) const HEAD: usize = 10;
/// Bytes after a frame's payload.
pub(super) const TAIL: usize = 4;
const PAYLOAD_MAX: usize = PART_MAX + 64;

/// Who speaks and how it wants to be answered; first in every message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The speaker's version of the exchange.
    pub version: u16,
    /// What the speaker is.
    pub role: Role,
    /// The mailbox whose parcels are exchanged.
    pub mailbox: Mailbox,
    /// The most bytes the speaker wants in the answer.
    pub window: u32,
    /// Answer with [`Frame::Offer`]s only, because the speaker may hold much of it already.
    pub careful: bool,
}

/// One statement of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame<'a> {
    /// Who speaks; the first frame of a message.
    Hello(Hello),
    /// The speaker has this parcel and would send it.
    Offer(Item),
    /// Send this parcel, from this byte on.
    Want(Item, u64),
    /// Some bytes of a parcel: all of a small one, or a range.
    Part(Item, u64, &'a [u8]),
    /// The speaker holds this parcel whole, checked and durably.
    Got(ParcelId),
    /// The speaker will not take this parcel.
    Refused(ParcelId, Reason),
    /// Where to go on listing, and up to where the speaker durably holds everything.
    Since {
        /// Which numbering the two positions belong to.
        epoch: u64,
        /// List what comes after this position.
        from: u64,
        /// Everything up to here is durably held.
        kept: u64,
    },
    /// Everything of the speaker's list up to this position stands before this frame.
    Cursor {
        /// Which numbering the position belongs to.
        epoch: u64,
        /// The position.
        at: u64,
    },
    /// The message is complete; `true`: ask again, there is more.
    End(bool),
}

/// Bytes that are not frames of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// The bytes end inside a frame: the rest was cut off.
    #[error("the data ends too early")]
    Cut,
    /// No frame starts here.
    #[error("the data is damaged or not part of an exchange")]
    NotAFrame,
    /// The frame's payload does not match its checksum; the next frame starts after this many bytes.
    #[error("part of the data is damaged")]
    Damaged(usize),
    /// The other side speaks this version of the exchange, which is not ours.
    #[error("the other side speaks version {0} of the exchange, this program version {VERSION}")]
    Version(u16),
    /// A sound frame that this version does not understand, of this many bytes.
    #[error("the other side says something that this version does not understand")]
    Unknown(usize),
}

fn crc(bytes: &[u8]) -> [u8; 4] {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum().to_be_bytes()
}

/// The payload's length, from a frame's first [`HEAD`] bytes.
pub(super) fn payload_length(head: &[u8; HEAD]) -> Option<usize> {
    let length = u32::from_be_bytes([0, head[3], head[4], head[5]]) as usize;
    (head[..2] == MARK && head[6..] == crc(&head[..6]) && length <= PAYLOAD_MAX).then_some(length)
}

impl<'a> Frame<'a> {
    /// Appends the frame to `out`.
    ///
    /// # Panics
    /// If a part is longer than [`PART_MAX`].
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&MARK);
        out.push(self.code());
        out.extend_from_slice(&[0; HEAD - 3]);
        match self {
            Self::Hello(hello) => {
                out.extend_from_slice(&hello.version.to_be_bytes());
                out.push(hello.role.number());
                out.extend_from_slice(&hello.mailbox.0);
                out.extend_from_slice(&hello.window.to_be_bytes());
                out.push(hello.careful.into());
            }
            Self::Offer(item) => write_item(item, out),
            Self::Want(item, offset) => {
                write_item(item, out);
                out.extend_from_slice(&offset.to_be_bytes());
            }
            Self::Part(item, offset, bytes) => {
                write_item(item, out);
                out.extend_from_slice(&offset.to_be_bytes());
                out.extend_from_slice(bytes);
            }
            Self::Got(id) => out.extend_from_slice(&id.0),
            Self::Refused(id, reason) => {
                out.extend_from_slice(&id.0);
                out.push(reason.number());
            }
            Self::Since { epoch, from, kept } => {
                for number in [epoch, from, kept] {
                    out.extend_from_slice(&number.to_be_bytes());
                }
            }
            Self::Cursor { epoch, at } => {
                out.extend_from_slice(&epoch.to_be_bytes());
                out.extend_from_slice(&at.to_be_bytes());
            }
            Self::End(more) => out.push((*more).into()),
        }
        let length = out.len() - start - HEAD;
        assert!(length <= PAYLOAD_MAX, "a part is at most PART_MAX bytes");
        out[start + 3..start + 6].copy_from_slice(&(length as u32).to_be_bytes()[1..]);
        let head = crc(&out[start..start + 6]);
        out[start + 6..start + HEAD].copy_from_slice(&head);
        let tail = crc(&out[start + HEAD..]);
        out.extend_from_slice(&tail);
    }

    /// Reads the frame at the start of `bytes`; also says how many bytes it takes.
    pub fn read(bytes: &'a [u8]) -> Result<(Self, usize), FrameError> {
        let Some((head, rest)) = bytes.split_first_chunk::<HEAD>() else {
            // Too short to be a frame, but is it the start of one?
            let start = &bytes[..bytes.len().min(MARK.len())];
            return Err(if MARK.starts_with(start) {
                FrameError::Cut
            } else {
                FrameError::NotAFrame
            });
        };
        let length = payload_length(head).ok_or(FrameError::NotAFrame)?;
        let whole = HEAD + length + TAIL;
        if bytes.len() < whole {
            return Err(FrameError::Cut);
        }
        let payload = &rest[..length];
        if rest[length..length + TAIL] != crc(payload) {
            return Err(FrameError::Damaged(whole));
        }
        if let (1, Some(version)) = (
            head[2],
            payload.first_chunk().copied().map(u16::from_be_bytes),
        ) && version != VERSION
        {
            return Err(FrameError::Version(version));
        }
        Self::parse(head[2], payload)
            .map(|frame| (frame, whole))
            .ok_or(FrameError::Unknown(whole))
    }

    fn parse(code: u8, payload: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(payload);
        let frame = match code {
            1 => Self::Hello(Hello {
                version: fields.u16()?,
                role: Role::from_number(fields.byte()?)?,
                mailbox: Mailbox(*fields.array()?),
                window: fields.u32()?,
                careful: flag(&mut fields)?,
            }),
            2 => Self::Offer(item(&mut fields)?),
            3 => Self::Want(item(&mut fields)?, fields.u64()?),
            4 => {
                let (item, offset) = (item(&mut fields)?, fields.u64()?);
                let bytes = std::mem::take(&mut fields.0);
                let end = offset.checked_add(bytes.len() as u64)?;
                if bytes.is_empty() || bytes.len() > PART_MAX || end > item.size {
                    return None;
                }
                Self::Part(item, offset, bytes)
            }
            5 => Self::Got(ParcelId(*fields.array()?)),
            6 => Self::Refused(
                ParcelId(*fields.array()?),
                Reason::from_number(fields.byte()?)?,
            ),
            7 => Self::Since {
                epoch: fields.u64()?,
                from: fields.u64()?,
                kept: fields.u64()?,
            },
            8 => Self::Cursor {
                epoch: fields.u64()?,
                at: fields.u64()?,
            },
            9 => Self::End(flag(&mut fields)?),
            _ => return None,
        };
        fields.0.is_empty().then_some(frame)
    }

    fn code(&self) -> u8 {
        match self {
            Self::Hello(_) => 1,
            Self::Offer(_) => 2,
            Self::Want(..) => 3,
            Self::Part(..) => 4,
            Self::Got(_) => 5,
            Self::Refused(..) => 6,
            Self::Since { .. } => 7,
            Self::Cursor { .. } => 8,
            Self::End(_) => 9,
        }
    }
}

fn write_item(item: &Item, out: &mut Vec<u8>) {
    out.extend_from_slice(&item.id.0);
    out.extend_from_slice(&item.size.to_be_bytes());
    out.push(item.way.number());
}

fn flag(fields: &mut Fields<'_>) -> Option<bool> {
    match fields.byte()? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn item(fields: &mut Fields<'_>) -> Option<Item> {
    let item = Item {
        id: ParcelId(*fields.array()?),
        size: fields.u64()?,
        way: Way::from_number(fields.byte()?)?,
    };
    (1..=parcel::MAX_SIZE).contains(&item.size).then_some(item)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item() -> impl Strategy<Value = Item> {
        (any::<[u8; 32]>(), 1..=parcel::MAX_SIZE, any::<bool>()).prop_map(|(id, size, up)| Item {
            id: ParcelId(id),
            size,
            way: if up { Way::Up } else { Way::Down },
        })
    }

    /// A frame other than a part, which borrows.
    fn frame() -> impl Strategy<Value = Frame<'static>> {
        let id = || any::<[u8; 32]>().prop_map(ParcelId);
        prop_oneof![
            (1..=3u8, any::<[u8; 16]>(), any::<u32>(), any::<bool>()).prop_map(
                |(role, mailbox, window, careful)| Frame::Hello(Hello {
                    version: VERSION,
                    role: Role::from_number(role).expect("a role"),
                    mailbox: Mailbox(mailbox),
                    window,
                    careful
                })
            ),
            item().prop_map(Frame::Offer),
            (item(), any::<u64>()).prop_map(|(item, offset)| Frame::Want(item, offset)),
            id().prop_map(Frame::Got),
            (id(), 1..=7u8).prop_map(|(id, reason)| Frame::Refused(
                id,
                Reason::from_number(reason).expect("a reason")
            )),
            any::<[u64; 3]>().prop_map(|[epoch, from, kept]| Frame::Since { epoch, from, kept }),
            any::<[u64; 2]>().prop_map(|[epoch, at]| Frame::Cursor { epoch, at }),
            any::<bool>().prop_map(Frame::End),
        ]
    }

    proptest! {
        #[test]
        fn every_frame_reads_back(frame in frame(), rest in any::<Vec<u8>>()) {
            let mut bytes = Vec::new();
            frame.write(&mut bytes);
            let length = bytes.len();
            bytes.extend_from_slice(&rest);
            prop_assert_eq!(Frame::read(&bytes), Ok((frame, length)));
        }

        #[test]
        fn every_part_reads_back_and_a_flipped_bit_is_seen(
            item in item(),
            bytes in proptest::collection::vec(any::<u8>(), 1..300),
            flip in any::<proptest::sample::Index>(),
        ) {
            let item = Item { size: item.size.max(300), ..item };
            let frame = Frame::Part(item, item.size - bytes.len() as u64, &bytes);
            let mut written = Vec::new();
            frame.write(&mut written);
            prop_assert_eq!(Frame::read(&written), Ok((frame, written.len())));
            for cut in 0..written.len() {
                prop_assert_eq!(Frame::read(&written[..cut]), Err(FrameError::Cut));
            }
            let bit = flip.index(written.len() * 8);
            written[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(Frame::read(&written).is_err());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in any::<Vec<u8>>()) {
            let _ = Frame::read(&bytes);
        }

        #[test]
        fn any_payload_is_read_without_a_panic(code in 0..12u8, payload in any::<Vec<u8>>()) {
            let _ = Frame::parse(code, &payload);
        }
    }

    #[test]
    fn another_version_is_recognised_whatever_follows() {
        let mut written = Vec::new();
        Frame::Hello(Hello {
            version: 7,
            role: Role::Hub,
            mailbox: Mailbox([0; 16]),
            window: 0,
            careful: false,
        })
        .write(&mut written);
        assert_eq!(Frame::read(&written), Err(FrameError::Version(7)));
    }

    #[test]
    fn a_part_beyond_its_parcel_is_refused() {
        let item = Item {
            id: ParcelId([1; 32]),
            size: 3,
            way: Way::Up,
        };
        for (offset, bytes) in [(0, &[0u8; 4][..]), (3, &[0]), (u64::MAX, &[0]), (0, &[])] {
            let mut written = Vec::new();
            Frame::Part(item, offset, bytes).write(&mut written);
            assert_eq!(
                Frame::read(&written),
                Err(FrameError::Unknown(written.len()))
            );
        }
    }
}

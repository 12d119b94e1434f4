//! What waits to leave the phone: in which state it is, in which order it goes, when it is tried
//! again, and why it waits. Pure: times and chance are handed in, the host stores the items.

use serde::{Deserialize, Serialize};

use super::{Item, Reason, Role};
use crate::{crypto::VerifyingKey, record::Unfiled};

/// The longest pause between two tries, in milliseconds: half an hour.
const PAUSE_MAX: i64 = 30 * 60 * 1000;
/// The same after the hub said that it will never take it, in milliseconds: a day. It may be lying, or be
/// set up otherwise tomorrow.
const PAUSE_FINAL_MAX: i64 = 24 * HOUR;
/// The pause after the first failed try is at most this, in milliseconds.
const PAUSE_FIRST: i64 = 5_000;
/// Milliseconds in an hour.
const HOUR: i64 = 3600 * 1000;
/// How long a confidential parcel stays away from the hub after it was finished, and after this phone left
/// others there, in milliseconds: from one hour on, drawn evenly, to six.
const APART: std::ops::RangeInclusive<i64> = HOUR..=6 * HOUR;
/// For how long others keep it waiting so, in milliseconds: a day.
const APART_MAX: u64 = 24 * HOUR as u64;

/// How urgent a parcel is. Never leaves the phone but as the order in which parcels are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Somebody is about to come to harm.
    ImminentHarm,
    /// For the confidential recipient.
    Confidential,
    /// Everything else that is small.
    Normal,
    /// Photographs and other large things.
    Attachment,
}

impl Priority {
    /// How many turns this class takes while the least urgent one takes one, inverted.
    fn stride(self) -> u64 {
        match self {
            Self::ImminentHarm => 1,
            Self::Confidential => 2,
            Self::Normal => 4,
            Self::Attachment => 8,
        }
    }

    /// How long after a carrier first had it the office's receipt is late, in milliseconds: six hours, a
    /// day, three days, a week.
    fn late(self) -> i64 {
        HOUR * match self {
            Self::ImminentHarm => 6,
            Self::Confidential => 24,
            Self::Normal => 3 * 24,
            Self::Attachment => 7 * 24,
        }
    }
}

/// Why an item will not be sent as it is. Only what this phone sees itself, or the office's signed word,
/// sets one aside; what a carrier says does not. It stays on the phone and can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Its bytes on this phone no longer match its name.
    DamagedHere,
    /// The office opened it, could not file it, and said so in a signed letter.
    NotFiled(Unfiled),
}

impl Fault {
    /// The id of the word with which a shell says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::DamagedHere => "reason-damaged-here",
            Self::NotFiled(why) => why.code(),
        }
    }
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Sealed and on this phone only.
    Sealed,
    /// Some of it may have left.
    InTransit,
    /// Some carrier holds it whole, or says so. Others are offered it all the same.
    Delivered {
        /// Since when the first of them does, on this phone's clock.
        at: i64,
        /// The carrier that is nearest to the office: a hub, a desk or another phone (or a bundle).
        to: Role,
    },
    /// The office's signed receipt is here. The parcel stays for a while, in case the office loses it.
    Received {
        /// Since when, on this phone's clock.
        at: i64,
    },
    /// The parcel is gone from this phone. Earlier versions could write it; this one reads it.
    Purged {
        /// Since when, on this phone's clock.
        at: i64,
    },
    /// Not offered to carriers until somebody looks at it. Bundles carry it all the same.
    Quarantined {
        /// Since when, on this phone's clock.
        at: i64,
        /// Why.
        fault: Fault,
    },
}

/// When to try again. There is no last try.
///
/// After failures the pause is drawn evenly between nothing and a bound that doubles with each failure up to half an
/// hour ("full jitter"), so that phones that failed together do not return together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backoff {
    /// Failures in a row.
    pub failures: u32,
    /// Since when it pauses, on this phone's clock.
    pub since: i64,
    /// How long it pauses, in milliseconds.
    pub pause: i64,
}

impl Backoff {
    /// Notes a failure. `chance` is any random number.
    pub fn fail(&mut self, now: i64, chance: u64) {
        self.fail_within(PAUSE_MAX, now, chance);
    }

    /// The same with another longest pause.
    fn fail_within(&mut self, longest: i64, now: i64, chance: u64) {
        let bound = PAUSE_FIRST
            .saturating_mul(1 << self.failures.min(20))
            .min(longest);
        self.failures = self.failures.saturating_add(1);
        self.since = now;
        self.pause = (chance % (bound as u64 + 1)) as i64;
    }

    /// Forgets all failures: something went through, or connectivity returned.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// When the next try is due, or `None` if it is due now. A clock that was set back, or that jumped
    /// far ahead and came back, never delays a try beyond its pause.
    pub fn wait_until(&self, now: i64) -> Option<i64> {
        let due = self.since.saturating_add(self.pause);
        (now >= self.since && now < due).then_some(due)
    }
}

/// A parcel of this phone's own, from sealing until the office has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    /// How urgent it is.
    pub priority: Priority,
    /// When it was sealed, on this phone's clock.
    pub sealed_at: i64,
    /// Where it stands.
    pub state: OutboxState,
    /// When the hub is offered it again: after it refused it, or said that it has it. No other road
    /// waits.
    pub backoff: Backoff,
    /// Why the hub refused it last, if it did.
    pub refused: Option<Reason>,
    /// For the confidential recipient only: for how long the hub is not offered it. Who sees when it comes
    /// must not learn from its neighbours who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Backoff>,
    /// The office had it and asks for it again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
    /// The signing key of the desk that it was sealed to, whose receipts alone speak of it. Earlier versions
    /// noted none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<VerifyingKey>,
}

/// Why an item is where it is and what happens next. Times are on this phone's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// It goes with the next exchange, whoever that is with.
    ForACarrier,
    /// Some of it may have left; the rest goes with the next exchange.
    ForTheRest,
    /// It goes to the hub in an exchange of its own. Any other road takes it at once.
    ToGoApart {
        /// When at the earliest.
        at: i64,
    },
    /// The hub refused it. Any other road takes it at once.
    ToTryAgain {
        /// When the hub is tried next.
        at: i64,
        /// Why it was refused.
        reason: Reason,
    },
    /// A carrier has it; the office has not yet said that it arrived.
    ForAReceipt {
        /// Who has it, or says so.
        to: Role,
        /// Since when the first carrier does.
        since: i64,
        /// The receipt should be here by now.
        late: bool,
    },
    /// It is not sent until somebody looks at it.
    ForSomebodyToLook {
        /// What is wrong.
        fault: Fault,
    },
    /// The office has it.
    ForNothing,
}

impl Waiting {
    /// The id of the word with which a shell says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::ForACarrier => "waits-carrier",
            Self::ForTheRest => "waits-rest",
            Self::ToGoApart { .. } => "waits-apart",
            Self::ToTryAgain { .. } => "waits-again",
            Self::ForAReceipt { late: false, .. } => "waits-receipt",
            Self::ForAReceipt { late: true, .. } => "waits-receipt-late",
            Self::ForSomebodyToLook { .. } => "waits-somebody",
            Self::ForNothing => "waits-nothing",
        }
    }

    /// The id of the word for what is behind it: why a hub refused the parcel, or what is wrong with it.
    pub fn because(self) -> Option<&'static str> {
        match self {
            Self::ToTryAgain { reason, .. } => Some(reason.code()),
            Self::ForSomebodyToLook { fault } => Some(fault.code()),
            _ => None,
        }
    }
}

/// How near to the office a carrier is.
fn nearness(role: Role) -> u8 {
    match role {
        Role::Phone => 0,
        Role::Hub => 1,
        Role::Desk => 2,
    }
}

impl OutboxItem {
    /// A parcel that was just sealed.
    pub fn new(priority: Priority, now: i64) -> Self {
        Self {
            priority,
            sealed_at: now,
            state: OutboxState::Sealed,
            backoff: Backoff::default(),
            refused: None,
            apart: None,
            again: false,
            desk: None,
        }
    }

    /// The same, sealed to the desk that signs with this key.
    #[must_use]
    pub fn sealed_to(mut self, desk: VerifyingKey) -> Self {
        self.desk = Some(desk);
        self
    }

    /// Whether this desk's word on it counts: the one that it was sealed to, or the same with the keys that took
    /// the place of its `former` ones.
    pub fn answers_to(&self, desk: &VerifyingKey, former: &[VerifyingKey]) -> bool {
        self.desk
            .is_none_or(|it| it == *desk || former.contains(&it))
    }

    /// The same for the confidential recipient. `chance` is any random number; the parcels of one report
    /// are given the same.
    pub fn apart(priority: Priority, now: i64, chance: u64) -> Self {
        let span = (APART.end() - APART.start()) as u64 + 1;
        Self {
            apart: Some(Backoff {
                failures: 0,
                since: now,
                pause: APART.start() + (chance % span) as i64,
            }),
            ..Self::new(priority, now)
        }
    }

    /// Whether it is offered to such a peer now. A hub is left alone for a while after it refused it or
    /// took it; everybody else is offered it until the receipt is here, whoever says that they have it:
    /// they compare names first, so another carrier costs little.
    pub fn is_due(&self, peer: Role, now: i64) -> bool {
        self.waits()
            && (peer != Role::Hub
                || self.backoff.wait_until(now).is_none() && self.apart_until(now).is_none())
    }

    /// Until when it stays away from the hub because of what else goes there.
    fn apart_until(&self, now: i64) -> Option<i64> {
        let apart = self.apart.filter(|_| !self.waited_for_others(now));
        apart?.wait_until(now)
    }

    /// Whether it stayed away from the hub for so long that others may wait for it.
    pub fn waited_for_others(&self, now: i64) -> bool {
        self.apart.is_some() && self.sealed_at.abs_diff(now) >= APART_MAX
    }

    /// Other parcels of this phone went to the hub: nobody shall see this one come at the same time.
    pub fn on_others_left(&mut self, now: i64) {
        if let Some(apart) = &mut self.apart {
            apart.since = now;
        }
    }

    /// Whether carriers are offered it at all.
    fn waits(&self) -> bool {
        matches!(
            self.state,
            OutboxState::Sealed | OutboxState::InTransit | OutboxState::Delivered { .. }
        )
    }

    /// When it goes next by itself, where the hub is tried as `hub` says: `now` where nothing holds it
    /// back, nothing where it goes no more. Another phone or a bundle takes it at any time.
    pub fn next_try(&self, hub: &Backoff, now: i64) -> Option<i64> {
        let waits = [
            self.backoff.wait_until(now),
            hub.wait_until(now),
            self.apart_until(now),
        ];
        let next = waits.into_iter().flatten().max().unwrap_or(now);
        self.waits().then_some(next)
    }

    /// Whether bundles carry it: whatever the office has not confirmed, even what is set aside, as long
    /// as it can be read.
    pub fn rides_in_bundles(&self) -> bool {
        !matches!(
            self.state,
            OutboxState::Received { .. }
                | OutboxState::Purged { .. }
                | OutboxState::Quarantined {
                    fault: Fault::DamagedHere,
                    ..
                }
        )
    }

    /// Some of it was handed out.
    pub fn on_sending(&mut self) {
        if self.state == OutboxState::Sealed {
            self.state = OutboxState::InTransit;
        }
    }

    /// A peer holds it whole, or says so.
    pub fn on_delivered(&mut self, to: Role, now: i64) {
        self.state = match self.state {
            OutboxState::Sealed | OutboxState::InTransit => OutboxState::Delivered { at: now, to },
            OutboxState::Delivered { at, to: before } if nearness(to) > nearness(before) => {
                OutboxState::Delivered { at, to }
            }
            OutboxState::Delivered { .. } => self.state,
            OutboxState::Received { .. }
            | OutboxState::Purged { .. }
            | OutboxState::Quarantined { .. } => return,
        };
        // Said twice, the pause does not begin again.
        if to == Role::Hub && (self.refused.is_some() || self.backoff.wait_until(now).is_none()) {
            self.refused = None;
            self.backoff = Backoff {
                failures: 0,
                since: now,
                pause: self.priority.late(),
            };
        }
    }

    /// A peer will not take it. That counts for this peer only: there is one hub, which is asked again
    /// after a pause; of phones there are many, and the next one may take it. `chance` is any random
    /// number.
    pub fn on_refused(&mut self, peer: Role, reason: Reason, now: i64, chance: u64) {
        if peer != Role::Hub || !self.waits() {
            return;
        }
        let longest = if reason.is_final() {
            PAUSE_FINAL_MAX
        } else {
            PAUSE_MAX
        };
        self.backoff.fail_within(longest, now, chance);
        self.refused = Some(reason);
    }

    /// The hub lost its storage: what it held is sent again.
    pub fn on_hub_lost(&mut self) {
        self.backoff.reset();
        if matches!(self.state, OutboxState::Delivered { to: Role::Hub, .. }) {
            self.state = OutboxState::InTransit;
        }
    }

    /// The office misses it, whatever carriers say.
    pub fn on_missed(&mut self) {
        if matches!(self.state, OutboxState::Delivered { .. }) {
            self.backoff.reset();
        }
    }

    /// The office had it and lost it: it goes once more.
    pub fn on_asked_again(&mut self) {
        self.state = OutboxState::InTransit;
        self.backoff.reset();
        self.refused = None;
        self.again = true;
    }

    /// The office's receipt for it was verified. Wins over every other state: the office has it.
    pub fn on_received(&mut self, now: i64) {
        if !matches!(
            self.state,
            OutboxState::Received { .. } | OutboxState::Purged { .. }
        ) {
            self.state = OutboxState::Received { at: now };
        }
    }

    /// It cannot be sent as it is.
    pub fn on_fault(&mut self, fault: Fault, now: i64) {
        if !matches!(
            self.state,
            OutboxState::Received { .. } | OutboxState::Purged { .. }
        ) {
            self.state = OutboxState::Quarantined { at: now, fault };
        }
    }

    /// Somebody looked at it and wants it sent again. It may have left before.
    pub fn release(&mut self) {
        if matches!(self.state, OutboxState::Quarantined { .. }) {
            self.state = OutboxState::InTransit;
            self.backoff.reset();
            self.refused = None;
        }
    }

    /// Connectivity returned: what the hub refused is tried again at once.
    pub fn on_connectivity(&mut self) {
        if self.refused.is_some() {
            self.backoff.reset();
        }
    }
}

/// Why an item waits, and for what.
pub fn why(item: &OutboxItem, now: i64) -> Waiting {
    match item.state {
        OutboxState::Sealed | OutboxState::InTransit => {
            match (item.backoff.wait_until(now), item.refused) {
                (Some(at), Some(reason)) => Waiting::ToTryAgain { at, reason },
                _ if let Some(at) = item.apart_until(now) => Waiting::ToGoApart { at },
                _ if item.state == OutboxState::InTransit => Waiting::ForTheRest,
                _ => Waiting::ForACarrier,
            }
        }
        OutboxState::Delivered { at, to } => Waiting::ForAReceipt {
            to,
            since: at,
            // Either way: the clock may have been put right since.
            late: now.saturating_sub(at).unsigned_abs() > item.priority.late().unsigned_abs(),
        },
        OutboxState::Received { .. } | OutboxState::Purged { .. } => Waiting::ForNothing,
        OutboxState::Quarantined { fault, .. } => Waiting::ForSomebodyToLook { fault },
    }
}

/// Whose turn it is among the priorities, from exchange to exchange: on a road that always breaks after a
/// few parcels, the less urgent ones have their turn all the same.
///
/// For eight parcels of imminent harm go four confidential ones, two normal ones and one attachment, as
/// long as there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StrideSchedule {
    /// How far they have come.
    now: u64,
    /// When each priority has its next turn; 0 where nothing of it waits.
    next: [u64; 4],
}

impl StrideSchedule {
    /// An exchange begins in which these priorities wait. Who waited before keeps the place in the queue.
    pub fn begin(&mut self, waiting: impl Iterator<Item = Priority>) {
        let before = std::mem::take(&mut self.next);
        for priority in waiting {
            let place = priority as usize;
            if self.next[place] == 0 {
                self.next[place] = match before[place] {
                    0 => self.now + priority.stride(),
                    next => next,
                };
            }
        }
        if self.next == [0; 4] {
            self.now = 0;
        }
    }

    /// A parcel of this priority went through.
    pub fn took(&mut self, priority: Priority) {
        let next = &mut self.next[priority as usize];
        if *next != 0 {
            self.now = self.now.max(*next);
            *next += priority.stride();
        }
    }

    /// Puts parcels into the order in which they go, by urgency and since when they wait. Within a
    /// priority the oldest goes first; of one moment, as they were given.
    pub fn order(&self, mut due: Vec<(Priority, i64, Item)>) -> Vec<Item> {
        due.sort_by_key(|(priority, since, _)| (*priority, *since));
        let (mut turn, mut class) = (0, None);
        let mut turns = Vec::with_capacity(due.len());
        for (priority, _, item) in due {
            turn = match self.next[priority as usize] {
                _ if class == Some(priority) => turn + priority.stride(),
                0 => self.now + priority.stride(),
                next => next,
            };
            class = Some(priority);
            turns.push((turn, priority, item));
        }
        turns.sort_by_key(|(turn, priority, _)| (*turn, *priority));
        turns.into_iter().map(|(.., item)| item).collect()
    }
}

#[cfg(test)]
mod tests;

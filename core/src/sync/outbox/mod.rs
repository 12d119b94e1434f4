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
        // Said twice, the pause does not begin anew.
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{parcel::ParcelId, sync::Way};

    fn parcel(number: u8) -> Item {
        Item {
            id: ParcelId([number; 32]),
            size: 4096,
            way: Way::Up,
        }
    }

    fn item(number: u8, priority: Priority) -> OutboxItem {
        OutboxItem::new(priority, i64::from(number))
    }

    #[test]
    fn urgent_ones_go_first_and_none_starves() {
        let mut items: Vec<(Priority, i64, Item)> = (0..40)
            .map(|n| (Priority::ImminentHarm, i64::from(n), parcel(n)))
            .collect();
        items.push((Priority::Attachment, 0, parcel(100)));
        items.push((Priority::Normal, 0, parcel(101)));
        items.push((Priority::Confidential, 0, parcel(102)));
        let order: Vec<u8> = StrideSchedule::default()
            .order(items)
            .iter()
            .map(|item| item.id.0[0])
            .collect();
        let place = |number| order.iter().position(|n| *n == number).unwrap();
        assert_eq!(order.len(), 43);
        assert_eq!(place(0), 0);
        assert_eq!((place(102), place(101), place(100)), (2, 5, 10));
        let harm: Vec<u8> = order.iter().copied().filter(|n| *n < 100).collect();
        assert!(harm.is_sorted(), "the oldest first");
    }

    #[test]
    fn a_refusal_for_now_is_tried_again_for_ever_and_connectivity_ends_the_pause() {
        let mut item = item(1, Priority::Normal);
        let mut now = 0;
        for _ in 0..1000 {
            item.on_refused(Role::Hub, Reason::NoRoom, now, u64::MAX);
            if let Waiting::ToTryAgain {
                at,
                reason: Reason::NoRoom,
            } = why(&item, now)
            {
                assert!(!item.is_due(Role::Hub, now));
                assert!(at - now <= PAUSE_MAX);
                now = at;
            }
            assert!(item.is_due(Role::Hub, now));
        }
        item.on_refused(Role::Hub, Reason::NoRoom, now, PAUSE_MAX as u64);
        assert_eq!(
            why(&item, now),
            Waiting::ToTryAgain {
                at: now + PAUSE_MAX,
                reason: Reason::NoRoom
            }
        );
        item.on_connectivity();
        assert_eq!(why(&item, now), Waiting::ForACarrier);
    }

    #[test]
    fn a_clock_that_jumps_does_not_hold_an_item_back() {
        let mut backoff = Backoff::default();
        let wrong = 4_000_000_000_000;
        backoff.fail(wrong, u64::MAX);
        assert_eq!(
            backoff.wait_until(1_700_000_000_000),
            None,
            "the clock was put right"
        );
        let mut backoff = Backoff::default();
        backoff.fail(0, 4_000);
        assert_eq!(backoff.wait_until(3_999), Some(4_000));
        assert_eq!(backoff.wait_until(wrong), None);
    }

    #[test]
    fn pauses_double_and_are_spread() {
        let mut backoff = Backoff::default();
        let mut longest = Vec::new();
        for _ in 0..12 {
            let mut one = backoff;
            let most = (0..2000).map(|n| {
                one = backoff;
                one.fail(0, n * 7_919_313);
                one.pause
            });
            let pauses: Vec<i64> = most.collect();
            longest.push(*pauses.iter().max().unwrap());
            assert!(
                *pauses.iter().min().unwrap() < PAUSE_FIRST,
                "any pause may be short"
            );
            backoff.fail(0, 0);
        }
        assert!(longest[0] <= PAUSE_FIRST && longest[1] > PAUSE_FIRST);
        assert!(longest[11] <= PAUSE_MAX && longest[11] > PAUSE_MAX * 9 / 10);
    }

    #[test]
    fn what_less_urgent_ones_waited_for_comes_though_every_exchange_breaks_off() {
        let mut turns = StrideSchedule::default();
        let mut photograph = None;
        for exchange in 0..20 {
            // New ones of imminent harm each time, and the same old photograph.
            let harm = (0..3).map(|n| (Priority::ImminentHarm, i64::from(n), parcel(n)));
            let all: Vec<_> = harm
                .chain([(Priority::Attachment, 0, parcel(100))])
                .collect();
            turns.begin(all.iter().map(|(priority, ..)| *priority));
            let json = serde_json::to_string(&turns).unwrap();
            turns = serde_json::from_str(&json).unwrap();
            // The road breaks after two.
            for item in &turns.order(all)[..2] {
                match item.id.0[0] {
                    100 => photograph = photograph.or(Some(exchange)),
                    _ => turns.took(Priority::ImminentHarm),
                }
            }
        }
        assert!(matches!(photograph, Some(1..=5)), "{photograph:?}");
        // Who comes back after a pause does not go before all others.
        turns.begin([Priority::ImminentHarm].into_iter());
        let both = vec![
            (Priority::ImminentHarm, 0, parcel(1)),
            (Priority::Attachment, 0, parcel(100)),
        ];
        turns.begin(both.iter().map(|(priority, ..)| *priority));
        assert_eq!(turns.order(both)[0], parcel(1));
    }

    #[test]
    fn whoever_says_that_they_have_it_others_are_offered_it_until_the_receipt() {
        let late = [
            (Priority::ImminentHarm, 6 * HOUR),
            (Priority::Confidential, 24 * HOUR),
            (Priority::Normal, 72 * HOUR),
            (Priority::Attachment, 168 * HOUR),
        ];
        for (priority, late) in late {
            let mut item = item(1, priority);
            item.on_delivered(Role::Phone, 10);
            assert!(item.is_due(Role::Hub, 11));
            item.on_delivered(Role::Hub, 20);
            for now in [20, late + 19] {
                assert!(item.is_due(Role::Phone, now) && item.rides_in_bundles());
                assert!(!item.is_due(Role::Hub, now));
                // Saying it again wins no time.
                item.on_delivered(Role::Hub, now);
            }
            assert!(item.is_due(Role::Hub, late + 20));
            // Late is counted from the first who had it, and said until the receipt is here.
            let is_late = |item: &OutboxItem, now| {
                matches!(why(item, now), Waiting::ForAReceipt { late: true, .. })
            };
            assert!(!is_late(&item, late + 10) && is_late(&item, late + 11));
            item.on_delivered(Role::Hub, late + 20);
            assert!(is_late(&item, late + 21) && !item.is_due(Role::Hub, late + 21));
            assert_eq!(
                item.next_try(&Backoff::default(), late + 21),
                Some(2 * late + 20)
            );
        }
    }

    #[test]
    fn a_hub_that_lost_its_storage_is_given_all_again() {
        let mut item = item(1, Priority::Normal);
        item.on_delivered(Role::Hub, 1);
        item.on_hub_lost();
        assert!(item.is_due(Role::Hub, 2));
        assert_eq!(item.state, OutboxState::InTransit);
    }

    #[test]
    fn a_pause_holds_for_the_hub_alone_and_its_end_is_told() {
        let mut item = item(1, Priority::Normal);
        let mut hub = Backoff::default();
        assert_eq!(item.next_try(&hub, 5), Some(5));
        item.on_refused(Role::Hub, Reason::NoRoom, 5, 1_000);
        assert!(item.is_due(Role::Phone, 6) && !item.is_due(Role::Hub, 6));
        assert_eq!(item.next_try(&hub, 6), Some(1_005));
        // An exchange failed as a whole: that is later.
        hub.fail(5, 3_000);
        assert_eq!(item.next_try(&hub, 6), Some(3_005));
        item.on_connectivity();
        assert!(item.is_due(Role::Hub, 6));
        // What the hub has is not sent again for that.
        item.on_delivered(Role::Hub, 7);
        item.on_connectivity();
        assert!(!item.is_due(Role::Hub, 8));
        item.on_fault(Fault::NotFiled(Unfiled::Form), 9);
        assert_eq!(item.next_try(&hub, 10), None);
    }

    /// A header has room for 512 bytes, and a book takes 41 of them.
    #[test]
    fn the_longest_item_fits_its_row() {
        let states = [
            OutboxState::Quarantined {
                at: i64::MIN,
                fault: Fault::NotFiled(Unfiled::NotCommitted),
            },
            OutboxState::Delivered {
                at: i64::MIN,
                to: Role::Phone,
            },
        ];
        for state in states {
            let item = OutboxItem {
                sealed_at: i64::MIN,
                state,
                backoff: Backoff {
                    failures: u32::MAX,
                    since: i64::MIN,
                    pause: PAUSE_FINAL_MAX,
                },
                refused: Some(Reason::WrongMailbox),
                ..item(1, Priority::ImminentHarm)
            };
            let length = serde_json::to_vec(&item).unwrap().len();
            assert!(length <= 512 - 41, "{length}");
        }
    }

    #[test]
    fn a_refusal_counts_for_the_one_who_refused_and_sets_nothing_aside() {
        for reason in [
            Reason::TooLarge,
            Reason::NotAParcel,
            Reason::WrongMailbox,
            Reason::NoRoom,
        ] {
            let mut item = item(1, Priority::Normal);
            item.on_refused(Role::Phone, reason, 5, u64::MAX);
            assert!(item.is_due(Role::Hub, 6) && item.is_due(Role::Phone, 6));
            for _ in 0..40 {
                item.on_refused(Role::Hub, reason, 5, u64::MAX - 1);
            }
            let again = why(&item, 5);
            assert_eq!(again.because(), Some(reason.code()));
            assert!(matches!(again, Waiting::ToTryAgain { at, .. } if at > 6));
            assert!(item.rides_in_bundles());
            assert!(
                item.is_due(Role::Hub, 6 + PAUSE_FINAL_MAX),
                "asked for ever"
            );
        }
    }

    #[test]
    fn what_is_set_aside_says_why_rides_in_bundles_and_can_be_released() {
        let mut item = item(1, Priority::Normal);
        item.on_fault(Fault::NotFiled(Unfiled::Newer), 5);
        assert_eq!(why(&item, 5).because(), Some("reason-newer"));
        assert!(!item.is_due(Role::Hub, 6) && !item.is_due(Role::Phone, 6));
        assert!(item.rides_in_bundles());
        item.release();
        assert!(item.is_due(Role::Hub, 6));
        assert_eq!(
            item.state,
            OutboxState::InTransit,
            "it may have left before"
        );
        item.on_fault(Fault::DamagedHere, 7);
        assert!(!item.rides_in_bundles(), "there is nothing whole to carry");
    }

    proptest! {
        /// Whatever carriers say, in whatever order: it waits for the receipt, and never without a reason.
        #[test]
        fn nothing_that_carriers_say_ends_the_waiting(events in prop::collection::vec((0..7u8, any::<i64>()), 0..30)) {
            let mut item = item(1, Priority::Normal);
            for (event, now) in events {
                match event {
                    0 => item.on_sending(),
                    1 => item.on_delivered(Role::Phone, now),
                    2 => item.on_delivered(Role::Hub, now),
                    3 => item.on_refused(Role::Hub, Reason::NoRoom, now, now as u64),
                    4 => item.on_refused(Role::Hub, Reason::TooLarge, now, 0),
                    5 => item.on_fault(Fault::DamagedHere, now),
                    _ => item.release(),
                }
                let why = why(&item, now);
                prop_assert_ne!(why, Waiting::ForNothing);
                if why == Waiting::ForACarrier {
                    prop_assert!(item.is_due(Role::Hub, now));
                }
                let json = serde_json::to_string(&item).unwrap();
                prop_assert_eq!(&serde_json::from_str::<OutboxItem>(&json).unwrap(), &item);
            }
        }
    }
}

//! What happens, decided by a seed.

use pocketcard::base::Chance;

/// What goes wrong with one message of an exchange, and with a card that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Well,
    /// The request never arrives.
    RequestLost,
    /// The request arrives, its answer does not.
    AnswerLost,
    /// The request ends here.
    RequestCut(Spot),
    /// The answer ends here.
    AnswerCut(Spot),
    /// A bit of the request is flipped here.
    RequestDamaged(Spot),
    /// A bit of the answer is flipped here.
    AnswerDamaged(Spot),
    /// The request arrives twice.
    Twice,
    /// The request arrives when it was given up already, and others have asked since.
    Late,
    /// What the request says arrives in another order.
    RequestShuffled,
    /// What the answer says arrives in another order.
    AnswerShuffled,
    /// The asking side is killed while it waits for the answer.
    Killed,
    /// The answering side is killed before its answer leaves.
    OtherKilled,
    /// The answering side says what it said before, to anybody.
    Replayed(u16),
    /// The answering side says that it has nothing and wants nothing.
    Withheld,
    /// The answering side says that it has everything it was given or offered, and threw it away.
    Swallowed,
    /// The answering side mixes what it said before into its answer, and parcels with each other.
    Mixed(u16),
    /// The answering side makes up parcels: rubbish, and letters that only the office may write.
    Forged,
    /// The asking side does, and claims to have what it never got.
    RequestForged,
}

/// A place in a message: so many thousandths of its frames in, so many thousandths into that frame. Not in
/// bytes, so that what happens does not depend on how well the names in a letter compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot(pub u16, pub u16);

/// A computer in the simulated mission. Desk 0 is the main one, desk 1 the confidential one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A phone.
    Phone(usize),
    /// A desk.
    Desk(usize),
    /// One of the hubs behind the office's one address.
    Hub(usize),
}

/// How the hubs keep what they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hubs {
    /// There are two, each with a database of its own; they know nothing of each other.
    Apart,
    /// There are three on one PostgreSQL.
    OnOneDatabase,
}

impl Hubs {
    fn count(self) -> usize {
        match self {
            Self::Apart => 2,
            Self::OnOneDatabase => 3,
        }
    }
}

/// The fate of one message of an exchange, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck(pub u8, pub Fate);

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An hour passes, as it does with every other event.
    Pass,
    /// A phone finishes a screening.
    Screen(usize),
    /// A phone finishes a screening with a photograph.
    Photograph(usize),
    /// A phone reports misconduct to the confidential desk.
    Report(usize),
    /// A phone or a desk exchanges with a hub.
    Sync(Place, usize, Luck),
    /// Two phones exchange; the first one asks.
    Meet(usize, usize, Luck),
    /// A phone or a desk writes a bundle onto a new card.
    Write(Place),
    /// A phone or a desk reads the card of this number, of the latest ones, as far as this fate lets it.
    Read(Place, usize, Fate),
    /// The power goes, and comes again.
    Kill(Place, u8),
    /// The power will go at this access to the disk from now on, in the middle of whatever that is.
    Doom(Place, u8),
    /// From this write on the disk is full, until somebody makes room.
    Full(Place, u8),
    /// A clock jumps by so many days.
    Clock(Place, i32),
    /// A hub takes nothing more for this office, or does again.
    Quota(bool),
    /// A hub's database is replaced with the copy made at the last such event.
    Restored(usize),
    /// The office publishes a newer pack, or a newer one under new root keys.
    Pack(bool),
    /// The office answers one of the records that it filed.
    Answer(u8),
    /// A phone gets a new invitation and keeps what it has.
    Renew(usize),
    /// A phone is wiped by its owner and enrolled again.
    Wipe(usize),
    /// The office revokes a phone, and tells it to erase itself or not.
    Revoke(usize, bool),
}

/// Numbers, the same for the same seed on every machine.
struct Dice(Chance, Hubs);

/// The scenario of a seed, for this number of phones.
pub fn story(seed: u64, phones: usize, hubs: Hubs, length: usize) -> Vec<Event> {
    let mut dice = Dice(Chance::seeded(seed), hubs);
    (0..length).map(|_| dice.event(phones)).collect()
}

impl Dice {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0.draw() % limit
    }

    fn index(&mut self, limit: usize) -> usize {
        self.below(limit as u64) as usize
    }

    fn thousandth(&mut self) -> u16 {
        self.below(1000) as u16
    }

    fn fate(&mut self) -> Fate {
        let spot = Spot(self.thousandth(), self.thousandth());
        match self.below(36) {
            0 => Fate::RequestLost,
            1 => Fate::AnswerLost,
            2 => Fate::RequestCut(spot),
            3 => Fate::AnswerCut(spot),
            4 => Fate::RequestDamaged(spot),
            5 => Fate::AnswerDamaged(spot),
            6 => Fate::Twice,
            7 => Fate::Late,
            8 => Fate::RequestShuffled,
            9 => Fate::AnswerShuffled,
            10 => Fate::Killed,
            11 => Fate::OtherKilled,
            12 => Fate::Replayed(spot.0),
            13 => Fate::Withheld,
            14 => Fate::Swallowed,
            15 => Fate::Mixed(spot.0),
            16..19 => Fate::Forged,
            19 => Fate::RequestForged,
            _ => Fate::Well,
        }
    }

    fn luck(&mut self) -> Luck {
        Luck(self.below(3) as u8, self.fate())
    }

    /// Phones fail more often than desks, and desks more often than hubs.
    fn place(&mut self, phones: usize) -> Place {
        match self.below(6) {
            0 => Place::Hub(self.index(self.1.count())),
            1 | 2 => Place::Desk(self.index(2)),
            _ => Place::Phone(self.index(phones)),
        }
    }

    fn event(&mut self, phones: usize) -> Event {
        let phone = self.index(phones);
        let number = self.below(60) as u8;
        match self.below(130) {
            0..20 => Event::Screen(phone),
            20..24 => Event::Photograph(phone),
            24..29 => Event::Report(phone),
            29..51 => Event::Sync(Place::Phone(phone), self.hub(), self.luck()),
            51..65 => Event::Sync(Place::Desk(self.index(2)), self.hub(), self.luck()),
            65..77 => {
                let other = (phone + 1 + self.index(phones.max(2) - 1)) % phones;
                Event::Meet(phone, other, self.luck())
            }
            77..81 => Event::Write(Place::Phone(phone)),
            81..83 => Event::Write(Place::Desk(self.index(2))),
            83..89 => Event::Read(Place::Phone(phone), self.index(3), self.fate()),
            89..93 => Event::Read(Place::Desk(self.index(2)), self.index(3), self.fate()),
            93..97 => Event::Kill(self.place(phones), number),
            97..104 => Event::Doom(self.place(phones), number + 1),
            104..108 => Event::Full(self.place(phones), number / 6 + 1),
            108..113 => Event::Clock(self.place(phones), self.below(8000) as i32 - 4000),
            113..115 => Event::Quota(self.below(2) == 0),
            115 => Event::Restored(self.index(self.1.count())),
            116..120 => Event::Pack(self.below(3) == 0),
            120..123 => Event::Answer(number),
            123 => Event::Renew(phone),
            124..126 => Event::Wipe(phone),
            126..128 => Event::Revoke(phone, self.below(3) > 0),
            _ => Event::Screen(phone),
        }
    }

    /// Mostly the same one, where each change has everybody send everything again.
    fn hub(&mut self) -> usize {
        match self.1 {
            Hubs::Apart => usize::from(self.below(6) == 0),
            Hubs::OnOneDatabase => self.index(3),
        }
    }
}

impl Event {
    /// The same where nothing goes wrong, if something does; or else nothing at all.
    pub fn simpler(self) -> Option<Self> {
        let well = Luck(0, Fate::Well);
        let simple = match self {
            Self::Sync(place, hub, _) => Self::Sync(place, hub, well),
            Self::Meet(caller, other, _) => Self::Meet(caller, other, well),
            Self::Read(place, card, _) => Self::Read(place, card, Fate::Well),
            Self::Photograph(phone) => Self::Screen(phone),
            _ => Self::Pass,
        };
        let simple = if simple == self { Self::Pass } else { simple };
        (simple != self).then_some(simple)
    }
}

//! What happens, decided by a seed.

/// Phones in the simulated mission.
pub const PHONES: usize = 3;

/// What goes wrong with one message of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Well,
    /// The request never arrives.
    RequestLost,
    /// The request arrives, its answer does not.
    AnswerLost,
    /// Only so many thousandths of the request arrive.
    RequestCut(u16),
    /// Only so many thousandths of the answer arrive.
    AnswerCut(u16),
    /// One bit of the request, so many thousandths in, is flipped.
    RequestDamaged(u16),
    /// One bit of the answer, so many thousandths in, is flipped.
    AnswerDamaged(u16),
    /// The request arrives twice.
    Twice,
    /// The asking side is killed while it waits for the answer.
    Killed,
    /// The other side answers with something it said before.
    Replayed,
    /// The other side answers that it has nothing and wants nothing.
    Withheld,
    /// The other side answers with rubbish that looks like a parcel.
    Forged,
}

/// One thing that happens. Numbers name phones, desks (0 the main one, 1 the confidential one) or cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A phone finishes a screening.
    Screen(usize),
    /// A phone finishes a screening with a photograph.
    Photograph(usize),
    /// A phone reports misconduct to the confidential desk.
    Report(usize),
    /// A phone exchanges with the hub; the message of this number has this fate.
    Hub(usize, u8, Fate),
    /// Two phones exchange; the message of this number has this fate.
    Meet(usize, usize, u8, Fate),
    /// A phone writes a bundle onto a new card.
    Write(usize),
    /// The main desk writes a bundle onto a new card.
    WriteDesk,
    /// A phone reads the card of this number (of those there are), as far as this fate lets it.
    Read(usize, usize, Fate),
    /// A desk reads the card of this number.
    ReadDesk(usize, usize, Fate),
    /// A desk exchanges with the hub and files what came.
    Desk(usize, u8, Fate),
    /// A phone's process is killed and it is unlocked again.
    Kill(usize),
    /// A desk's process is killed and it is opened again.
    KillDesk(usize),
    /// A phone's clock jumps by so many days.
    Clock(usize, i32),
    /// The hub is killed and started again.
    HubKilled,
    /// The hub's disk fills up, or gets room again.
    HubFull(bool),
    /// The hub's database is replaced with the copy made at the last such event.
    HubRestored,
    /// The office publishes a newer pack.
    Pack,
    /// A phone is wiped and enrolled anew.
    Wipe(usize),
}

/// A small generator of numbers, the same for the same seed on every machine (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn phone(&mut self) -> usize {
        self.below(PHONES as u64) as usize
    }

    fn fate(&mut self) -> Fate {
        let place = self.below(1000) as u16;
        match self.below(20) {
            0 => Fate::RequestLost,
            1 => Fate::AnswerLost,
            2 => Fate::RequestCut(place),
            3 => Fate::AnswerCut(place),
            4 => Fate::RequestDamaged(place),
            5 => Fate::AnswerDamaged(place),
            6 => Fate::Twice,
            7 => Fate::Killed,
            8 => Fate::Replayed,
            9 => Fate::Withheld,
            10 => Fate::Forged,
            _ => Fate::Well,
        }
    }
}

/// The story of a seed.
pub fn story(seed: u64, length: usize) -> Vec<Event> {
    let mut dice = Dice::new(seed);
    (0..length).map(|_| event(&mut dice)).collect()
}

fn event(dice: &mut Dice) -> Event {
    let (phone, message, card) = (dice.phone(), dice.below(3) as u8, dice.below(6) as usize);
    match dice.below(100) {
        0..18 => Event::Screen(phone),
        18..21 => Event::Photograph(phone),
        21..25 => Event::Report(phone),
        25..45 => Event::Hub(phone, message, dice.fate()),
        45..57 => Event::Meet(phone, (phone + 1) % PHONES, message, dice.fate()),
        57..61 => Event::Write(phone),
        61..63 => Event::WriteDesk,
        63..67 => Event::Read(phone, card, dice.fate()),
        67..70 => Event::ReadDesk(dice.below(2) as usize, card, dice.fate()),
        70..84 => Event::Desk(dice.below(2) as usize, message, dice.fate()),
        84..87 => Event::Kill(phone),
        87..89 => Event::KillDesk(dice.below(2) as usize),
        89..92 => Event::Clock(phone, dice.below(8000) as i32 - 4000),
        92..94 => Event::HubKilled,
        94..96 => Event::HubFull(dice.below(2) == 0),
        96 => Event::HubRestored,
        97 => Event::Pack,
        _ => Event::Wipe(phone),
    }
}

//! Exchanges, and what becomes of their messages on the way.

use std::ops::Range;

use pocketcard::{
    parcel::ParcelId,
    session::Error,
    sync::{
        Conversation, Depot, DepotError, Exchange, ExchangeError, Frame, Responder, Role, Status,
        respond,
    },
};
use pocketcard_office::hub::token::Token;

use super::{Fate, Luck, Place, Spot, machine::DAY, world::World};

/// A request that is still on its way.
pub struct Late {
    hub: usize,
    token: Token,
    request: Vec<u8>,
}

/// Messages of one exchange, at most.
const MESSAGES: u8 = 60;

impl World {
    /// Two have an exchange: `asker` asks a hub or another phone.
    pub fn converse(&mut self, asker: Place, other: Place, luck: Luck) {
        let late = std::mem::take(&mut self.late);
        let peer = role(other);
        let mut exchange = Exchange::new(peer);
        let (mut ours, mut theirs) = (Conversation::default(), Conversation::default());
        let mut done = false;
        let mut vain = 0;
        for message in 0..MESSAGES {
            let fate = if message == luck.0 {
                luck.1
            } else {
                Fate::Well
            };
            let next = self.step(asker, &mut ours, |depot| exchange.next_request(depot));
            let Some(Ok(Some(request))) = next else {
                done = matches!(next, Some(Ok(None)));
                break;
            };
            self.trace.message(&format!("{asker:?} asks"), &request);
            self.watch(&request);
            let answer = self.answered(asker, other, &mut theirs, request, fate);
            if fate == Fate::Killed {
                self.restart(asker, message);
                break;
            }
            let answer = match answer {
                Answer::Bytes(bytes) => bytes,
                Answer::Refused => break,
            };
            self.trace.message(&format!("{other:?} answers"), &answer);
            self.watch(&answer);
            vain = if answer.is_empty() { vain + 1 } else { 0 };
            let status = self.step(asker, &mut ours, |depot| {
                exchange.on_response(depot, &answer)
            });
            match status {
                Some(Ok(Status::Done)) => {
                    done = true;
                    break;
                }
                Some(Ok(Status::More)) => {}
                // A link ends where a message is cut; a hub is asked again, a few times.
                Some(Ok(Status::Cut)) if peer == Role::Hub && vain < 3 => {}
                _ => break,
            }
        }
        let tally = exchange.tally();
        self.trace.say(format!(
            "  {asker:?} gave {}, got {}, was refused {}",
            tally.delivered, tally.received, tally.refused
        ));
        let admitted = !matches!(other, Place::Hub(_)) || self.token(asker).is_some();
        let well = self.machine(asker).is_well() && self.machine(other).is_well();
        if luck.1 == Fate::Well && admitted && well && !done {
            self.break_promise(format!(
                "an exchange of {asker:?} and {other:?} comes to no end"
            ));
        }
        late.into_iter().for_each(|late| self.arrive_late(late));
        self.arrived(asker);
        if let Place::Phone(_) = other {
            self.arrived(other);
        }
    }

    /// Looks at what an exchange brought.
    fn arrived(&mut self, place: Place) {
        match place {
            Place::Phone(phone) => self.take_in(phone),
            Place::Desk(desk) => self.collect(desk),
            Place::Hub(_) => {}
        }
    }

    /// One step of an exchange. Nothing, if it failed.
    fn step<T>(
        &mut self,
        place: Place,
        visit: &mut Conversation,
        step: impl FnOnce(&mut dyn Depot) -> Result<T, ExchangeError>,
    ) -> Option<Result<T, ExchangeError>> {
        let lend = |depot: pocketcard::sync::ParcelDepot<'_>, visit: &mut Conversation| {
            let mut depot = depot.resume(std::mem::take(visit));
            let outcome = step(&mut depot);
            *visit = depot.pause();
            outcome
        };
        let outcome = match place {
            Place::Phone(number) => self.use_phone(number, |session, now| {
                Ok::<_, Error>(lend(session.depot(now)?, visit))
            }),
            Place::Desk(number) => {
                self.use_desk(number, |desk, now| Ok(lend(desk.depot(now), visit)))
            }
            Place::Hub(_) => unreachable!("hubs do not ask"),
        };
        if let Some(Err(error)) = &outcome {
            let disk = matches!(error, ExchangeError::Depot(_));
            self.failed(place, error, disk);
        }
        outcome
    }

    /// What comes back to a request.
    fn answered(
        &mut self,
        asker: Place,
        other: Place,
        visit: &mut Conversation,
        mut request: Vec<u8>,
        fate: Fate,
    ) -> Answer {
        match fate {
            Fate::RequestLost => return Answer::NOTHING,
            Fate::RequestCut(spot) => cut(&mut request, spot),
            Fate::RequestDamaged(spot) => damage(&mut request, spot),
            Fate::RequestShuffled => shuffle(&mut request),
            Fate::RequestForged => request = self.forge_request(asker, other, &request),
            Fate::Late => {
                if let (Place::Hub(hub), Some(token)) = (other, self.token(asker)) {
                    self.late.push(Late {
                        hub,
                        token,
                        request,
                    });
                }
                return Answer::NOTHING;
            }
            _ => {}
        }
        let hostile = |world: &mut Self| world.hostile(asker, other, &request, fate);
        if let Some(answer) = hostile(self) {
            return Answer::Bytes(answer);
        }
        if fate == Fate::Twice {
            self.ask(asker, other, visit, &request);
        }
        let answer = self.ask(asker, other, visit, &request);
        let mut answer = match answer {
            Answer::Refused => return Answer::Refused,
            Answer::Bytes(bytes) => bytes,
        };
        let said = self.said.entry((role(other), role(asker))).or_default();
        said.push(answer.clone());
        match fate {
            Fate::AnswerCut(spot) => cut(&mut answer, spot),
            Fate::AnswerDamaged(spot) => damage(&mut answer, spot),
            Fate::AnswerShuffled => shuffle(&mut answer),
            Fate::Mixed(which) => answer = self.mix(asker, other, &answer, which),
            Fate::OtherKilled => {
                self.restart(other, 1);
                answer.clear();
            }
            Fate::AnswerLost | Fate::RequestCut(_) => answer.clear(),
            _ => {}
        }
        Answer::Bytes(answer)
    }

    /// The honest answer.
    fn ask(
        &mut self,
        asker: Place,
        other: Place,
        visit: &mut Conversation,
        request: &[u8],
    ) -> Answer {
        match other {
            Place::Hub(hub) => match self.token(asker) {
                Some(token) => Answer::Bytes(self.ask_hub(hub, &token, request)),
                None => {
                    self.trace
                        .say(format!("  {other:?} does not let {asker:?} in"));
                    Answer::Refused
                }
            },
            _ => {
                let answer = self.step(other, visit, |depot| respond(depot, request));
                Answer::Bytes(answer.and_then(Result::ok).unwrap_or_default())
            }
        }
    }

    /// The token of a phone or desk, if hubs let it in.
    fn token(&self, asker: Place) -> Option<Token> {
        let text = match asker {
            Place::Phone(number) => self.phones[number].session.as_ref()?.hub_token().ok()?,
            Place::Desk(number) => self.desks[number].desk.as_ref()?.hub_token(),
            Place::Hub(_) => return None,
        };
        let token: Token = text.parse().expect("the office made it");
        let mailbox = self.config.admit(&token)?.mailbox;
        let revoked = self.hubs[0]
            .storage
            .as_ref()?
            .is_revoked(mailbox, token.id());
        revoked.is_ok_and(|revoked| !revoked).then_some(token)
    }

    fn ask_hub(&mut self, number: usize, token: &Token, request: &[u8]) -> Vec<u8> {
        self.expire(number);
        let today = self.time(Place::Hub(number)).wall_ms / DAY;
        let mailbox = self.config.admit(token).expect("it was let in");
        let Some(storage) = &self.hubs[number].storage else {
            return Vec::new();
        };
        let limits = &self.config.limits;
        let answer = || {
            let depot = storage.depot(mailbox, token.id(), token.role(), limits, today);
            let mut depot = depot.map_err(|_| DepotError::Unavailable)?;
            let mut responder = Responder::new(Some(token.role()));
            request
                .chunks(20_000)
                .try_for_each(|piece| responder.feed(&mut *depot, piece))?;
            // A hub lists what came together in an order that SQLite draws, from the numbers that it also marks
            // its logs with: only just before is it sure which comes next.
            faulty_disk::begin_chance_anew();
            responder.finish(&mut *depot)
        };
        let answer = answer();
        answer.unwrap_or_else(|error| {
            let disk = matches!(error, ExchangeError::Depot(_));
            self.failed(Place::Hub(number), &error, disk);
            Vec::new()
        })
    }

    /// A request that was late arrives after all; nobody waits for the answer.
    fn arrive_late(&mut self, late: Late) {
        let Late {
            hub,
            token,
            request,
        } = late;
        self.trace.message("late, arrives", &request);
        self.ask_hub(hub, &token, &request);
    }
}

/// What comes back.
enum Answer {
    /// These bytes, maybe none.
    Bytes(Vec<u8>),
    /// The hub lets nobody in with this token.
    Refused,
}

impl Answer {
    const NOTHING: Self = Self::Bytes(Vec::new());
}

/// What a place is in an exchange.
pub fn role(place: Place) -> Role {
    match place {
        Place::Phone(_) => Role::Phone,
        Place::Desk(_) => Role::Desk,
        Place::Hub(_) => Role::Hub,
    }
}

/// Where the frames of a message are.
pub fn frames(message: &[u8]) -> Vec<Range<usize>> {
    let (mut ranges, mut at) = (Vec::new(), 0);
    while let Ok((_, length)) = Frame::read(&message[at..]) {
        ranges.push(at..at + length);
        at += length;
    }
    ranges
}

fn find(message: &[u8], Spot(frame, within): Spot) -> usize {
    let ranges = frames(message);
    let Some(range) = ranges.get(ranges.len() * usize::from(frame) / 1000) else {
        return 0;
    };
    range.start + range.len() * usize::from(within) / 1000
}

/// Cuts a message.
pub fn cut(message: &mut Vec<u8>, spot: Spot) {
    message.truncate(find(message, spot));
}

/// Flips a bit of a message.
pub fn damage(message: &mut [u8], spot: Spot) {
    let at = find(message, spot);
    if let Some(byte) = message.get_mut(at) {
        *byte ^= 1 << (spot.1 % 8);
    }
}

/// Puts what stands between the greeting and the end into the opposite order.
pub fn shuffle(message: &mut Vec<u8>) {
    let ranges = frames(message);
    let [first, inner @ .., last] = ranges.as_slice() else {
        return;
    };
    let order = std::iter::once(first)
        .chain(inner.iter().rev())
        .chain([last]);
    *message = order
        .flat_map(|range| message[range.clone()].to_vec())
        .collect();
}

/// The parcels of which a message holds all bytes.
pub fn whole_parcels(message: &[u8]) -> Vec<(ParcelId, &[u8])> {
    let mut whole = Vec::new();
    for range in frames(message) {
        if let Ok((Frame::Part(item, 0, bytes), _)) = Frame::read(&message[range])
            && bytes.len() as u64 == item.size
        {
            whole.push((item.id, bytes));
        }
    }
    whole
}

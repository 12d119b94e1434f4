//! What a form asks, given what has been answered: relevance, calculations, constraints.

use std::{cell::Cell as Slot, ops::Range};

use super::{
    MAX_TURNS,
    answer::{is_nothing, misfit, scalar, worked_out},
    circumstances::{Circumstances, Positions},
    code::Code,
    expr::Scalar,
    filled::{Filled, Offered, QuestionState},
    form::{Bound, Form},
    model::{Item, QuestionKind, Value, Values},
    moment::Day,
    problem::{Problem, ValuesError},
};

/// How many parts of expressions and rows of lists one evaluation may go through. A phone does ten
/// million in about a second.
const MAX_WORK: u64 = 10_000_000;
/// How many answers a form may have at once, over all turns.
const MAX_CELLS: usize = 200_000;

impl Form {
    /// How every question stands. Values of questions that are not relevant are allowed and ignored,
    /// as are values of calculations.
    ///
    /// # Errors
    /// When a value belongs to no question: [`ValuesError`].
    pub fn evaluate(
        &self,
        values: &Values,
        at: impl Into<Circumstances>,
    ) -> Result<Filled, ValuesError> {
        self.fill(values, at.into(), false)?.finish()
    }

    /// What belongs into a record: relevant answers and calculations, nothing else. What was typed
    /// before an answer made it irrelevant, a name before a "no" to consent, is not kept.
    ///
    /// # Errors
    /// As [`Form::evaluate`]; [`ValuesError::Wrong`] for the first answer that is wrong or missing.
    pub fn finish(
        &self,
        values: &Values,
        at: impl Into<Circumstances>,
    ) -> Result<Values, ValuesError> {
        let filled = self.evaluate(values, at)?;
        let wrong = filled.questions.iter().find_map(|state| {
            let problem = state.problem?;
            let message = self.message(state, &self.document().language);
            Some(ValuesError::Wrong {
                question: state.name.clone(),
                problem,
                message,
            })
        });
        wrong.map_or(Ok(filled.values), Err)
    }

    /// Goes through the form in the order of dependence. At the start, what is not answered gets the
    /// value that its question starts with.
    pub(super) fn fill<'a>(
        &'a self,
        values: &'a Values,
        at: Circumstances,
        starting: bool,
    ) -> Result<Filling<'a>, ValuesError> {
        self.check_places(values)?;
        let bound = self.bound();
        let mut filling = Filling {
            form: self,
            bound,
            at,
            today: at.now.day(),
            starting,
            rooms: bound
                .layout
                .rooms
                .iter()
                .map(|_| Turns::default())
                .collect(),
            cells: bound.code.iter().map(|_| Vec::new()).collect(),
            work: Slot::new(MAX_WORK),
            too_long: Slot::new(false),
        };
        filling.rooms[0] = Turns {
            turns: vec![Turn {
                parent: 0,
                number: 0,
                given: Some(values),
            }],
            of: std::iter::once(0..1).collect(),
        };
        let mut count = 0;
        for item in &bound.order {
            let turns = filling.rooms[bound.layout.room_of[*item]].turns.len();
            count += turns;
            if count > MAX_CELLS {
                return Err(ValuesError::TooMuch);
            }
            let cells = (0..turns).map(|turn| filling.cell(*item, turn));
            filling.cells[*item] = cells.collect();
            if let Some(room) = bound.layout.opened(*item) {
                filling.rooms[room] = filling.turns(*item);
            }
        }
        Ok(filling)
    }

    /// Checks that every value belongs to a question, at its place.
    pub(crate) fn check_places(&self, values: &Values) -> Result<(), ValuesError> {
        self.check_room(values, 0)
    }

    fn check_room(&self, values: &Values, room: usize) -> Result<(), ValuesError> {
        let layout = &self.bound().layout;
        for (name, value) in values {
            let known = layout.index.get(name).copied();
            let here = known.filter(|at| layout.room_of[*at] == room);
            // What is no name here may be anything that somebody typed: it is not repeated.
            let at = here.ok_or_else(|| {
                let name = if known.is_some() {
                    name
                } else {
                    "of that name"
                };
                ValuesError::NoQuestion(name.to_owned())
            })?;
            match (&self.items()[at].kind, value) {
                (QuestionKind::Group, _) => return Err(ValuesError::NoQuestion(name.clone())),
                (QuestionKind::Note, _) if self.items()[at].calculation.is_none() => {
                    return Err(ValuesError::NoQuestion(name.clone()));
                }
                (QuestionKind::Repeat, Value::Repeat(turns)) => {
                    if turns.len() > MAX_TURNS {
                        return Err(ValuesError::TooManyTurns(name.clone()));
                    }
                    let inside = layout.opened(at).expect("a repeat opens a room");
                    for turn in turns {
                        self.check_room(turn, inside)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What is known about one item in one turn.
pub(super) struct Cell {
    pub relevant: bool,
    pub value: Option<Value>,
    pub scalar: Scalar,
    too_long: bool,
}

/// The turns of a room.
#[derive(Default)]
pub(super) struct Turns<'a> {
    pub turns: Vec<Turn<'a>>,
    /// For each turn of the room around: which of these turns are in it.
    pub of: Vec<Range<usize>>,
}

/// One turn of a repeat.
pub(super) struct Turn<'a> {
    /// The turn of the room around.
    pub parent: usize,
    /// Its number, from 0.
    pub number: usize,
    given: Option<&'a Values>,
}

/// An evaluation under way: cells are filled in the form's order of dependence.
pub(super) struct Filling<'a> {
    pub form: &'a Form,
    pub bound: &'a Bound,
    pub at: Circumstances,
    pub today: Day,
    starting: bool,
    pub rooms: Vec<Turns<'a>>,
    pub cells: Vec<Vec<Cell>>,
    pub work: Slot<u64>,
    pub too_long: Slot<bool>,
}

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    /// The item that it belongs to.
    pub item: usize,
    /// The item's room and turn.
    pub own: (usize, usize),
    /// The room and turn that a filter goes through; the item's own outside filters.
    pub at: (usize, usize),
    /// The row that a filter goes through.
    pub row: Option<&'a super::Choice>,
    /// The place of the turn or row among those that the filter goes through, from 1.
    pub place: usize,
    /// The item's value so far, for `once()`.
    pub so_far: Option<&'a Scalar>,
}

impl<'a> Filling<'a> {
    /// Where an item's own expressions are evaluated.
    pub(super) fn here(&self, item: usize, turn: usize) -> Here<'static> {
        let own = (self.bound.layout.room_of[item], turn);
        Here {
            item,
            own,
            at: own,
            row: None,
            place: 1,
            so_far: None,
        }
    }

    /// The turn of a room around another, seen from one of its turns.
    pub(super) fn turn_around(&self, (mut room, mut turn): (usize, usize), wanted: usize) -> usize {
        while room != wanted {
            turn = self.rooms[room].turns[turn].parent;
            room = self.bound.layout.rooms[room].parent;
        }
        turn
    }

    fn given(&self, item: usize, turn: usize) -> Option<&'a Value> {
        let values = self.rooms[self.bound.layout.room_of[item]].turns[turn].given?;
        let value = values.get(&self.form.items()[item].name)?;
        (!is_nothing(value)).then_some(value)
    }

    /// What an item is answered with, whether it is relevant or not: for the group that it is in, which
    /// comes before it.
    pub(super) fn as_given(&self, item: usize, turn: usize) -> Scalar {
        let kind = &self.form.items()[item].kind;
        if self.form.items()[item].worked_out().is_some() || kind.holds_items() {
            return Scalar::nothing();
        }
        let default = self.form.items()[item].default.as_ref();
        let default = default.filter(|_| self.starting || *kind == QuestionKind::Hidden);
        let value = self.given(item, turn).or(default);
        value.map_or_else(Scalar::nothing, |value| scalar(kind, value, self.today))
    }

    /// The turns that a repeat has: as many as its count says, else as were given.
    fn turns(&self, repeat: usize) -> Turns<'a> {
        let mut turns = Turns::default();
        let count = self.bound.code[repeat].repeat_count.as_ref();
        for parent in 0..self.cells[repeat].len() {
            let given = match self.given(repeat, parent) {
                Some(Value::Repeat(given)) => given.as_slice(),
                _ => &[],
            };
            let count = count.map_or(given.len(), |code| {
                let count = self.value(code, &self.here(repeat, parent)).to_number();
                (count.max(0.0) as usize).min(MAX_TURNS) // NaN gives none
            });
            let first = turns.turns.len();
            turns.turns.extend((0..count).map(|number| Turn {
                parent,
                number,
                given: given.get(number),
            }));
            turns.of.push(first..turns.turns.len());
            if turns.turns.len() > MAX_CELLS {
                self.work.set(0);
                break;
            }
        }
        while turns.of.len() < self.cells[repeat].len() {
            turns.of.push(0..0);
        }
        turns
    }

    fn cell(&self, at: usize, turn: usize) -> Cell {
        let layout = &self.bound.layout;
        let (item, code) = (&self.form.items()[at], &self.bound.code[at]);
        let here = self.here(at, turn);
        let inside = layout.parents[at].is_none_or(|parent| {
            let turn = self.turn_around(here.own, layout.room_of[parent]);
            self.cells[parent][turn].relevant
        });
        let relevant = inside
            && code
                .relevant
                .as_ref()
                .is_none_or(|code| self.value(code, &here).to_boolean())
            && !(self.at.positions == Positions::Never
                && matches!(item.kind, QuestionKind::Position { .. })
                && self.given(at, turn).is_none());
        self.too_long.set(false);
        let (scalar, value) = self.answer(item, code, &here).unzip();
        Cell {
            relevant,
            value: value.filter(|_| relevant || !item.always_worked_out()),
            scalar: scalar.filter(|_| relevant).unwrap_or_else(Scalar::nothing),
            too_long: self.too_long.take(),
        }
    }

    /// An item's value: given, worked out, or what it starts with.
    fn answer(
        &self,
        item: &Item,
        code: &super::item_code::ItemCode,
        here: &Here<'_>,
    ) -> Option<(Scalar, Value)> {
        let given = self.given(here.item, here.own.1).map(|value| {
            let scalar = match item.kind {
                QuestionKind::Calculate { .. } | QuestionKind::Note => match value {
                    Value::Text(text) => Scalar::Text(text.clone()),
                    _ => Scalar::nothing(),
                },
                // What is worked out from a place knows it no more exactly than the record will.
                QuestionKind::Position { .. } => {
                    scalar(&item.kind, &self.kept(item, value), self.today)
                }
                _ => scalar(&item.kind, value, self.today),
            };
            (scalar, value.clone())
        });
        let work_out = |code: &Code| {
            let so_far = given.as_ref().map(|(scalar, _)| scalar);
            let result = self.value(code, &Here { so_far, ..*here });
            worked_out(&item.kind, result, self.today)
        };
        if let Some(code) = &code.calculation
            && item.always_worked_out()
        {
            return work_out(code);
        }
        if given.is_some() {
            return given;
        }
        if let Some(start) = code.start.as_ref().filter(|_| self.starting) {
            return work_out(start);
        }
        if let Some(calculation) = &code.calculation {
            let caused = code.trigger.is_empty()
                || code
                    .trigger
                    .iter()
                    .any(|trigger| self.is_answered(*trigger, here));
            return caused.then(|| work_out(calculation)).flatten();
        }
        let default = match item.kind {
            QuestionKind::Today => Some(Value::Text(self.today.to_string())),
            QuestionKind::Hidden => item.default.clone(),
            _ => item.default.clone().filter(|_| self.starting),
        };
        let value = default.filter(|value| !is_nothing(value))?;
        Some((scalar(&item.kind, &value, self.today), value))
    }

    /// Whether a question has an answer as it is seen from a place.
    fn is_answered(&self, question: usize, here: &Here<'_>) -> bool {
        let room = self.bound.layout.room_of[question];
        let around = self.bound.layout.around(here.own.0).any(|r| r == room);
        around && {
            let cell = &self.cells[question][self.turn_around(here.own, room)];
            cell.relevant && cell.value.is_some()
        }
    }

    fn state(&self, at: usize, turn: usize) -> QuestionState {
        let (item, code) = (&self.form.items()[at], &self.bound.code[at]);
        let cell = &self.cells[at][turn];
        let here = Here {
            so_far: Some(&cell.scalar),
            ..self.here(at, turn)
        };
        let holds = |code: &Option<Code>, otherwise: bool| {
            let code = code.as_ref().filter(|_| cell.relevant);
            code.map_or(otherwise, |code| self.value(code, &here).to_boolean())
        };
        let offered = match &code.filter {
            Some(rows) if cell.relevant => Offered::These(self.rows(rows, &here)),
            _ => Offered::All,
        };
        // A position is nobody's to demand, and where nothing can be chosen nothing must be.
        let can_be = !matches!(item.kind, QuestionKind::Position { .. })
            && (item.kind.list().is_none() || !self.form.choices(item).is_empty());
        let required = can_be && holds(&code.required, false);
        let problem = if cell.relevant {
            self.problem(
                item,
                cell,
                &offered,
                holds(&code.constraint, true),
                required,
            )
        } else {
            None
        };
        let quotes = code
            .quotes
            .iter()
            .filter(|_| cell.relevant)
            .map(|(name, code)| (name.clone(), self.value(code, &here).to_text()));
        QuestionState {
            name: item.name.clone(),
            turns: self.turns_around(here.own),
            relevant: cell.relevant,
            required,
            read_only: item.read_only || item.always_worked_out() || holds(&code.read_only, false),
            // A repeat's turns stand for themselves.
            value: cell
                .value
                .clone()
                .filter(|_| item.kind != QuestionKind::Repeat),
            problem,
            count: self.count(at, turn),
            offered,
            quotes: quotes.collect(),
        }
    }

    /// How many turns a repeat has; none for anything else.
    fn count(&self, item: usize, turn: usize) -> usize {
        let opened = self.bound.layout.opened(item);
        opened.map_or(0, |room| self.rooms[room].of[turn].len())
    }

    fn problem(
        &self,
        item: &Item,
        cell: &Cell,
        offered: &Offered,
        allowed: bool,
        required: bool,
    ) -> Option<Problem> {
        if cell.too_long {
            return Some(Problem::TooLong);
        }
        let Some(value) = &cell.value else {
            return required.then_some(Problem::Missing);
        };
        if matches!(item.kind, QuestionKind::Position { .. })
            && self.at.positions == Positions::Never
        {
            return Some(Problem::NoPositions);
        }
        let offers = |name: &str| self.offers(item, offered, name);
        match misfit(&item.kind, value, offers, Some(self.today)) {
            Some(Problem::WrongKind) => Some(Problem::WrongKind),
            _ if !allowed => Some(Problem::Constraint),
            misfit => misfit,
        }
    }

    fn offers(&self, item: &Item, offered: &Offered, name: &str) -> bool {
        let lists = &self.form.document().lists;
        let list = item
            .kind
            .list()
            .and_then(|list| lists.keys().position(|l| l == list));
        let named = list.and_then(|list| {
            self.bound
                .rows_by
                .get(&(list, "name".to_owned()))?
                .get(name)
        });
        let named = named.map_or(&[][..], Vec::as_slice);
        match offered {
            Offered::All => !named.is_empty(),
            Offered::These(rows) => named.iter().any(|row| rows.binary_search(row).is_ok()),
        }
    }

    /// The numbers of the turns around a place, outermost first.
    pub(super) fn turns_around(&self, (mut room, mut turn): (usize, usize)) -> Vec<usize> {
        let mut turns = Vec::new();
        while room != 0 {
            turns.push(self.rooms[room].turns[turn].number);
            turn = self.rooms[room].turns[turn].parent;
            room = self.bound.layout.rooms[room].parent;
        }
        turns.reverse();
        turns
    }

    fn finish(self) -> Result<Filled, ValuesError> {
        let mut questions = Vec::new();
        let values = self.room(0, 0, &mut questions);
        if self.work.get() == 0 {
            return Err(ValuesError::TooMuch);
        }
        Ok(Filled { questions, values })
    }

    /// The states of all that stands in a room, in one of its turns; the values that are kept of it.
    fn room(&self, room: usize, turn: usize, questions: &mut Vec<QuestionState>) -> Values {
        let mut values = Values::new();
        for at in &self.bound.layout.rooms[room].items {
            let item = &self.form.items()[*at];
            let state = self.state(*at, turn);
            let relevant = state.relevant;
            if let (true, Some(value)) = (relevant, &state.value) {
                values.insert(item.name.clone(), self.kept(item, value));
            }
            questions.push(state);
            if let Some(inside) = self.bound.layout.opened(*at) {
                let turns = self.rooms[inside].of[turn].clone();
                let turns: Vec<Values> = turns
                    .map(|turn| self.room(inside, turn, questions))
                    .collect();
                if relevant && !turns.is_empty() {
                    values.insert(item.name.clone(), Value::Repeat(turns));
                }
            }
        }
        values
    }

    /// A value as it is kept: places no more exactly than the office's policy asks.
    fn kept(&self, item: &Item, value: &Value) -> Value {
        match (&item.kind, value) {
            (QuestionKind::Position { shape }, Value::Text(text))
                if self.at.positions == Positions::Coarse =>
            {
                Value::Text(super::answer::coarse(*shape, text))
            }
            _ => value.clone(),
        }
    }

    /// What questions start with: the given values of a turn of a room, and the others' defaults.
    pub(super) fn started(&self, room: usize, turn: usize) -> Values {
        let mut values = Values::new();
        for at in &self.bound.layout.rooms[room].items {
            let item = &self.form.items()[*at];
            let starts =
                item.default.is_some() || item.start.is_some() || self.given(*at, turn).is_some();
            if let (true, Some(value)) = (starts, &self.cells[*at][turn].value) {
                values.insert(item.name.clone(), value.clone());
            }
        }
        values
    }
}

//! One answer after another: what questions start with, and what an answer sets off.

use super::{
    MAX_TURNS,
    circumstances::Circumstances,
    form::Form,
    model::{QuestionKind, Value, Values},
    moment::Instant,
    problem::ValuesError,
};

impl Form {
    /// The values that a new form starts with.
    ///
    /// # Errors
    /// As [`Form::evaluate`].
    pub fn defaults(&self, at: impl Into<Circumstances>) -> Result<Values, ValuesError> {
        let at = at.into();
        let nothing = Values::new();
        let mut values = self.fill(&nothing, at, true)?.started(0, 0);
        self.stamp(&mut values, &QuestionKind::Start, at.now);
        Ok(values)
    }

    /// The values with the moment at which filling in ended, where the form asks for it.
    pub fn ended(&self, values: &Values, at: Instant) -> Values {
        let mut values = values.clone();
        self.stamp(&mut values, &QuestionKind::End, at);
        values
    }

    /// Answers the questions of this kind that stand outside repeats and have no answer.
    fn stamp(&self, values: &mut Values, kind: &QuestionKind, at: Instant) {
        let layout = &self.bound().layout;
        for (number, item) in self.items().iter().enumerate() {
            if item.kind == *kind && layout.room_of[number] == 0 {
                let stamp = || Value::Text(at.stamp());
                values.entry(item.name.clone()).or_insert_with(stamp);
            }
        }
    }

    /// The values with one turn more of a repeat, which starts with its questions' defaults. `turns`
    /// are the turns of the repeats around it, outermost first.
    ///
    /// # Errors
    /// [`ValuesError::NoQuestion`] where there is no such repeat; [`ValuesError::TooManyTurns`]; as
    /// [`Form::evaluate`].
    pub fn add_turn(
        &self,
        values: &Values,
        repeat: &str,
        turns: &[usize],
        at: impl Into<Circumstances>,
    ) -> Result<Values, ValuesError> {
        let layout = &self.bound().layout;
        let missing = || ValuesError::NoQuestion("of that name".to_owned());
        let item = layout.index.get(repeat).copied().ok_or_else(missing)?;
        let room = layout.opened(item).ok_or_else(missing)?;
        let mut with_turn = values.clone();
        let around = self
            .turn_mut(&mut with_turn, layout.rooms[room].parent, turns)
            .ok_or_else(missing)?;
        let number = match around
            .entry(repeat.to_owned())
            .or_insert_with(|| Value::Repeat(Vec::new()))
        {
            Value::Repeat(turns) => {
                if turns.len() >= MAX_TURNS {
                    return Err(ValuesError::TooManyTurns(repeat.to_owned()));
                }
                turns.push(Values::new());
                turns.len() - 1
            }
            _ => return Err(missing()),
        };
        let filling = self.fill(&with_turn, at.into(), true)?;
        let wanted: Vec<usize> = turns.iter().copied().chain([number]).collect();
        let count = filling.rooms[room].turns.len();
        let place = (0..count).find(|turn| filling.turns_around((room, *turn)) == wanted);
        let started = place.map_or_else(Values::new, |turn| filling.started(room, turn));
        if let Some(turn) = self.turn_mut(&mut with_turn, room, &wanted) {
            *turn = started;
        }
        Ok(with_turn)
    }

    /// The values without one turn of a repeat. `turns` are those of the repeats around it and its own, outermost
    /// first.
    ///
    /// # Errors
    /// [`ValuesError::NoQuestion`] where there is no such turn, or where the form says how many there are.
    pub fn remove_turn(
        &self,
        values: &Values,
        repeat: &str,
        turns: &[usize],
    ) -> Result<Values, ValuesError> {
        let layout = &self.bound().layout;
        let missing = || ValuesError::NoQuestion("of that name".to_owned());
        let item = layout.index.get(repeat).copied().ok_or_else(missing)?;
        let room = layout.opened(item).ok_or_else(missing)?;
        let (own, around) = turns.split_last().ok_or_else(missing)?;
        if self.items()[item].repeat_count.is_some() {
            return Err(missing());
        }
        let mut fewer = values.clone();
        let place = self
            .turn_mut(&mut fewer, layout.rooms[room].parent, around)
            .ok_or_else(missing)?;
        match place.get_mut(repeat) {
            Some(Value::Repeat(inside)) if *own < inside.len() => {
                inside.remove(*own);
                Ok(fewer)
            }
            _ => Err(missing()),
        }
    }

    /// The values after one answer, or none, to a question in the given turns of the repeats around it.
    /// What is worked out from it is worked out again, also where a person had changed it, and what it
    /// triggers is done.
    ///
    /// # Errors
    /// [`ValuesError::NoQuestion`] where there is no such question; as [`Form::evaluate`].
    pub fn change(
        &self,
        values: &Values,
        name: &str,
        turns: &[usize],
        value: Option<Value>,
        at: impl Into<Circumstances>,
    ) -> Result<Values, ValuesError> {
        let bound = self.bound();
        let missing = || ValuesError::NoQuestion("of that name".to_owned());
        let item = bound.layout.index.get(name).copied().ok_or_else(missing)?;
        let mut changed = values.clone();
        let room = bound.layout.room_of[item];
        let place = self
            .turn_mut(&mut changed, room, turns)
            .ok_or_else(missing)?;
        match value {
            Some(value) => place.insert(name.to_owned(), value),
            None => place.remove(name),
        };
        self.check_places(&changed)?;
        let mut triggered: Vec<usize> = Vec::new();
        for (other, code) in bound.code.iter().enumerate() {
            if code.trigger.contains(&item) {
                triggered.push(other);
            }
        }
        // What rests on the answer, and on what is triggered, in turn.
        let mut rest: Vec<usize> = [&[item], triggered.as_slice()].concat();
        let mut seen = vec![false; bound.code.len()];
        while let Some(from) = rest.pop() {
            for later in &bound.feeds[from] {
                if !std::mem::replace(&mut seen[*later], true) {
                    rest.push(*later);
                }
            }
        }
        for (other, item) in self.items().iter().enumerate() {
            let worked_out = item.calculation.is_some() && item.trigger.is_empty();
            let again = worked_out && seen[other] && !bound.code[other].once;
            if !(again || triggered.contains(&other)) {
                continue;
            }
            // In the same turn if they are asked together, else in all turns.
            match self.turn_mut(&mut changed, room, turns) {
                Some(place) if bound.layout.room_of[other] == room => {
                    place.remove(&item.name);
                }
                _ => forget(&mut changed, &item.name),
            }
        }
        let kept: Vec<usize> = (0..bound.code.len())
            .filter(|other| bound.code[*other].keeps())
            .collect();
        if kept.is_empty() {
            return Ok(changed);
        }
        // What is done once, or when it is triggered, is kept from now on.
        let snapshot = changed.clone();
        let filling = self.fill(&snapshot, at.into(), false)?;
        for other in kept {
            let room = bound.layout.room_of[other];
            for (turn, cell) in filling.cells[other].iter().enumerate() {
                let turns = filling.turns_around((room, turn));
                if let (Some(value), Some(place)) =
                    (&cell.value, self.turn_mut(&mut changed, room, &turns))
                {
                    place.insert(self.items()[other].name.clone(), value.clone());
                }
            }
        }
        Ok(changed)
    }

    /// The values of one turn of a room.
    fn turn_mut<'a>(
        &self,
        values: &'a mut Values,
        room: usize,
        turns: &[usize],
    ) -> Option<&'a mut Values> {
        let layout = &self.bound().layout;
        let mut rooms: Vec<usize> = layout.around(room).filter(|room| *room != 0).collect();
        rooms.reverse();
        if rooms.len() != turns.len() {
            return None;
        }
        let mut place = values;
        for (room, turn) in rooms.into_iter().zip(turns) {
            let repeat = layout.rooms[room].repeat?;
            let name = &self.items()[repeat].name;
            place = match place.get_mut(name)? {
                Value::Repeat(inside) => inside.get_mut(*turn)?,
                _ => return None,
            };
        }
        Some(place)
    }
}

fn forget(values: &mut Values, name: &str) {
    values.remove(name);
    for value in values.values_mut() {
        if let Value::Repeat(turns) = value {
            turns.iter_mut().for_each(|turn| forget(turn, name));
        }
    }
}

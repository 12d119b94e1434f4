//! Evaluating a bound expression: operators, and the search for the answers and rows that it names.

use super::{
    Choice,
    code::{Base, Code, Nodes, Rows, Test, cell},
    evaluate::{Filling, Here},
    expr::{Binary, Scalar, function::Function},
};

impl Filling<'_> {
    /// One value. When too much work has been done already it is none, and the evaluation is refused.
    pub(super) fn value(&self, code: &Code, here: &Here<'_>) -> Scalar {
        if !self.spend() {
            return Scalar::nothing();
        }
        match code {
            Code::Text(text) => Scalar::Text(text.clone()),
            Code::Number(number) => Scalar::Number(*number),
            Code::Nodes(nodes) => self.node(nodes, here),
            Code::Rows(rows) => {
                let (all, language) = (self.form.rows(rows.list), &self.form.document().language);
                let first = self.rows(rows, here).first().copied();
                let row = first.and_then(|row| all.get(row as usize));
                Scalar::Text(
                    row.map_or("", |row| cell(row, &rows.take, language))
                        .to_owned(),
                )
            }
            Code::Column(column) => {
                let language = &self.form.document().language;
                Scalar::Text(
                    here.row
                        .map_or("", |row| cell(row, column, language))
                        .to_owned(),
                )
            }
            Code::Negative(a) => Scalar::Number(-self.value(a, here).to_number()),
            Code::Binary(operator, a, b) => self.binary(*operator, a, b, here),
            Code::Call(function, arguments) => self.call(*function, arguments, here),
            Code::Matches(text, pattern) => {
                Scalar::Boolean(pattern.matches(&self.value(text, here).to_text()))
            }
            Code::Turn(base, room) => {
                let turn = self.turn_around(place(*base, here), *room);
                Scalar::Number(self.rooms[*room].turns[turn].number as f64 + 1.0)
            }
            Code::Place => Scalar::Number(here.place as f64),
            Code::Label(value, list) => self.label(&self.value(value, here).to_text(), *list),
        }
    }

    /// All values: of each turn that a path leads to, of each row that is found.
    pub(super) fn values(&self, code: &Code, here: &Here<'_>) -> Vec<Scalar> {
        match code {
            Code::Nodes(nodes) => {
                let turns = self.reached(nodes, here);
                let cells = turns.iter().filter_map(|turn| self.cells_of(nodes, *turn));
                cells
                    .filter(|cell| cell.relevant)
                    .map(|cell| cell.scalar.clone())
                    .collect()
            }
            Code::Rows(rows) => {
                let (all, language) = (self.form.rows(rows.list), &self.form.document().language);
                let found = self.rows(rows, here).into_iter();
                let found = found.filter_map(|row| all.get(row as usize));
                found
                    .map(|row| Scalar::Text(cell(row, &rows.take, language).to_owned()))
                    .collect()
            }
            Code::Call(Function::Randomize, arguments) => self.shuffled(arguments, here),
            code => vec![self.value(code, here)],
        }
    }

    fn spend(&self) -> bool {
        let left = self.work.get();
        self.work.set(left.saturating_sub(1));
        left > 1
    }

    /// The cell of a question in a turn of the room that is gone through. A repeat's turns have the cell
    /// of the repeat, which stands in the room around.
    fn cells_of(&self, nodes: &Nodes, turn: usize) -> Option<&super::evaluate::Cell> {
        let turn = match self.bound.layout.opened(nodes.item) {
            Some(room) => self.rooms[room].turns.get(turn)?.parent,
            None => turn,
        };
        self.cells[nodes.item].get(turn)
    }

    fn node(&self, nodes: &Nodes, here: &Here<'_>) -> Scalar {
        let turn = if nodes.room == nodes.fixed {
            Some(self.turn_around(place(nodes.base, here), nodes.room))
        } else {
            self.reached(nodes, here).first().copied()
        };
        if let Some(turn) = turn.filter(|_| self.cells[nodes.item].is_empty()) {
            return self.as_given(nodes.item, turn);
        }
        match turn.and_then(|turn| self.cells_of(nodes, turn)) {
            Some(cell) if cell.relevant => cell.scalar.clone(),
            _ => Scalar::nothing(),
        }
    }

    /// The turns of the last room that a path leads to.
    fn reached(&self, nodes: &Nodes, here: &Here<'_>) -> Vec<usize> {
        let layout = &self.bound.layout;
        let mut way: Vec<usize> = layout
            .around(nodes.room)
            .take_while(|room| *room != nodes.fixed)
            .collect();
        way.reverse();
        let mut turns = vec![self.turn_around(place(nodes.base, here), nodes.fixed)];
        for room in way {
            let mut found = Vec::new();
            for turn in turns {
                let Some(range) = self.rooms[room].of.get(turn) else {
                    continue;
                };
                let mut inside: Vec<usize> = range.clone().collect();
                for filter in nodes.filters.iter().filter(|filter| filter.room == room) {
                    inside = self.filtered(inside, room, &filter.test, here);
                }
                found.extend(inside);
            }
            turns = found;
        }
        turns
    }

    fn filtered(&self, turns: Vec<usize>, room: usize, test: &Test, here: &Here<'_>) -> Vec<usize> {
        match test {
            Test::Number(code) => {
                let number = self.value(code, here).to_number().trunc().max(1.0);
                let number = number as usize; // NaN gives 0
                turns.into_iter().skip(number.max(1) - 1).take(1).collect()
            }
            Test::Holds(code) => {
                let mut kept = Vec::new();
                for (place, turn) in (1..).zip(turns) {
                    let at = Here {
                        at: (room, turn),
                        place,
                        ..*here
                    };
                    let holds = match self.value(code, &at) {
                        Scalar::Number(number) => number == place as f64,
                        other => other.to_boolean(),
                    };
                    if holds {
                        kept.push(turn);
                    }
                }
                kept
            }
        }
    }

    /// The rows of a list that its filters let through, by their places, rising.
    pub(super) fn rows(&self, rows: &Rows, here: &Here<'_>) -> Vec<u32> {
        let all = self.form.rows(rows.list);
        let language = &self.form.document().language;
        let mut found: Vec<u32> = match &rows.key {
            None => (0..all.len() as u32).collect(),
            Some((column, wanted)) => match self.value(wanted, here) {
                Scalar::Text(wanted) => {
                    let by = self.bound.rows_by.get(&(rows.list, column.clone()));
                    by.and_then(|by| by.get(&wanted))
                        .cloned()
                        .unwrap_or_default()
                }
                wanted => (0..)
                    .zip(all)
                    .filter(|(_, row)| {
                        self.spend()
                            && Scalar::Text(cell(row, column, language).to_owned()).equals(&wanted)
                    })
                    .map(|(at, _)| at)
                    .collect(),
            },
        };
        for filter in &rows.filters {
            let mut place = 0;
            found.retain(|at| {
                place += 1;
                let row: Option<&Choice> = all.get(*at as usize);
                match self.value(
                    filter,
                    &Here {
                        row,
                        place,
                        ..*here
                    },
                ) {
                    Scalar::Number(number) => number == place as f64,
                    other => other.to_boolean(),
                }
            });
        }
        found
    }

    /// What people read for a choice, or nothing.
    fn label(&self, name: &str, list: usize) -> Scalar {
        let by = self.bound.rows_by.get(&(list, "name".to_owned()));
        let row = by.and_then(|by| by.get(name)?.first().copied());
        let row = row.and_then(|row| self.form.rows(list).get(row as usize));
        let label = row.map_or("", |row| cell(row, "label", &self.form.document().language));
        Scalar::Text(label.to_owned())
    }

    fn binary(&self, operator: Binary, a: &Code, b: &Code, here: &Here<'_>) -> Scalar {
        let truth = |code| self.value(code, here).to_boolean();
        match operator {
            Binary::Or => return Scalar::Boolean(truth(a) || truth(b)),
            Binary::And => return Scalar::Boolean(truth(a) && truth(b)),
            _ => {}
        }
        let (a, b) = (self.value(a, here), self.value(b, here));
        let (x, y) = match operator {
            Binary::Equal => return Scalar::Boolean(a.equals(&b)),
            Binary::NotEqual => return Scalar::Boolean(!a.equals(&b)),
            _ => (a.to_number(), b.to_number()),
        };
        match operator {
            Binary::Less => Scalar::Boolean(x < y),
            Binary::LessOrEqual => Scalar::Boolean(x <= y),
            Binary::Greater => Scalar::Boolean(x > y),
            Binary::GreaterOrEqual => Scalar::Boolean(x >= y),
            Binary::Plus => Scalar::Number(x + y),
            Binary::Minus => Scalar::Number(x - y),
            Binary::Times => Scalar::Number(x * y),
            Binary::Div => Scalar::Number(x / y),
            _ => Scalar::Number(x % y),
        }
    }
}

fn place(base: Base, here: &Here<'_>) -> (usize, usize) {
    match base {
        Base::Here => here.at,
        Base::Own => here.own,
    }
}

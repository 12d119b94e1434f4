//! Where each item of a form stands: its group, and the repeats around it.

use std::collections::HashMap;

use super::{
    expr::is_name,
    model::{Item, QuestionKind},
    problem::{FormError, FormProblem, Member},
};

/// The most bytes of one name.
pub(super) const MAX_NAME: usize = 200;
/// How deep groups may be nested.
const MAX_GROUPS: usize = 16;
/// How deep repeats may be nested.
const MAX_REPEATS: usize = 3;

/// The places of a form's items.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Items by name.
    pub index: HashMap<String, usize>,
    /// For each item: the group or repeat that it is inside.
    pub parents: Vec<Option<usize>>,
    /// The form itself, then each repeat: what is asked once for each turn.
    pub rooms: Vec<Room>,
    /// For each item: the room that it stands in.
    pub room_of: Vec<usize>,
    /// For each repeat: the room that it opens.
    opens: HashMap<usize, usize>,
    /// Items by their group and their name in it.
    children: HashMap<(Option<usize>, String), usize>,
    /// Items by their name in their group.
    local: HashMap<String, Vec<usize>>,
}

/// What is asked together, once or several times.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// The repeat; `None` for the form.
    pub repeat: Option<usize>,
    /// The room around it; its own number for the form.
    pub parent: usize,
    /// How many repeats are around what stands in it.
    pub depth: usize,
    /// Its items in order, without those of the repeats in it.
    pub items: Vec<usize>,
}

impl Layout {
    /// Finds what each item is inside of, and checks names and nesting.
    pub fn new(items: &[Item]) -> Result<Self, FormError> {
        let mut layout = Self::default();
        layout.rooms.push(Room {
            repeat: None,
            parent: 0,
            depth: 0,
            items: Vec::new(),
        });
        let mut open: Vec<usize> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let wrong = |problem| FormError {
                item: item.name.clone(),
                member: Member::Name,
                problem: FormProblem::Shape(problem),
            };
            if !item.name.split('/').all(is_name) || item.name.len() > MAX_NAME {
                return Err(wrong(
                    "a name is letters, digits, _, - and ., starts with a letter or _, and has at most 200 bytes; rename it",
                ));
            }
            if layout.index.insert(item.name.clone(), at).is_some() {
                return Err(wrong(
                    "the name stands in the form twice; rename one of them",
                ));
            }
            match &item.inside {
                None => open.clear(),
                Some(parent) => {
                    let level = open.iter().position(|i| items[*i].name == *parent);
                    let level = level.ok_or_else(|| {
                        wrong("it does not follow the group it is inside; move it there")
                    })?;
                    open.truncate(level + 1);
                }
            }
            let parent = open.last().copied();
            let room = match parent {
                None => 0,
                Some(parent) => layout
                    .opens
                    .get(&parent)
                    .copied()
                    .unwrap_or_else(|| layout.room_of[parent]),
            };
            let local = item.local_name().to_owned();
            if layout
                .children
                .insert((parent, local.clone()), at)
                .is_some()
            {
                return Err(wrong(
                    "its group holds another of this name; rename one of them",
                ));
            }
            layout.local.entry(local).or_default().push(at);
            layout.parents.push(parent);
            layout.room_of.push(room);
            layout.rooms[room].items.push(at);
            if item.kind.holds_items() {
                if open.len() >= MAX_GROUPS {
                    return Err(wrong(
                        "groups are nested more than 16 deep; end one before this",
                    ));
                }
                if item.kind == QuestionKind::Repeat {
                    let depth = layout.rooms[room].depth + 1;
                    if depth > MAX_REPEATS {
                        return Err(wrong(
                            "repeats are nested more than 3 deep; end one before this",
                        ));
                    }
                    layout.opens.insert(at, layout.rooms.len());
                    layout.rooms.push(Room {
                        repeat: Some(at),
                        parent: room,
                        depth,
                        items: Vec::new(),
                    });
                }
                open.push(at);
            }
        }
        Ok(layout)
    }

    /// The room that a repeat opens.
    pub fn opened(&self, item: usize) -> Option<usize> {
        self.opens.get(&item).copied()
    }

    /// Whether an item is inside a group, however deep.
    pub fn is_inside(&self, item: usize, group: usize) -> bool {
        std::iter::successors(self.parents[item], |at| self.parents[*at]).any(|at| at == group)
    }

    /// The item of this name in a group, or in the form.
    pub fn child(&self, parent: Option<usize>, name: &str) -> Option<usize> {
        self.children.get(&(parent, name.to_owned())).copied()
    }

    /// The item that `${name}` means.
    pub fn named(&self, name: &str) -> Result<usize, FormProblem> {
        if let Some(at) = self.index.get(name) {
            return Ok(*at);
        }
        match self.local.get(name).map_or(&[][..], Vec::as_slice) {
            [] => Err(FormProblem::NoQuestion(name.to_owned())),
            [at] => Ok(*at),
            _ => Err(FormProblem::Ambiguous(name.to_owned())),
        }
    }

    /// A room and those around it, from within.
    pub fn around(&self, room: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(room);
        std::iter::from_fn(move || {
            let here = next?;
            next = (here != 0).then(|| self.rooms[here].parent);
            Some(here)
        })
    }

    /// The innermost room around both.
    pub fn common(&self, a: usize, b: usize) -> usize {
        self.around(a)
            .find(|room| self.around(b).any(|other| other == *room))
            .expect("the form is around all")
    }
}

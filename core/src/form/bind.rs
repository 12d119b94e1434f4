//! Binding: an expression's names become questions, columns and lists.

use super::{
    code::{Base, Code, Filter, Nodes, Rows, Test as TurnTest},
    expr::{Binary, Node, Path, Start, Step, Test, function::Function},
    layout::Layout,
    model::FormDocument,
    problem::FormProblem,
};

/// What an expression is bound within.
#[derive(Clone, Copy)]
pub(super) struct Binder<'a> {
    pub document: &'a FormDocument,
    pub layout: &'a Layout,
    /// The item that it belongs to; `None` for the form as a whole.
    pub own: Option<usize>,
    /// Whether `.` has a value there.
    pub current: bool,
    /// Where bare names are looked for.
    site: Site,
}

/// Where an expression, or a filter in it, is evaluated.
#[derive(Clone, Copy)]
enum Site {
    /// At an item; `None` for the root.
    Item(Option<usize>),
    /// At each row of a list.
    Row(usize),
}

impl<'a> Binder<'a> {
    /// For the expressions of an item.
    pub fn at(document: &'a FormDocument, layout: &'a Layout, own: usize, current: bool) -> Self {
        let own = Some(own);
        Self {
            document,
            layout,
            own,
            current,
            site: Site::Item(own),
        }
    }

    /// Binds a choice filter of the item: its bare names are columns of the list.
    pub fn filter(self, list: &str, filter: &Node) -> Result<Rows, FormProblem> {
        let list = self.list(list)?;
        let within = Self {
            site: Site::Row(list),
            current: false,
            ..self
        };
        let mut rows = Rows {
            list,
            key: None,
            filters: vec![within.bind(filter)?],
            take: "name".into(),
        };
        find_key(&mut rows);
        Ok(rows)
    }

    /// Binds an expression.
    pub fn bind(self, node: &Node) -> Result<Code, FormProblem> {
        Ok(match node {
            Node::Text(text) => Code::Text(text.clone()),
            Node::Number(number) => Code::Number(*number),
            Node::Question(name) => self.value(self.question(name)?)?,
            Node::Path(path) => self.path(path)?,
            Node::Negative(a) => Code::Negative(Box::new(self.bind(a)?)),
            Node::Binary(operator, a, b) => {
                Code::Binary(*operator, Box::new(self.bind(a)?), Box::new(self.bind(b)?))
            }
            Node::Matches(text, pattern) => {
                Code::Matches(Box::new(self.bind(text)?), pattern.clone())
            }
            Node::Call(function, arguments) => self.call(*function, arguments)?,
        })
    }

    fn call(self, function: Function, arguments: &[Node]) -> Result<Code, FormProblem> {
        let many = |node: &Node| self.many(node);
        match function {
            Function::Position => self.position(arguments.first()),
            Function::Count | Function::CountNonEmpty | Function::Sum => match many(&arguments[0])?
            {
                set @ (Code::Nodes(_) | Code::Rows(_)) => Ok(Code::Call(function, vec![set])),
                _ => Err(FormProblem::Use(
                    "sum(), count() and count-non-empty() take a question or a repeat; name one, as in sum(${name})",
                )),
            },
            // As in ODK: the parts of one list, or parts one by one, each a single value.
            Function::Join if arguments.len() != 2 => self.one_by_one(function, arguments),
            Function::Concat if arguments.len() != 1 => self.one_by_one(function, arguments),
            Function::Max
            | Function::Min
            | Function::Join
            | Function::Concat
            | Function::Area
            | Function::Distance => {
                let arguments = arguments.iter().map(many).collect::<Result<_, _>>()?;
                Ok(Code::Call(function, arguments))
            }
            Function::Randomize => {
                let mut arguments_bound = vec![many(&arguments[0])?];
                if let Some(seed) = arguments.get(1) {
                    arguments_bound.push(self.bind(seed)?);
                }
                Ok(Code::Call(function, arguments_bound))
            }
            Function::Digest => self.digest(arguments),
            Function::ChoiceName => self.choice_name(&arguments[0], &arguments[1]),
            Function::IndexedRepeat => self.indexed_repeat(arguments),
            Function::PullData => self.pull_data(arguments),
            Function::Once if !matches!(self.site, Site::Item(own) if own == self.own) => {
                Err(FormProblem::Use(
                    "once() cannot stand inside a filter; write it into a calculate of its own and name that",
                ))
            }
            _ => self.one_by_one(function, arguments),
        }
    }

    fn one_by_one(self, function: Function, arguments: &[Node]) -> Result<Code, FormProblem> {
        let arguments = arguments.iter().map(|argument| self.bind(argument));
        Ok(Code::Call(function, arguments.collect::<Result<_, _>>()?))
    }

    /// Binds what may be several values.
    fn many(self, node: &Node) -> Result<Code, FormProblem> {
        match node {
            Node::Question(name) => Ok(Code::Nodes(self.question(name)?)),
            Node::Path(path) if !matches!(path.start, Start::List(_)) => match self.nodes(path)? {
                Some(nodes) => Ok(Code::Nodes(nodes)),
                None => self.bind(node),
            },
            _ => self.bind(node),
        }
    }

    /// One value of a question.
    fn value(self, nodes: Nodes) -> Result<Code, FormProblem> {
        let item = &self.document.items[nodes.item];
        if !item.kind.has_value() {
            return Err(FormProblem::NoQuestion(item.name.clone()));
        }
        if !nodes.is_one() {
            return Err(FormProblem::InsideRepeat(item.name.clone()));
        }
        Ok(Code::Nodes(nodes))
    }

    /// The room of a place: that which a repeat opens, else that in which an item stands.
    fn room(self, item: Option<usize>) -> usize {
        item.map_or(0, |at| {
            self.layout.opened(at).unwrap_or(self.layout.room_of[at])
        })
    }

    /// The room of the turn from which the expression, or the filter, looks.
    fn room_here(self, base: Base) -> usize {
        match (base, self.site) {
            (Base::Here, Site::Item(at)) if at != self.own => self.room(at),
            _ => self.own.map_or(0, |at| self.layout.room_of[at]),
        }
    }

    /// What `${name}` means. In a filter on a repeat it is the turn's own question where that is inside.
    fn question(self, name: &str) -> Result<Nodes, FormProblem> {
        let item = self.layout.named(name)?;
        let here = self.room_here(Base::Here);
        let inside = self
            .layout
            .around(self.room(Some(item)))
            .any(|room| room == here);
        let base = match self.site {
            Site::Item(_) if inside => Base::Here,
            _ => Base::Own,
        };
        Ok(self.reach(item, base, Vec::new()))
    }

    /// The places of an item as they are seen from a base.
    fn reach(self, item: usize, base: Base, filters: Vec<Filter>) -> Nodes {
        let room = self.room(Some(item));
        let mut fixed = self.layout.common(room, self.room_here(base));
        // A repeat that is named means all its turns, also from inside one of them; and where turns are
        // filtered, all of them are gone through.
        if self.layout.opened(item).is_some() && fixed == room {
            fixed = self.layout.rooms[room].parent;
        }
        for filter in &filters {
            while self
                .layout
                .around(fixed)
                .any(|around| around == filter.room)
            {
                fixed = self.layout.rooms[filter.room].parent;
            }
        }
        Nodes {
            item,
            room,
            base,
            fixed,
            filters,
        }
    }

    fn path(self, path: &Path) -> Result<Code, FormProblem> {
        if let Start::List(list) = &path.start {
            return self.rows(list, &path.steps);
        }
        if let Site::Row(list) = self.site
            && path.start == Start::Here
        {
            return self.column(list, &path.steps);
        }
        match self.nodes(path)? {
            Some(nodes) => {
                let own = Some(nodes.item) == self.own && nodes.base == Base::Here;
                if own && !self.current && path.start == Start::Here {
                    return Err(FormProblem::Current);
                }
                self.value(nodes)
            }
            None => Err(FormProblem::NoQuestion(written(path))),
        }
    }

    /// The places that a path leads to; `None` for the root.
    fn nodes(self, path: &Path) -> Result<Option<Nodes>, FormProblem> {
        let missing = || FormProblem::NoQuestion(written(path));
        let (mut at, base) = match (&path.start, self.site) {
            (Start::Root, _) => (None, Base::Here),
            (Start::Own, _) => (self.own, Base::Own),
            (Start::Here, Site::Item(at)) => (at, Base::Here),
            (Start::Question(name), _) => {
                let nodes = self.question(name)?;
                (Some(nodes.item), nodes.base)
            }
            (Start::Here, Site::Row(_)) | (Start::List(_), _) => return Err(missing()),
        };
        let mut filters = Vec::new();
        // The first step from the root names the form, whatever it is called.
        let steps = match path.start {
            Start::Root => &path.steps[1..],
            _ => &path.steps[..],
        };
        for step in steps {
            at = match &step.test {
                Test::Same => at,
                Test::Up => self.layout.parents[at.ok_or_else(missing)?],
                Test::Child(name) => {
                    let child = self.layout.child(at, name);
                    if child.is_none() && path.column().is_some() {
                        return Err(FormProblem::NoColumn(name.clone()));
                    }
                    Some(child.ok_or_else(missing)?)
                }
            };
            for filter in &step.filters {
                let opened = at.and_then(|at| self.layout.opened(at));
                let room = opened.ok_or_else(missing)?;
                let within = Self {
                    site: Site::Item(at),
                    ..self
                };
                filters.push(Filter {
                    room,
                    test: TurnTest::Holds(within.bind(filter)?),
                });
            }
        }
        Ok(at.map(|item| self.reach(item, base, filters)))
    }

    fn list(self, name: &str) -> Result<usize, FormProblem> {
        self.document
            .lists
            .keys()
            .position(|list| list == name)
            .ok_or_else(|| FormProblem::NoList(name.to_owned()))
    }

    /// `instance('list')/root/item[…]/column`
    fn rows(self, list: &str, steps: &[Step]) -> Result<Code, FormProblem> {
        let number = self.list(list)?;
        let child = |step: &Step| match &step.test {
            Test::Child(name) => Some(name.clone()),
            _ => None,
        };
        let plain = |step: &Step| step.filters.is_empty();
        let ([root, item], rest) = steps
            .split_first_chunk::<2>()
            .ok_or_else(|| FormProblem::NoQuestion(format!("instance('{list}')")))?;
        let known = child(root).is_some() && plain(root) && child(item).is_some();
        let take = match rest {
            [] => "name".to_owned(),
            [column] if plain(column) && child(column).is_some() => {
                child(column).unwrap_or_default()
            }
            _ => return Err(FormProblem::NoColumn(list.to_owned())),
        };
        if !known {
            return Err(FormProblem::NoColumn(list.to_owned()));
        }
        let within = Self {
            site: Site::Row(number),
            current: false,
            ..self
        };
        let filters = item.filters.iter().map(|filter| within.bind(filter));
        let mut rows = Rows {
            list: number,
            key: None,
            filters: filters.collect::<Result<_, _>>()?,
            take,
        };
        self.check_column(number, &rows.take)?;
        find_key(&mut rows);
        Ok(Code::Rows(Box::new(rows)))
    }

    /// A column of the row at hand: `region`, `./region`.
    fn column(self, list: usize, steps: &[Step]) -> Result<Code, FormProblem> {
        let names: Vec<&str> = steps
            .iter()
            .filter_map(|step| match &step.test {
                Test::Same if step.filters.is_empty() => None,
                Test::Child(name) if step.filters.is_empty() => Some(name.as_str()),
                _ => Some("..."),
            })
            .collect();
        match names.as_slice() {
            [] => Err(FormProblem::Current),
            [name] => {
                self.check_column(list, name)?;
                Ok(Code::Column((*name).to_owned()))
            }
            _ => Err(FormProblem::NoColumn(names.join("/"))),
        }
    }

    /// A column that no row of the list has is a slip. A list whose file is missing has no rows.
    fn check_column(self, list: usize, name: &str) -> Result<(), FormProblem> {
        let rows = self.document.lists.values().nth(list);
        let rows = rows.map_or(&[][..], Vec::as_slice);
        let known = matches!(name, "name" | "label")
            || rows.is_empty()
            || rows.iter().any(|row| row.columns.contains_key(name));
        if known {
            Ok(())
        } else {
            Err(FormProblem::NoColumn(name.to_owned()))
        }
    }

    /// `position()` in a filter, `position(..)` elsewhere.
    fn position(self, of: Option<&Node>) -> Result<Code, FormProblem> {
        let in_filter = !matches!(self.site, Site::Item(at) if at == self.own);
        let Some(of) = of else {
            return Ok(if in_filter {
                Code::Place
            } else {
                // The place of the question itself, which stands once in its group.
                Code::Number(1.0)
            });
        };
        let wrong = FormProblem::Use("position() takes the repeat around it; write position(..)");
        let nodes = match of {
            Node::Path(path) => self.nodes(path)?,
            Node::Question(name) => Some(self.question(name)?),
            _ => return Err(wrong),
        };
        // Anything but a turn of a repeat stands alone, and first.
        let Some(nodes) = nodes else {
            return Ok(Code::Number(1.0));
        };
        let here = self.room_here(nodes.base);
        match self.layout.opened(nodes.item) {
            None => Ok(Code::Number(1.0)),
            Some(room) if self.layout.around(here).any(|around| around == room) => {
                Ok(Code::Turn(nodes.base, room))
            }
            Some(_) => Err(wrong),
        }
    }

    /// `jr:choice-name(${town}, '${town}')`: the label of the choice.
    fn choice_name(self, value: &Node, question: &Node) -> Result<Code, FormProblem> {
        let wrong = FormProblem::Use(
            "jr:choice-name() takes a value and a choice question in quotation marks; write jr:choice-name(${name}, '${name}')",
        );
        let named = match question {
            Node::Text(text) => super::Expr::parse(text).ok().map(|e| e.root().clone()),
            other => Some(other.clone()),
        };
        let nodes = match &named {
            Some(Node::Question(name)) => Some(self.question(name)?),
            Some(Node::Path(path)) if !matches!(path.start, Start::List(_)) => self.nodes(path)?,
            _ => None,
        };
        let list = nodes.and_then(|nodes| self.document.items[nodes.item].kind.list());
        let list = self.list(list.ok_or(wrong)?)?;
        Ok(Code::Label(Box::new(self.bind(value)?), list))
    }

    /// `indexed-repeat(${age}, ${people}, 2)`
    fn indexed_repeat(self, arguments: &[Node]) -> Result<Code, FormProblem> {
        let wrong = || {
            FormProblem::Use(
                "indexed-repeat() takes a question, the repeat around it and a number; write indexed-repeat(${question}, ${repeat}, 1)",
            )
        };
        let place = |node: &Node| match node {
            Node::Question(name) => self.question(name).map(Some),
            Node::Path(path) if !matches!(path.start, Start::List(_)) => self.nodes(path),
            _ => Err(wrong()),
        };
        let target = place(&arguments[0])?.ok_or_else(wrong)?;
        if arguments.len().is_multiple_of(2) {
            return Err(wrong());
        }
        let mut filters = Vec::new();
        for pair in arguments[1..].chunks(2) {
            let repeat = place(&pair[0])?.ok_or_else(wrong)?;
            let room = self.layout.opened(repeat.item).ok_or_else(wrong)?;
            if !self.layout.around(target.room).any(|around| around == room) {
                return Err(wrong());
            }
            filters.push(Filter {
                room,
                test: TurnTest::Number(self.bind(&pair[1])?),
            });
        }
        self.value(self.reach(target.item, target.base, filters))
    }

    /// `digest(${name}, 'SHA-256', 'hex')`
    fn digest(self, arguments: &[Node]) -> Result<Code, FormProblem> {
        let known = |node: Option<&Node>, names: &[&str]| match node {
            Some(Node::Text(text)) => names.contains(&text.as_str()),
            node => node.is_none(),
        };
        let algorithm = known(arguments.get(1), &["SHA-256", "SHA-384", "SHA-512"]);
        if !algorithm || !known(arguments.get(2), &["hex", "base64"]) {
            return Err(FormProblem::Use(
                "digest() takes a value, then 'SHA-256', 'SHA-384' or 'SHA-512', and perhaps 'hex' or 'base64'; MD5 and \
                 SHA-1 are broken; write one of those",
            ));
        }
        self.one_by_one(Function::Digest, arguments)
    }

    /// `pulldata('towns', 'district', 'code', ${town})`
    fn pull_data(self, arguments: &[Node]) -> Result<Code, FormProblem> {
        let [Node::Text(list), Node::Text(take), Node::Text(key), wanted] = arguments else {
            return Err(FormProblem::Use(
                "pulldata() takes the names of a list and of two columns in quotation marks, and a value; write pulldata('towns', 'district', 'name', ${town})",
            ));
        };
        let list = list.strip_suffix(".csv").unwrap_or(list);
        let number = self.list(list)?;
        self.check_column(number, take)?;
        self.check_column(number, key)?;
        // The values of the file are texts, and so is what is looked for.
        let wanted = Code::Call(Function::String, vec![self.bind(wanted)?]);
        Ok(Code::Rows(Box::new(Rows {
            list: number,
            key: Some((key.clone(), wanted)),
            filters: Vec::new(),
            take: take.clone(),
        })))
    }
}

/// Takes `column = …` out of the first filter where the other side is the same for all rows.
fn find_key(rows: &mut Rows) {
    fn key(code: &Code) -> Option<(String, Code)> {
        match code {
            Code::Binary(Binary::And, a, b) => key(a).or_else(|| key(b)),
            Code::Binary(Binary::Equal, a, b) => match (&**a, &**b) {
                (Code::Column(column), other) | (other, Code::Column(column))
                    if !other.is_about_row() =>
                {
                    Some((column.clone(), other.clone()))
                }
                _ => None,
            },
            _ => None,
        }
    }
    rows.key = rows.filters.first().and_then(key);
    // A filter that is nothing but its key need not be asked again.
    if rows.key.is_some() && matches!(rows.filters[0], Code::Binary(Binary::Equal, ..)) {
        rows.filters.remove(0);
    }
}

/// A path as a message may repeat it.
fn written(path: &Path) -> String {
    let steps = path.steps.iter().map(|step| match &step.test {
        Test::Same => ".",
        Test::Up => "..",
        Test::Child(name) => name,
    });
    let steps: Vec<&str> = steps.collect();
    let start = match &path.start {
        Start::Here => String::new(),
        Start::Own => "current()/".to_owned(),
        Start::Root => "/".to_owned(),
        Start::Question(name) => format!("${{{name}}}/"),
        Start::List(list) => format!("instance('{list}')/"),
    };
    start + &steps.join("/")
}

//! What the answers set off: one pass over a content's conditions, each result with its causes.
//!
//! Every signal (an element, a linkage, a rule) carries the set of answers that caused it; it holds
//! when that set is not empty. Conditions only ever ask that something holds, so a further answer can
//! add causes and never take one away.

use std::{collections::HashMap, sync::Arc};

use super::{Age, Answer, Condition, Content, ContentError, Document, MAX_INDICATORS, Subject};

const WORDS: usize = 8;

/// A set of answers: bit `n` is the content's indicator `n`, [`AGE`] is what is known of the age.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Causes([u64; WORDS]);

/// The bit for the age; indicators are bounded to stay below it.
const AGE: usize = WORDS * 64 - 1;
const _: () = assert!(MAX_INDICATORS <= AGE);

/// How the age is called among causes.
pub(crate) const AGE_ID: &str = "age";

impl Causes {
    fn of(bit: usize) -> Self {
        let mut causes = Self::default();
        causes.0[bit / 64] |= 1 << (bit % 64);
        causes
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    pub(crate) fn union(mut self, other: &Self) -> Self {
        self.add(other);
        self
    }

    pub(crate) fn any(&self) -> bool {
        self.0 != [0; WORDS]
    }

    /// How many answers.
    fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The ids of the answers, in the content's order, the age last.
    pub(crate) fn ids(&self, signals: &Signals) -> Vec<Arc<str>> {
        let mut ids = Vec::with_capacity(self.len());
        for (word, mut bits) in self.0.into_iter().enumerate() {
            while bits != 0 {
                let bit = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                // The age is the one bit after all indicators.
                ids.push(signals.names.get(bit).unwrap_or(&signals.age).clone());
            }
        }
        ids
    }
}

/// A condition with every signal looked up: groups of "any of these nodes".
type Compiled = Vec<Vec<Vec<usize>>>;

/// A content's conditions, looked up once.
pub(crate) struct Signals {
    /// Ids of the indicators, shared by all findings.
    names: Vec<Arc<str>>,
    age: Arc<str>,
    nodes: HashMap<String, usize>,
    count: usize,
    /// For each indicator, the nodes that it shows.
    shows: Vec<Vec<usize>>,
    /// From element to form.
    forms: Vec<(usize, usize)>,
    acts: Vec<usize>,
    means: Vec<usize>,
    purposes: Vec<usize>,
    linkages: Vec<(usize, Compiled)>,
    rules: Vec<Compiled>,
    advice: Vec<Compiled>,
    sections: HashMap<(String, String), Compiled>,
}

/// What the answers set off.
pub(crate) struct State<'a> {
    signals: &'a Signals,
    nodes: Vec<Causes>,
    /// Everything observed or told.
    pub(crate) present: Causes,
    /// Everything observed or told that has a weight.
    pub(crate) weighty: Causes,
    /// The total weight of that.
    pub(crate) weight: u32,
}

const CHILD: &str = "child";
const CHILD_SIGN: &str = "child-sign";
const DEFINITION: &str = "definition";

impl Signals {
    /// Looks up every signal of every condition; refuses one that is not there, or a linkage that
    /// builds on a later one.
    pub(crate) fn new(d: &Document) -> Result<Self, ContentError> {
        let mut nodes = HashMap::new();
        let names = (d.indicators.iter().map(|x| x.id.as_str()))
            .chain(d.elements.iter().map(|x| x.id.as_str()))
            .chain(d.needs.iter().map(|x| x.id.as_str()))
            .chain(d.forms.iter().map(String::as_str))
            .chain([CHILD, CHILD_SIGN, DEFINITION]);
        // An indicator that is itself an element or need comes first and shares its node.
        for name in names {
            let next = nodes.len();
            nodes.entry(name.to_owned()).or_insert(next);
        }
        let kind = |prefix: &str| -> Vec<usize> {
            let of_kind = d.elements.iter().filter(|e| e.id.starts_with(prefix));
            of_kind.map(|e| nodes[&e.id]).collect()
        };
        let shows = d.indicators.iter().map(|indicator| {
            let shown = indicator.shows.iter().map(|id| match id.as_str() {
                CHILD => nodes[CHILD_SIGN],
                id => nodes[id],
            });
            shown.collect()
        });
        let forms = d.elements.iter().filter_map(|e| {
            let form = e.form.as_ref()?;
            Some((nodes[&e.id], nodes[form]))
        });
        let (acts, means, purposes) = (kind("act."), kind("means."), kind("purpose."));
        let (shows, forms) = (shows.collect(), forms.collect());

        let mut linkages = Vec::with_capacity(d.linkages.len());
        for linkage in &d.linkages {
            let compiled = compile(&nodes, &linkage.id, &linkage.when)?;
            let next = nodes.len();
            nodes.insert(linkage.id.clone(), next);
            linkages.push((next, compiled));
        }
        let mut sections = HashMap::new();
        for checklist in &d.checklists {
            for section in &checklist.sections {
                let compiled = compile(&nodes, &section.id, &section.opens)?;
                sections.insert((checklist.id.clone(), section.id.clone()), compiled);
            }
        }
        let rules = d
            .policy
            .rules
            .iter()
            .map(|r| compile(&nodes, &r.id, &r.when));
        let advice = d.advice.iter().map(|a| compile(&nodes, &a.id, &a.when));
        Ok(Self {
            rules: rules.collect::<Result<_, _>>()?,
            advice: advice.collect::<Result<_, _>>()?,
            names: d.indicators.iter().map(|x| x.id.as_str().into()).collect(),
            age: AGE_ID.into(),
            count: nodes.len(),
            nodes,
            shows,
            forms,
            acts,
            means,
            purposes,
            linkages,
            sections,
        })
    }

    /// Follows the answers through elements, forms, the definition and linkages.
    pub(crate) fn follow<'a>(
        &'a self,
        content: &Content,
        subject: Subject,
        answers: &[(usize, Answer)],
        age: Age,
    ) -> State<'a> {
        let mut state = State {
            signals: self,
            nodes: vec![Causes::default(); self.count],
            present: Causes::default(),
            weighty: Causes::default(),
            weight: 0,
        };
        let indicators = &content.document().indicators;
        let present = answers.iter().filter(|(_, answer)| answer.is_present());
        for (index, _) in present {
            let cause = Causes::of(*index);
            state.present.add(&cause);
            if indicators[*index].weight > 0 {
                state.weighty.add(&cause);
                state.weight += u32::from(indicators[*index].weight);
            }
            // The first nodes are the indicators, in order.
            state.nodes[*index].add(&cause);
            for shown in &self.shows[*index] {
                state.nodes[*shown].add(&cause);
            }
        }
        for (element, form) in &self.forms {
            state.pass_on(*element, *form);
        }
        self.childhood(&mut state, subject, age);
        self.definition(&mut state);
        for (node, condition) in &self.linkages {
            state.nodes[*node] = state.holds(condition);
        }
        state
    }

    /// Whom to treat as a child: anybody not known to be an adult, because of the age. A site has no
    /// age of its own; there it takes a sign, or that children are said to be affected.
    fn childhood(&self, state: &mut State, subject: Subject, age: Age) {
        let (child, sign) = (self.nodes[CHILD], self.nodes[CHILD_SIGN]);
        match (subject, age) {
            (_, Age::Adult) => {}
            (Subject::Site, Age::Unknown) => state.pass_on(sign, child),
            (Subject::Site, Age::Child | Age::MayBeChild) => {
                state.pass_on(sign, child);
                state.nodes[child].add(&Causes::of(AGE));
            }
            (_, Age::Child | Age::MayBeChild | Age::Unknown) => {
                state.nodes[child].add(&Causes::of(AGE));
            }
        }
    }

    /// Act, means and purpose; without means for a child (Trafficking in Persons Protocol,
    /// article 3). Whether the person agreed plays no part, nor whether the exploitation has begun.
    fn definition(&self, state: &mut State) {
        let either = |a: &[usize], b: usize| [a, &[b]].concat();
        let with_means = vec![self.acts.clone(), self.means.clone(), self.purposes.clone()];
        let as_child = vec![
            self.acts.clone(),
            either(&[], self.nodes[CHILD]),
            self.purposes.clone(),
        ];
        let node = self.nodes[DEFINITION];
        state.nodes[node] = state.holds(&vec![with_means, as_child]);
    }
}

impl State<'_> {
    fn pass_on(&mut self, from: usize, to: usize) {
        let causes = self.nodes[from];
        self.nodes[to].add(&causes);
    }

    /// The causes of a signal.
    pub(crate) fn of(&self, id: &str) -> Causes {
        self.signals
            .nodes
            .get(id)
            .map_or_else(Causes::default, |node| self.nodes[*node])
    }

    /// Why the person is treated as a child.
    pub(crate) fn child(&self) -> Causes {
        self.of(CHILD)
    }

    /// What points to a child, whatever the age was said to be.
    pub(crate) fn child_signs(&self) -> Causes {
        self.of(CHILD_SIGN)
    }

    /// The causes of the policy's rule of this place, apart from its weight.
    pub(crate) fn rule(&self, index: usize) -> Causes {
        self.holds(&self.signals.rules[index])
    }

    /// Whether the advice of this place has a condition that holds.
    pub(crate) fn advised(&self, index: usize) -> bool {
        self.holds(&self.signals.advice[index]).any()
    }

    /// What opens this section.
    pub(crate) fn opens(&self, checklist: &str, section: &str) -> Causes {
        let key = (checklist.to_owned(), section.to_owned());
        let condition = self.signals.sections.get(&key);
        condition.map_or_else(Causes::default, |condition| self.holds(condition))
    }

    /// All that makes a condition hold: the causes of every group that holds.
    fn holds(&self, condition: &Compiled) -> Causes {
        let mut all = Causes::default();
        'groups: for group in condition {
            let mut of_group = Causes::default();
            for any_of in group {
                let mut of_signal = Causes::default();
                for node in any_of {
                    of_signal.add(&self.nodes[*node]);
                }
                if !of_signal.any() {
                    continue 'groups;
                }
                of_group.add(&of_signal);
            }
            all.add(&of_group);
        }
        all
    }
}

fn compile(
    nodes: &HashMap<String, usize>,
    place: &str,
    condition: &Condition,
) -> Result<Compiled, ContentError> {
    let find = |name: &str| -> Vec<usize> {
        match name.strip_suffix('*') {
            Some(kind) if kind.ends_with('.') => {
                let of_kind = nodes.iter().filter(|(id, _)| id.starts_with(kind));
                of_kind.map(|(_, node)| *node).collect()
            }
            _ => nodes.get(name).copied().into_iter().collect(),
        }
    };
    let one = |signal: &String| -> Result<Vec<usize>, ContentError> {
        let mut any_of = Vec::new();
        for name in signal.split('|') {
            let found = find(name);
            if found.is_empty() {
                return Err(ContentError::Wrong {
                    place: place.to_owned(),
                    problem: "its condition names a signal that is not there, or not yet",
                });
            }
            any_of.extend(found);
        }
        any_of.sort_unstable();
        any_of.dedup();
        Ok(any_of)
    };
    let groups = condition
        .iter()
        .map(|group| group.iter().map(one).collect());
    groups.collect()
}

//! What the answers set off: one pass over a content's conditions, each result with its causes.
//!
//! Every signal (an element, a linkage, a rule) carries the set of answers that caused it; it holds
//! when that set is not empty. Conditions only ever ask that something holds, so a further answer can
//! add causes and never take one away.

use std::{collections::HashMap, sync::Arc};

use super::{Age, Answer, Condition, ContentError, Document, MAX_INDICATORS, Subject};

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
    /// For each indicator, how it counts.
    indicators: Vec<Counting>,
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

/// How an indicator counts.
struct Counting {
    /// The nodes that it shows.
    shows: Vec<usize>,
    /// Those that it shows besides where the person is likely to be a child.
    shows_of_child: Vec<usize>,
    /// The indicator whose fact it is: itself, or that which it repeats.
    fact: usize,
    /// Its weight towards rules: none where it shows nothing but forms.
    weight: u8,
    /// It says something by itself.
    speaks: bool,
    /// Told by an adult, it speaks of somebody else.
    about_other: bool,
}

/// What the answers set off.
pub(crate) struct Derived<'a> {
    signals: &'a Signals,
    nodes: Vec<Causes>,
    /// Everything observed or told.
    pub(crate) present: Causes,
    /// Everything among that which weighs towards rules.
    pub(crate) weighty: Causes,
    /// The total weight of that; the same fact counts once.
    pub(crate) weight: u32,
}

const CHILD: &str = "child";
const CHILD_LIKELY: &str = "child-likely";
const CHILD_SIGN: &str = "child-sign";
const CHILD_CONCERNED: &str = "child-concerned";
const TOLD_OF_ANOTHER: &str = "told-of-another";
const ANYTHING: &str = "anything";
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
            .chain([
                CHILD,
                CHILD_LIKELY,
                CHILD_SIGN,
                CHILD_CONCERNED,
                TOLD_OF_ANOTHER,
                ANYTHING,
                DEFINITION,
            ]);
        // An indicator that is itself an element or need comes first and shares its node.
        for name in names {
            let next = nodes.len();
            nodes.entry(name.to_owned()).or_insert(next);
        }
        let kind = |prefix: &str| -> Vec<usize> {
            let of_kind = d.elements.iter().filter(|e| e.id.starts_with(prefix));
            of_kind.map(|e| nodes[&e.id]).collect()
        };
        let look_up = |ids: &[String]| -> Vec<usize> {
            let nodes = ids.iter().map(|id| match id.as_str() {
                CHILD => nodes[CHILD_SIGN],
                id => nodes[id],
            });
            nodes.collect()
        };
        let indicators = d.indicators.iter().map(|indicator| {
            let is_form = |id: &String| d.forms.contains(id);
            let form_alone = !indicator.shows.is_empty() && indicator.shows.iter().all(is_form);
            Counting {
                shows: look_up(&indicator.shows),
                shows_of_child: look_up(&indicator.shows_of_child),
                fact: nodes[indicator.same_as.as_ref().unwrap_or(&indicator.id)],
                weight: if form_alone { 0 } else { indicator.weight },
                speaks: indicator.weight > 0,
                about_other: indicator.about_other,
            }
        });
        let forms = d.elements.iter().filter_map(|e| {
            let form = e.form.as_ref()?;
            Some((nodes[&e.id], nodes[form]))
        });
        let (acts, means, purposes) = (kind("act."), kind("means."), kind("purpose."));
        let (indicators, forms) = (indicators.collect(), forms.collect());

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
            indicators,
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
        subject: Subject,
        answers: &[(usize, Answer)],
        age: Age,
    ) -> Derived<'a> {
        let mut state = Derived {
            signals: self,
            nodes: vec![Causes::default(); self.count],
            present: Causes::default(),
            weighty: Causes::default(),
            weight: 0,
        };
        let present = answers.iter().filter(|(_, answer)| answer.is_present());
        let mut facts: HashMap<usize, u8> = HashMap::new();
        for (index, _) in present.clone() {
            let counting = &self.indicators[*index];
            let cause = Causes::of(*index);
            state.present.add(&cause);
            if counting.weight > 0 {
                state.weighty.add(&cause);
                let weight = facts.entry(counting.fact).or_default();
                *weight = counting.weight.max(*weight);
            }
            if counting.speaks {
                state.nodes[self.nodes[ANYTHING]].add(&cause);
            }
            // The first nodes are the indicators, in order.
            state.nodes[*index].add(&cause);
            state.show(counting, cause, age);
        }
        state.weight = facts.values().copied().map(u32::from).sum();
        self.childhood(&mut state, subject, age);
        let likely = state.nodes[self.nodes[CHILD_LIKELY]];
        for (index, _) in present.filter(|_| likely.any()) {
            let cause = Causes::of(*index).union(&likely);
            for shown in &self.indicators[*index].shows_of_child {
                state.nodes[*shown].add(&cause);
            }
        }
        for (element, form) in &self.forms {
            state.pass_on(*element, *form);
        }
        self.definition(&mut state, subject);
        for (node, condition) in &self.linkages {
            state.nodes[*node] = state.holds(condition);
        }
        state
    }

    /// Whom to treat as a child: a person not known to be an adult, because of the age. A group, a place
    /// and a report have no age of their own: there it takes a sign, or that children are said to be among
    /// those concerned.
    fn childhood(&self, state: &mut Derived, subject: Subject, age: Age) {
        let [child, likely, sign, concerned] =
            [CHILD, CHILD_LIKELY, CHILD_SIGN, CHILD_CONCERNED].map(|name| self.nodes[name]);
        let by_age = Causes::of(AGE);
        match (subject, age) {
            (_, Age::Adult) => {}
            (Subject::Person, Age::Unknown) => {
                state.nodes[child].add(&by_age);
                if state.nodes[sign].any() {
                    state.pass_on(sign, likely);
                    state.nodes[likely].add(&by_age);
                }
            }
            (_, Age::Unknown) => {
                state.pass_on(sign, child);
                state.pass_on(sign, likely);
            }
            (_, Age::Child | Age::MayBeChild) => {
                state.nodes[child].add(&by_age);
                state.nodes[likely].add(&by_age);
            }
        }
        state.pass_on(child, concerned);
    }

    /// Act, means and purpose; without means for a child (Trafficking in Persons Protocol,
    /// article 3). Whether the person agreed plays no part, nor whether the exploitation has begun. It is
    /// of people: what is known of a place, or of our own personnel, is never put together to one.
    fn definition(&self, state: &mut Derived, subject: Subject) {
        if !matches!(subject, Subject::Person | Subject::Group) {
            return;
        }
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

impl Derived<'_> {
    /// Adds what one indicator shows. Where the person is an adult, what speaks of somebody else shows
    /// nothing of the person; where not, that is because of the age too.
    fn show(&mut self, counting: &Counting, cause: Causes, age: Age) {
        let node = |name| self.signals.nodes[name];
        let (another, concerned, sign) = (
            node(TOLD_OF_ANOTHER),
            node(CHILD_CONCERNED),
            node(CHILD_SIGN),
        );
        let mut of_person = cause;
        if counting.about_other {
            self.nodes[another].add(&cause);
            if counting.shows.contains(&sign) {
                self.nodes[concerned].add(&cause);
            }
            if age == Age::Adult {
                return;
            }
            of_person.add(&Causes::of(AGE));
        }
        for shown in &counting.shows {
            self.nodes[*shown].add(&of_person);
        }
    }

    fn pass_on(&mut self, from: usize, to: usize) {
        let causes = self.nodes[from];
        self.nodes[to].add(&causes);
    }

    /// What was noticed that says something by itself.
    pub(crate) fn anything(&self) -> Causes {
        self.of(ANYTHING)
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

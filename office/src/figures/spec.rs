//! What somebody asks for, and what is coarser.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    count::{By, Period, Request},
    protect::{Rule, Zeros},
    table::Error,
};

/// A table as somebody asks for it. Two that differ in the order of something are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The month or the year.
    pub period: Period,
    /// The dimensions.
    pub by: Vec<By>,
    /// The codes of sites that are shown apart.
    pub sites: Vec<String>,
    /// Counts from 1 to below this are left out.
    pub threshold: u32,
    /// Whether zeros are published.
    pub zeros: bool,
}

impl Spec {
    /// The same in the one order that is compared and kept.
    pub fn canonical(mut self) -> Self {
        self.by.sort_unstable();
        self.sites.sort_unstable();
        self
    }

    /// The rule.
    ///
    /// # Errors
    /// [`Error::Threshold`].
    pub fn rule(&self) -> Result<Rule, Error> {
        let zeros = match self.zeros {
            true => Zeros::Published,
            false => Zeros::Unsafe,
        };
        Rule::new(self.threshold, zeros)
    }

    /// The request to count by, with these checklists and levels.
    pub fn request(&self, checklists: Vec<String>, levels: Vec<String>) -> Request {
        Request {
            period: self.period,
            by: self.by.clone(),
            sites: self.sites.clone(),
            checklists,
            levels,
        }
    }

    /// Tables of the same period that say less, or the same as one of these that are released: those that say most
    /// first.
    pub fn coarser(&self, released: &[Self]) -> Vec<Self> {
        let mut found = Vec::new();
        for other in released.iter().filter(|it| it.by == self.by) {
            found.push(Self {
                sites: other.sites.clone(),
                ..self.clone()
            });
            found.push(Self {
                period: self.period,
                ..other.clone()
            });
        }
        let without = |sites: &[String], at: usize| {
            let others = sites.iter().enumerate().filter(|(place, _)| *place != at);
            others.map(|(_, site)| site.clone()).collect()
        };
        if self.sites.len() > 1 {
            found.extend((0..self.sites.len()).map(|at| Self {
                sites: without(&self.sites, at),
                ..self.clone()
            }));
        }
        if self.by.len() > 1 {
            found.extend(self.by.iter().map(|dropped| {
                Self {
                    by: (self.by.iter().copied())
                        .filter(|by| by != dropped)
                        .collect(),
                    sites: match dropped {
                        By::Site => Vec::new(),
                        _ => self.sites.clone(),
                    },
                    ..self.clone()
                }
            }));
        }
        let mut tried = vec![self.clone()];
        found.retain(|it| {
            let new = !tried.contains(it);
            tried.push(it.clone());
            new
        });
        found
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by: Vec<_> = self.by.iter().map(|by| by.word()).collect();
        write!(f, "{} by {}", self.period, by.join(" and "))?;
        if !self.sites.is_empty() {
            write!(f, " ({})", self.sites.join(", "))?;
        }
        write!(f, " from {}", self.threshold)?;
        f.write_str(if self.zeros { " with zeros" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(by: &[By], sites: &[&str]) -> Spec {
        Spec {
            period: Period::parse("2026-10").unwrap(),
            by: by.to_vec(),
            sites: sites.iter().map(|it| (*it).to_owned()).collect(),
            threshold: 10,
            zeros: false,
        }
    }

    #[test]
    fn what_is_coarser_has_fewer_sites_or_dimensions_and_is_never_the_same() {
        let asked = spec(&[By::Site, By::Age], &["north", "south"]);
        let released = [spec(&[By::Site, By::Age], &["north"]), asked.clone()];
        let found: Vec<_> = asked
            .coarser(&released)
            .iter()
            .map(Spec::to_string)
            .collect();
        let expected = [
            "2026-10 by site and age (north) from 10",
            "2026-10 by site and age (south) from 10",
            "2026-10 by age from 10",
            "2026-10 by site (north, south) from 10",
        ];
        assert_eq!(found, expected);
        assert_eq!(spec(&[By::Age], &[]).coarser(&[]), []);
    }

    #[test]
    fn order_makes_no_other_table() {
        let one = spec(&[By::Age, By::Site], &["south", "north"]).canonical();
        assert_eq!(one, spec(&[By::Site, By::Age], &["north", "south"]));
        let text = serde_json::to_string(&one).unwrap();
        assert!(text.contains("\"2026-10\""), "{text}");
        assert_eq!(serde_json::from_str::<Spec>(&text).unwrap(), one);
    }
}

//! What tables of figures may learn of what a desk filed.

use std::collections::HashMap;

use pocketcard::{
    base::Id,
    record::{Body, Record},
};

use super::{
    Desk, Error,
    cases::{Piece, level_word, root},
};
use crate::figures::count::Report;

impl Desk {
    /// What a table may learn of each screening, and whether it may be counted now.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`] at a confidential desk: reports about misconduct are never counted. [`Error::Damaged`] if
    /// a record cannot be read: it may be the one that takes a consent back.
    pub fn reports(&self) -> Result<Vec<Report>, Error> {
        if self.is_confidential() {
            return Err(Error::NotTheMainDesk);
        }
        let pieces = self.pieces()?;
        let by_id: HashMap<Id, &Piece> =
            pieces.iter().map(|piece| (piece.line.id, piece)).collect();
        let mut cases: HashMap<Id, Vec<(i64, Record)>> = HashMap::new();
        for piece in &pieces {
            let (_, record) = self.filed(piece.line.id)?;
            let case = cases.entry(root(&by_id, piece)).or_default();
            case.push((piece.line.filed_at, record));
        }
        let mut reports = Vec::new();
        for piece in &pieces {
            let line = &piece.line;
            let case = || cases.get(&line.id).into_iter().flatten();
            let own = case().map(|(_, record)| record).find(|it| it.id == line.id);
            if let Some(Body::Screening(screening)) = own.map(|record| &record.body) {
                let level = line.level_again.or(line.level).filter(|_| !line.form);
                let bodies = case().map(|(at, record)| (*at, &record.body));
                let level = level.map(level_word);
                reports.push(Report::new(
                    line.id,
                    screening,
                    line.filed_at,
                    piece.subject,
                    level,
                    bodies,
                ));
            }
        }
        Ok(reports)
    }
}

//! One case as a referral by IOM's Human Trafficking Case Data Standard 2.0, as a CSV and as a workbook.
//!
//! The columns stand in `htcds.toml`, in the order of the standard's own workbook: its first row has their names, its
//! second what people call them, and the case is in the third.

use rust_xlsxwriter::{Workbook, XlsxError};
use time::Date;

use super::mapping::{self, Facts};
use crate::figures::hxl::{csv, plain};

/// What stands between several values of a field, as Salesforce has it, from which the standard comes.
const SEPARATOR: &str = ";";
/// What a box that is ticked says.
const YES: &str = "TRUE";
/// The field that says so of consent.
const CONSENT: &str = "con_Consent";

/// What an export says besides the person's own facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The office that passes the case on.
    pub office: String,
    /// The service that is told, as the directory calls it.
    pub service: String,
    /// When.
    pub day: Date,
    /// Whether the office has closed the case.
    pub closed: bool,
    /// The finding points to exploitation: the person may be a victim. More is never said.
    pub possible: bool,
}

/// A case, column by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case(Vec<String>);

impl Case {
    /// Makes one of a person who agreed that a service is told.
    pub fn new(facts: &Facts, outgoing: &Outgoing) -> Self {
        let columns = &mapping::htcds().columns;
        let row = mapping::htcds().apply(facts);
        let cells = columns.iter().map(|column| match column.name.as_str() {
            CONSENT => YES.to_owned(),
            "vic_TraffickingStatus" if outgoing.possible => column.values.concat(),
            "cas_Status" if outgoing.closed => "Closed".to_owned(),
            "cas_Status" => "Active".to_owned(),
            "cas_ReferringOrganisation" => outgoing.office.clone(),
            "cas_ReferredOrganisation" => outgoing.service.clone(),
            "cas_ReasonForOutgoingReferral" => "AdditionalServicesRequired".to_owned(),
            "cas_OutgoingReferralDate" => outgoing.day.to_string(),
            name => {
                let values = row.get(name).into_iter().flatten().copied();
                values.collect::<Vec<_>>().join(SEPARATOR)
            }
        });
        Self(cells.collect())
    }

    /// As a CSV: the names of the columns, and the case.
    pub fn csv(&self) -> String {
        let names = mapping::htcds().columns.iter().map(|it| it.name.clone());
        let cells = self.0.iter().map(|cell| plain(cell));
        csv(&[names.collect(), cells.collect()])
    }

    /// As a workbook, laid out as the standard's own: what is in its first column are numbers of lines.
    ///
    /// # Errors
    /// Memory does not take it.
    pub fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_number(2, 0, 1)?;
        for (at, (column, cell)) in mapping::htcds().columns.iter().zip(&self.0).enumerate() {
            let at = u16::try_from(at + 1).expect("a mapping has few columns");
            sheet.write_string(0, at, &column.name)?;
            sheet.write_string(1, at, &column.label)?;
            match column.name.as_str() {
                CONSENT => sheet.write_boolean(2, at, cell == YES)?,
                _ => sheet.write_string(2, at, cell)?,
            };
        }
        workbook.save_to_buffer()
    }
}

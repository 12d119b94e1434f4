//! What was found at a service: the office keeps the directory, the field knows whether it is true.

use super::{Error, Session, details::Details};
use crate::{
    base::Id,
    host::Moment,
    record::{Body, ServiceFinding, ServiceReport},
    sync::outbox::Priority,
    text::tidy,
};

impl Session {
    /// Tells the office what was found at a service, or of a new one. An unsafe one goes before all else.
    ///
    /// # Errors
    /// [`Error::NoSuchService`] unless the service is in the directory, or is new and has no id;
    /// [`Error::ServiceNote`] for a new one of which nothing is said; [`Error::Misfit`].
    pub fn report_service(
        &mut self,
        service: &str,
        found: ServiceFinding,
        note: &str,
        now: Moment,
    ) -> Result<Id, Error> {
        let mut note = note.to_owned();
        tidy(&mut note);
        let is_new = found == ServiceFinding::New;
        if is_new && note.is_empty() {
            return Err(Error::ServiceNote);
        }
        let open = self.open_mut()?;
        let mut known = open.content.document().services.iter();
        if is_new != service.is_empty() || (!is_new && !known.any(|entry| entry.id == service)) {
            return Err(Error::NoSuchService);
        }
        let priority = match found {
            ServiceFinding::Unsafe => Priority::ImminentHarm,
            _ => Priority::Normal,
        };
        let body = Body::ServiceReport(ServiceReport {
            service: service.to_owned(),
            found,
            note,
        });
        let details = Details {
            priority,
            ..Details::default()
        };
        open.finish(body, details, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::MAX_NOTE;
    use crate::session::tests::phone::{Phone, at};

    #[test]
    fn the_office_is_told_what_was_found_at_a_service() {
        let (_phone, mut session) = Phone::enrolled();
        let told = session.report_service(
            "service.example-clinic",
            ServiceFinding::Unsafe,
            " guards at the gate ",
            at(1),
        );
        let detail = session.show(&told.unwrap()).unwrap();
        assert_eq!(detail.line.kind, "service-report");
        let Body::ServiceReport(report) = detail.record.unwrap().body else {
            panic!("another record")
        };
        assert_eq!(
            (report.found, report.note.as_str()),
            (ServiceFinding::Unsafe, "guards at the gate")
        );
        assert!(session.verify(&crate::host::Unwatched).unwrap().ok);
    }

    #[test]
    fn a_service_is_in_the_directory_or_is_new_and_described() {
        let (_phone, mut session) = Phone::enrolled();
        let mut tell = |service, found, note| session.report_service(service, found, note, at(1));
        let clinic = "service.example-clinic";
        assert!(matches!(
            tell("service.none", ServiceFinding::Closed, ""),
            Err(Error::NoSuchService)
        ));
        assert!(matches!(
            tell("", ServiceFinding::Closed, ""),
            Err(Error::NoSuchService)
        ));
        assert!(matches!(
            tell(clinic, ServiceFinding::New, "a"),
            Err(Error::NoSuchService)
        ));
        assert!(matches!(
            tell("", ServiceFinding::New, " "),
            Err(Error::ServiceNote)
        ));
        let long = "x".repeat(MAX_NOTE + 1);
        assert!(matches!(
            tell(clinic, ServiceFinding::Full, &long),
            Err(Error::Misfit(_))
        ));
        assert!(tell("", ServiceFinding::New, "a doctor by the well").is_ok());
        assert_eq!(session.list().unwrap().len(), 2);
    }
}

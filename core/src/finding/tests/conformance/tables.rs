//! Table 1 of the paper case by case, and every row of its Tables 2 to 5.

use super::*;

mod table_1 {
    use super::*;

    #[test]
    fn case_1_a_woman_kidnapped_and_received_by_a_commander() {
        let rest = [
            "act.transportation",
            "act.receipt",
            "purpose.sexual-exploitation",
            "purpose.similar-to-slavery",
            "purpose.servitude",
            "purpose.forced-labour",
        ];
        let means = ["means.abduction", "means.threat", "means.force"];
        means_matter_for_adults_only(&rest, &means);
        let all = [&rest[..], &means, &["perpetrator.armed-group"]].concat();
        let woman = person(Age::Adult, &all);
        assert_eq!(woman.level, Level::ReferNow);
        assert!(linked(&woman, "crsv"));
        let girl = person(Age::Child, &all);
        assert!(linked(&girl, "grave.abduction") && linked(&girl, "grave.sexual-violence"));
        assert!(!linked(&woman, "grave.abduction"));
    }

    #[test]
    fn case_2_a_child_received_by_an_armed_group() {
        let case = ["act.receipt", "purpose.armed-group"];
        means_matter_for_adults_only(&case, &["means.force"]);
        for age in [Age::Child, Age::MayBeChild, Age::Unknown] {
            let child = person(age, &case);
            assert!(linked(&child, "grave.recruitment-use") && linked(&child, "war-crimes"));
            assert!(advised(&child, "armed-group"));
        }
        assert!(!linked(&person(Age::Adult, &case), "grave.recruitment-use"));
    }

    #[test]
    fn case_3_a_smuggled_migrant_recruited_on_the_way_with_false_promises() {
        let journey = ["journey.crossed-border", "journey.paid"];
        let rest = ["act.recruitment", "purpose.forced-labour"];
        means_matter_for_adults_only(&rest, &["means.deception"]);
        let found = person(
            Age::Adult,
            &[&journey[..], &rest, &["means.deception"]].concat(),
        );
        assert!(linked(&found, "smuggling") && linked(&found, "smuggling-aggravated"));
        assert!(linked(&found, "international-protection"));
        assert!(found.forms.iter().any(|f| f.id == "form.labour"));
    }

    #[test]
    fn case_4_a_daughter_of_19_married_off_and_abandoned() {
        let rest = [
            "act.transfer",
            "purpose.forced-marriage",
            "purpose.sexual-exploitation",
        ];
        let means = [
            "means.abuse-of-vulnerability",
            "means.payment",
            "means.deception",
        ];
        means_matter_for_adults_only(&rest, &means);
        for one in means {
            means_matter_for_adults_only(&rest, &[one]);
        }
        let found = person(
            Age::Adult,
            &[&rest[..], &["marriage.for-payment", "coping.marriage"]].concat(),
        );
        assert!(found.definition.is_some(), "the payment is a means");
        assert!(linked(&found, "servile-marriage") && linked(&found, "negative-coping"));
    }

    #[test]
    fn case_5_a_daughter_of_17_married_off_to_be_a_servant() {
        let case = [
            "act.transfer",
            "purpose.forced-marriage",
            "purpose.domestic-servitude",
        ];
        means_matter_for_adults_only(&case, &["means.payment"]);
        let girl = person(Age::Child, &case);
        let forms: Vec<&str> = girl.forms.iter().map(|f| f.id.as_str()).collect();
        assert_eq!(forms, ["form.domestic", "form.marriage"]);
        assert!(girl.elements.means.is_empty());
    }

    #[test]
    fn case_6_women_and_girls_kept_while_they_are_auctioned_online() {
        let rest = [
            "act.harbouring",
            "purpose.sexual-slavery",
            "purpose.sexual-exploitation",
        ];
        let means = [
            "means.force",
            "means.threat",
            "means.abuse-of-vulnerability",
        ];
        means_matter_for_adults_only(&rest, &means);
        let around = ["perpetrator.terrorist-group", "conflict.against-group"];
        let found = person(Age::Adult, &[&rest[..], &means, &around].concat());
        for linkage in ["crsv", "genocide", "terrorism"] {
            assert!(linked(&found, linkage), "{linkage}");
        }
        let girl = person(Age::Child, &[&rest[..], &around].concat());
        assert!(linked(&girl, "grave.sexual-violence"));
    }

    #[test]
    fn case_7_a_teenager_recruited_online_by_terrorists() {
        let case = [
            "act.recruitment",
            "purpose.armed-group",
            "perpetrator.terrorist-group",
        ];
        means_matter_for_adults_only(&case, &["means.deception"]);
        means_matter_for_adults_only(&case, &["means.abuse-of-vulnerability"]);
        let with_smugglers = [&case[..], &["journey.crossed-border", "journey.paid"]].concat();
        let adult = person(Age::Adult, &with_smugglers);
        assert!(
            adult.definition.is_none(),
            "without means an adult answers for what he does"
        );
        assert!(linked(&adult, "smuggling") && linked(&adult, "terrorism"));
        assert!(person(Age::Child, &with_smugglers).definition.is_some());
    }
}

mod table_2 {
    use super::*;

    #[test]
    fn debt_bondage() {
        for sign in [
            "purpose.debt-bondage",
            "general.32",
            "general.35",
            "labour.23",
        ] {
            assert!(
                linked(&person(Age::Adult, &[sign]), "debt-bondage"),
                "{sign}"
            );
        }
        // People who fled owe for the journey: that alone makes nobody trafficked.
        let owes = person(Age::Adult, &["journey.debt"]);
        assert!(owes.definition.is_none() && !linked(&owes, "debt-bondage"));
    }

    #[test]
    fn servile_marriage() {
        for sign in [
            "marriage.for-payment",
            "marriage.handed-on",
            "marriage.inherited",
            "marriage.to-fighter",
        ] {
            let found = person(Age::Adult, &[sign]);
            assert!(linked(&found, "servile-marriage"), "{sign}");
            assert!(
                found.forms.iter().any(|f| f.id == "form.marriage"),
                "{sign}"
            );
        }
        let handed_on = person(
            Age::Adult,
            &["marriage.handed-on", "perpetrator.armed-group"],
        );
        assert!(
            handed_on
                .elements
                .act
                .iter()
                .any(|a| a.id == "act.transfer")
        );
        assert!(linked(&handed_on, "crsv"));
    }

    #[test]
    fn sale_of_children() {
        let case = ["act.transfer", "purpose.child-sale"];
        for age in [Age::Child, Age::MayBeChild] {
            let found = person(age, &case);
            assert!(linked(&found, "sale-of-children") && found.definition.is_some());
        }
        // A wife of forty whose age nobody noted is no child that was sold.
        let unknown = person(Age::Unknown, &["marriage.for-payment"]);
        assert!(!linked(&unknown, "sale-of-children") && advised(&unknown, "ask-age"));
        let for_work = person(Age::Child, &["means.payment", "purpose.child-labour"]);
        assert!(linked(&for_work, "sale-of-children"));
        assert!(!linked(
            &person(Age::Adult, &["means.payment", "purpose.forced-labour"]),
            "sale-of-children"
        ));
    }
}

mod table_3 {
    use super::*;

    const SMUGGLED: [&str; 2] = ["journey.crossed-border", "journey.paid"];

    #[test]
    fn elements_of_the_crime() {
        let smuggled = person(Age::Adult, &SMUGGLED);
        assert!(linked(&smuggled, "smuggling") && smuggled.definition.is_none());
        means_matter_for_adults_only(
            &["act.transportation", "purpose.begging"],
            &["means.coercion"],
        );
    }

    #[test]
    fn geography() {
        let at_home = [
            "act.harbouring",
            "means.coercion",
            "purpose.domestic-servitude",
        ];
        let found = person(Age::Adult, &at_home);
        assert!(found.definition.is_some() && !linked(&found, "smuggling"));
        assert!(!linked(&person(Age::Adult, &["journey.paid"]), "smuggling"));
    }

    #[test]
    fn purpose_or_intention() {
        let planned = ["act.recruitment", "means.deception", "purpose.prostitution"];
        let with = person(Age::Adult, &[&planned[..], &["context.not-yet"]].concat());
        assert!(with.definition.is_some(), "it need not have happened");
        assert!(advised(&with, "not-yet"));
        assert_eq!(with.level, person(Age::Adult, &planned).level);
    }

    #[test]
    fn consent() {
        let case = [
            "act.recruitment",
            "means.abuse-of-vulnerability",
            "purpose.sexual-exploitation",
        ];
        for age in [Age::Adult, Age::Child] {
            let without = person(age, &case);
            let with = person(age, &[&case[..], &["context.agreed"]].concat());
            assert_eq!(with.level, without.level);
            assert_eq!(with.definition, without.definition);
            assert!(advised(&with, "agreed"));
        }
        // Agreed to be smuggled, then forced on.
        let forced_on = person(
            Age::Adult,
            &[&SMUGGLED[..], &["context.agreed", "journey.forced-on"]].concat(),
        );
        assert!(linked(&forced_on, "smuggling-aggravated"));
    }

    #[test]
    fn exploitation() {
        assert!(!linked(
            &person(Age::Adult, &SMUGGLED),
            "smuggling-aggravated"
        ));
        for worse in [
            "journey.danger",
            "journey.services-for-passage",
            "purpose.forced-labour",
        ] {
            let found = person(Age::Adult, &[&SMUGGLED[..], &[worse]].concat());
            assert!(linked(&found, "smuggling-aggravated"), "{worse}");
        }
    }

    #[test]
    fn profit() {
        let unpaid = ["act.harbouring", "means.force", "purpose.slavery"];
        assert!(
            person(Age::Adult, &unpaid).definition.is_some(),
            "nobody need gain from it"
        );
        assert!(!linked(
            &person(Age::Adult, &["journey.crossed-border"]),
            "smuggling"
        ));
        let extorted = person(
            Age::Adult,
            &[&SMUGGLED[..], &["journey.extortion"]].concat(),
        );
        assert!(linked(&extorted, "smuggling-aggravated"));
    }

    #[test]
    fn victim() {
        // A smuggled person is not left without advice: help, no conditions, no punishment.
        let found = person(Age::Adult, &[&SMUGGLED[..], &["journey.danger"]].concat());
        assert!(found.level >= Level::Enquire);
        assert!(advised(&found, "no-conditions") && advised(&found, "non-punishment"));
    }

    #[test]
    fn perpetrator() {
        let case = ["act.transfer", "means.payment", "purpose.forced-marriage"];
        for who in [
            "perpetrator.family",
            "perpetrator.acquaintance",
            "perpetrator.criminal-group",
        ] {
            let found = person(Age::Adult, &[&case[..], &[who]].concat());
            assert!(found.definition.is_some(), "{who}");
        }
        let relative = ["journey.crossed-border", "perpetrator.family"];
        assert!(
            !linked(&person(Age::Adult, &relative), "smuggling"),
            "who gains nothing is no smuggler"
        );
    }
}

mod table_4 {
    use super::*;

    #[test]
    fn genocide() {
        let enslaved = ["purpose.sexual-slavery", "conflict.against-group"];
        assert!(linked(&person(Age::Adult, &enslaved), "genocide"));
        for act in [
            "conflict.children-moved",
            "conflict.births-prevented",
            "violation.killing-maiming",
        ] {
            assert!(
                linked(
                    &person(Age::Adult, &[act, "conflict.against-group"]),
                    "genocide"
                ),
                "{act}"
            );
        }
        assert!(!linked(
            &person(Age::Adult, &["conflict.against-group"]),
            "genocide"
        ));
    }

    #[test]
    fn crimes_against_humanity() {
        for act in [
            "purpose.slavery",
            "violence.rape",
            "violence.forced-pregnancy",
            "purpose.prostitution",
        ] {
            assert!(linked(
                &person(Age::Adult, &[act, "conflict.widespread"]),
                "crimes-against-humanity"
            ));
            assert!(!linked(
                &person(Age::Adult, &[act]),
                "crimes-against-humanity"
            ));
        }
    }

    #[test]
    fn war_crimes() {
        let in_conflict = ["violence.rape", "conflict.armed-conflict"];
        for nexus in ["perpetrator.armed-forces", "conflict.widespread"] {
            let found = person(Age::Adult, &[&in_conflict[..], &[nexus]].concat());
            assert!(linked(&found, "war-crimes"), "{nexus}");
        }
        assert!(
            !linked(&person(Age::Adult, &in_conflict), "war-crimes"),
            "to come from a war is no nexus"
        );
        assert!(linked(&person(Age::Child, &["armed.combat"]), "war-crimes"));
        assert!(!linked(
            &person(Age::Adult, &["conflict.armed-conflict"]),
            "war-crimes"
        ));
    }
}

mod table_5 {
    use super::*;

    /// Told by an adult, it speaks of a child: it is pointed to, and shows nothing of the adult.
    fn also_when_an_adult_tells(linkage: &str, sign: &str) {
        for age in [Age::Adult, Age::Child, Age::MayBeChild, Age::Unknown] {
            let found = person(age, &[sign]);
            assert!(linked(&found, linkage), "{linkage} {sign}");
            assert!(found.level >= Level::Refer);
        }
        let adult = person(Age::Adult, &[sign]);
        assert_eq!(
            adult.elements,
            crate::finding::Elements::default(),
            "{sign}"
        );
        assert!(adult.urgent.is_empty() && adult.child.signs.is_empty());
        assert!(advised(&adult, "about-other") && !advised(&adult, "check-age"));
    }

    /// Pointed to for anyone who is or may be a child, and for no adult.
    fn for_children_only(linkage: &str, signs: &[&str]) {
        for age in [Age::Child, Age::MayBeChild, Age::Unknown] {
            let found = person(age, signs);
            assert!(linked(&found, linkage), "{linkage} {signs:?}");
            assert!(found.level >= Level::Refer);
        }
        assert!(
            !linked(&person(Age::Adult, signs), linkage),
            "{linkage} {signs:?}"
        );
    }

    #[test]
    fn killing_and_maiming() {
        also_when_an_adult_tells("grave.killing-maiming", "violation.killing-maiming");
        for_children_only("grave.killing-maiming", &["armed.shield"]);
    }

    #[test]
    fn recruitment_and_use() {
        also_when_an_adult_tells("grave.recruitment-use", "violation.recruitment-use");
        for sign in [
            "purpose.terrorism",
            "armed.combat",
            "armed.support",
            "purpose.armed-group",
        ] {
            for_children_only("grave.recruitment-use", &[sign]);
        }
        let child = person(Age::Child, &["act.recruitment", "armed.support"]);
        assert!(
            child.definition.is_some(),
            "recruitment for use is trafficking in children"
        );
    }

    #[test]
    fn sexual_violence() {
        also_when_an_adult_tells("grave.sexual-violence", "violation.sexual-violence");
        for purpose in [
            "purpose.forced-marriage",
            "purpose.sexual-slavery",
            "purpose.sexual-exploitation",
        ] {
            let signs = [purpose, "perpetrator.armed-group"];
            for_children_only("grave.sexual-violence", &signs);
            assert!(linked(&person(Age::Child, &signs), "crsv"), "{purpose}");
        }
    }

    #[test]
    fn attacks_on_schools_and_hospitals() {
        also_when_an_adult_tells("grave.attacks", "violation.attack-school-hospital");
    }

    #[test]
    fn abduction() {
        also_when_an_adult_tells("grave.abduction", "violation.abduction");
        let exploited = person(Age::Child, &["violation.abduction", "purpose.armed-group"]);
        assert!(
            exploited.definition.is_some(),
            "abducted in order to be exploited"
        );
    }

    #[test]
    fn denial_of_humanitarian_access() {
        also_when_an_adult_tells("grave.denial-of-access", "violation.denial-of-access");
    }
}

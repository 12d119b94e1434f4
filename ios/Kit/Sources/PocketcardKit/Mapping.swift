import Foundation
internal import PocketcardFFI

// The core's types as the screens': the only files where both meet are this one and those of the core's form and
// sittings.

/// What the core keeps beside the answers of a draft.
typealias DraftRest = PocketcardFFI.Answers

extension PocketcardFFI.Today {
    var kit: Today {
        Today(
            about: about.kit, warnings: warnings,
            checklists: checklists.map { ChecklistLine(id: $0.id, name: $0.name, confidential: $0.confidential) },
            drafts: drafts.map {
                DraftLine(id: $0.id, keptAt: Int($0.keptAt), checklist: $0.checklist, answered: Int($0.answered))
            },
            waiting: outbox.map {
                Waiting(parcel: $0.parcel, bytes: Int($0.bytes), state: $0.state.word, why: $0.why)
            },
            nextTry: nextTry.map { Int($0) }, answers: answers.map(\.kit))
    }
}

extension PocketcardFFI.About {
    var kit: About {
        let agreed: Escrow =
            switch escrow {
            case .off: .off
            case .asked: .asked
            case .agreed: .agreed
            }
        let stands: Standing =
            switch standing {
            case .waiting: .waiting
            case .enrolled: .enrolled
            case .invitationRefused: .invitationRefused
            case .revoked: .revoked
            }
        return About(
            office: office, confidential: confidential, words: words, escrow: agreed, duress: duress,
            packVersion: Int(packVersion), standing: stands)
    }
}

extension PocketcardFFI.AnswerLine {
    var kit: OfficeAnswer { OfficeAnswer(to: to, code: code, madeAt: Int(madeAt), text: text) }
}

extension OutboxState {
    fileprivate var word: String {
        switch self {
        case .sealed: "state-sealed"
        case .inTransit: "state-in-transit"
        case .delivered: "state-delivered"
        case .received: "state-received"
        case .purged: "state-purged"
        case .quarantined: "state-quarantined"
        }
    }
}

extension PocketcardFFI.Settings {
    var kit: Settings {
        let look: Look =
            switch theme {
            case .device: .device
            case .light: .light
            case .dark: .dark
            case .sun: .sun
            }
        return Settings(language: language, look: look)
    }
}

extension Settings {
    var ffi: PocketcardFFI.Settings {
        let theme: Theme =
            switch look {
            case .device: .device
            case .light: .light
            case .dark: .dark
            case .sun: .sun
            }
        return PocketcardFFI.Settings(language: language, theme: theme)
    }
}

extension PocketcardFFI.Answer {
    var kit: Answer {
        switch self {
        case .observed: .observed
        case .told: .told
        case .reported: .reported
        case .notObserved: .notObserved
        case .notAsked: .notAsked
        }
    }
}

extension Answer {
    var ffi: PocketcardFFI.Answer {
        switch self {
        case .observed: .observed
        case .told: .told
        case .reported: .reported
        case .notObserved: .notObserved
        case .notAsked: .notAsked
        }
    }
}

extension PocketcardFFI.Age {
    fileprivate var kit: Age {
        switch self {
        case .adult: .adult
        case .child: .child
        case .mayBeChild: .mayBeChild
        case .unknown: .unknown
        }
    }
}

extension Age {
    var ffi: PocketcardFFI.Age {
        switch self {
        case .adult: .adult
        case .child: .child
        case .mayBeChild: .mayBeChild
        case .unknown: .unknown
        }
    }
}

extension Draft {
    /// As the core takes them: what it keeps beside the answers is what it gave.
    var ffi: Answers {
        Answers(
            checklist: checklist, version: rest?.version, pack: rest?.pack, age: age.ffi,
            answers: answers.mapValues(\.ffi), notes: rest?.notes ?? [:], values: rest?.values ?? [:])
    }

    var screening: Screening {
        Screening(
            answers: ffi, site: place, note: note, area: area, withoutService: withoutService, draft: id)
    }
}

extension Screening {
    var kit: Draft {
        var kept = answers.kit
        kept.id = draft
        kept.place = site
        kept.note = note
        kept.area = area
        kept.withoutService = withoutService
        return kept
    }
}

extension Answers {
    var kit: Draft {
        var draft = Draft(checklist: checklist)
        draft.age = age.kit
        draft.answers = answers.mapValues(\.kit)
        draft.rest = self
        return draft
    }
}

extension ChecklistView {
    var kit: Checklist {
        Checklist(
            title: title, hint: hint, confidential: confidential, notice: notice, sections: sections.map(\.kit),
            askAge: askAge)
    }
}

extension SectionView {
    fileprivate var kit: Section {
        let offer: Offer =
            switch state {
            case .open: .open
            case .offered: .offered
            case .available: .available
            }
        return Section(
            id: id, title: title, hint: hint, warning: warning, offer: offer,
            items: items.map {
                Item(id: $0.id, text: $0.text, hint: $0.hint, sight: $0.sight, answer: $0.answer.kit)
            })
    }
}

extension [PocketcardFFI.Shown] {
    fileprivate var kit: [Shown] { map { Shown(text: $0.text, because: $0.because) } }
}

extension PocketcardFFI.Finding {
    var kit: Finding {
        let flag: Level =
            switch level {
            case .noFlag: .noFlag
            case .enquire: .enquire
            case .refer: .refer
            case .referNow: .referNow
            }
        let first = since.map { [Pair($0, [String]())] } ?? []
        return Finding(
            level: flag, child: treatedAsChild, reasons: reasons.kit, advice: advice, urgent: urgent.kit,
            forms: forms.kit, elements: (act + means + purpose).kit, linkages: linkages.kit, title: title,
            meaning: meaning, ofPeople: ofPeople, firstAdvice: Int(firstAdvice),
            since: first + sinceParts.map { Pair($0.title, $0.signs) })
    }
}

extension ServiceFound {
    var ffi: ServiceFinding {
        switch self {
        case .confirmed: .confirmed
        case .closed: .closed
        case .full: .full
        case .unsafe: .unsafe
        case .changed: .changed
        case .conditions: .conditions
        case .new: .new
        }
    }
}

extension Consent {
    fileprivate var agreement: Agreement {
        let word: PocketcardFFI.Basis
        switch basis {
        case .own: word = .own
        case .caregiver: word = .caregiverAndChild
        case .bestInterests: word = .bestInterests(reason: reason)
        case .lifeInDanger:
            // Nobody could be asked, and so nobody agreed to anything else.
            return service.map { .lifeInDanger(service: $0, reason: reason, note: note) } ?? .declined
        }
        guard let service else {
            return .notReferred(basis: word, statistics: statistics, accountability: accountability)
        }
        return .agreed(
            service: service, basis: word, statistics: statistics, accountability: accountability, note: note)
    }
}

extension Referral {
    var ffi: PocketcardFFI.Referral {
        let asked: PocketcardFFI.How =
            switch how {
            case .spoken: .spoken
            case .interpreted: .interpreted
            case .written: .written
            case .heard: .heard
            }
        return PocketcardFFI.Referral(
            about: about, needs: needs, agreement: consent?.agreement ?? .declined, how: asked, language: language)
    }
}

extension PocketcardFFI.RecordLine {
    var kit: RecordLine {
        RecordLine(
            id: id, kind: "record-\(kind)", code: code, place: site, madeAt: Int(madeAt), readable: readable,
            received: received)
    }
}

extension PocketcardFFI.RecordPage {
    var kit: RecordPage {
        RecordPage(
            line: line.kit, answers: answers?.kit, finding: finding?.kit, note: note, service: service,
            needs: needs, agreed: agreed.map(\.word), office: office.map(\.kit))
    }
}

extension Purpose {
    fileprivate var word: String {
        switch self {
        case .services: "consent-services"
        case .referral: "consent-referral"
        case .statistics: "consent-statistics"
        case .accountability: "consent-accountability"
        }
    }
}

extension Outcome {
    /// What an exchange with somebody did, and what arrived by it.
    init(delivered: UInt32, arrivals: Arrivals) {
        self.init(arrivals, [Pair("carried-given", Int(delivered))])
    }

    init(_ carried: CarriedIn) {
        let counts = [
            Pair("carried-new", Int(carried.taken)), Pair("carried-known", Int(carried.held)),
            Pair("carried-missing", max(Int(carried.missing), carried.cut || carried.damaged ? 1 : 0)),
        ]
        self.init(carried.arrivals, counts, refused: carried.refused)
    }

    private init(_ arrivals: Arrivals, _ counts: [Pair<String, Int>], refused: [String] = []) {
        let all = refused + arrivals.refused
        let told =
            counts + [
                Pair("carried-confirmed", Int(arrivals.received)), Pair("carried-answers", Int(arrivals.answers)),
                Pair("carried-for-others", Int(arrivals.carried)), Pair("carried-pack", Int(arrivals.pack ?? 0)),
                Pair("carried-refused", all.count + Int(arrivals.setAside)),
            ]
        self.init(counts: told.filter { $0.second != 0 }, refused: all, wipe: arrivals.wipe)
    }
}

/// What went wrong, without what was thrown: that can hold what a person entered.
func failure(_ thrown: any Error) -> any Error {
    switch thrown {
    case is Failure, is CancellationError: thrown
    case PhoneError.Passphrase(let code, let attemptsLeft): Failure(code, triesLeft: attemptsLeft.map { Int($0) })
    case PhoneError.Locked(let code), PhoneError.Keystore(let code), PhoneError.Enrolment(let code),
        PhoneError.Invitation(let code), PhoneError.Request(let code), PhoneError.Storage(let code),
        PhoneError.Transport(let code), PhoneError.Cancelled(let code), PhoneError.Host(let code):
        Failure(code)
    default: Failure("unknown")
    }
}

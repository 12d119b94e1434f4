import Foundation
internal import PocketcardFFI

/// The core's sittings.
struct CoreAlone: Alone {
    let core: CorePocketcard

    func voices(spoken: String, language: String) async throws -> [OfferedVoice] {
        try await core.with { try $0.voices(spoken: spoken, language: language).map(\.kit) }
    }

    func begin(gate: Gate, spoken: String, voice: OfferedVoice?) async throws -> AlonePages {
        let asked = PocketcardFFI.Gate(
            alone: gate.alone, age: gate.age.ffi, childProtection: gate.childProtection, area: gate.area)
        return try await core.with {
            try $0.beginAlone(
                gate: asked, language: spoken, variety: voice?.variety ?? spoken, voice: voice?.whose.ffi ?? .woman
            ).kit
        }
    }

    func sound(names: [String]) async throws -> Data? { try await core.with { try $0.sound(names: names) } }

    func answer(topic: Topic, reply: Reply) async throws -> Bool {
        try await core.with { try $0.answerAlone(topic: topic.ffi, reply: reply.ffi) }
    }

    func end(share: Bool) async throws { try await core.with { try $0.endAlone(share: share) } }

    func hear(language: String) async throws -> AloneOutcome? {
        try await core.with { try $0.hearAlone(language: language)?.kit }
    }

    func forget() async throws { try await core.with { try $0.forgetAlone() } }
}

extension Whose {
    fileprivate var ffi: Voice {
        switch self {
        case .woman: .woman
        case .man: .man
        }
    }
}

extension Topic {
    fileprivate var ffi: PocketcardFFI.Topic {
        switch self {
        case .safe: .safe
        case .byYourself: .byYourself
        case .free: .free
        case .papers: .papers
        case .pay: .pay
        case .hurt: .hurt
        case .child: .child
        case .need: .need
        }
    }
}

extension PocketcardFFI.Topic {
    fileprivate var kit: Topic {
        switch self {
        case .safe: .safe
        case .byYourself: .byYourself
        case .free: .free
        case .papers: .papers
        case .pay: .pay
        case .hurt: .hurt
        case .child: .child
        case .need: .need
        }
    }
}

extension Need {
    fileprivate var ffi: PocketcardFFI.Need {
        switch self {
        case .sleep: .sleep
        case .food: .food
        case .doctor: .doctor
        case .talk: .talk
        }
    }
}

extension PocketcardFFI.Need {
    fileprivate var kit: Need {
        switch self {
        case .sleep: .sleep
        case .food: .food
        case .doctor: .doctor
        case .talk: .talk
        }
    }
}

extension Reply {
    fileprivate var ffi: PocketcardFFI.Reply {
        switch self {
        case .skip: .skip
        case .yes: .yes
        case .no: .no
        case .chosen(let needs): .chosen(choices: needs.map(\.ffi))
        }
    }
}

extension PocketcardFFI.Reply {
    fileprivate var kit: Reply {
        switch self {
        case .skip: .skip
        case .yes: .yes
        case .no: .no
        case .chosen(let choices): .chosen(Set(choices.map(\.kit)))
        }
    }
}

extension PocketcardFFI.Tile {
    fileprivate var kit: Tile { Tile(text: text, path: path, sound: sound) }
}

extension PocketcardFFI.OfferedVoice {
    fileprivate var kit: OfferedVoice {
        OfferedVoice(variety: variety, whose: voice == .woman ? .woman : .man, said: said)
    }
}

extension AlonePage {
    fileprivate var kit: AlonePages {
        AlonePages(
            questions: questions.map { question in
                AloneQuestion(
                    topic: question.topic.kit, tile: question.tile.kit,
                    choices: question.choices.map { Pair($0.choice.kit, $0.tile.kit) })
            },
            yes: yes.kit, no: no.kit, skip: skip.kit, end: end.kit,
            saidFirst: Said(text: saidFirst.text, sound: saidFirst.sound),
            share: Said(text: share.text, sound: share.sound), neutral: neutral, untested: untested)
    }
}

extension PocketcardFFI.AloneOutcome {
    fileprivate var kit: AloneOutcome {
        AloneOutcome(
            needs: zip(needs, needsSaid).map { Choice(id: $0, text: $1) }, urgent: urgent, area: area, draft: draft,
            shared: shared.map { Pair($0.topic.kit, $0.reply.kit) })
    }
}

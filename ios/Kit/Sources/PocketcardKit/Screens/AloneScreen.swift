import Observation

public struct AloneState: Sendable, Equatable, Discreet {
    public enum Step: Sendable, CaseIterable {
        /// The officer says what was made sure of.
        case gate
        /// The officer reads what to do, and hands the phone over.
        case handOver
        case saidFirst
        case question
        /// Whether the answers may be seen.
        case share
        /// The officer hears what is needed.
        case heard

        /// The glass is the person's.
        public var personal: Bool { self == .saidFirst || self == .question || self == .share }
    }

    public var step = Step.gate
    public var gate = Gate()
    public var areas: [String] = []
    /// Tag of the language of the person.
    public var language = ""
    /// The words of the person's language.
    public var spoken: Words?
    /// The voices that read in it, and the one that was chosen.
    public var voices: [OfferedVoice] = []
    public var voice: OfferedVoice?
    /// Nothing came of listening: the device plays nothing, or the sound is damaged.
    public var silent = false
    public var pages: AlonePages?
    /// Which question is on the glass, from 0.
    public var at = 0
    /// What was touched on this page: a skip before anything is.
    public var reply = Reply.skip
    public var heard: Heard?

    public var question: AloneQuestion? {
        guard let pages, pages.questions.indices.contains(at) else { return nil }
        return pages.questions[at]
    }

    /// Names of the sounds of what this page says and of what its answers say, in their order.
    public var sounds: [String] {
        guard let pages else { return [] }
        let all: [String?]
        switch step {
        case .saidFirst: all = [pages.saidFirst.sound]
        case .question:
            guard let question else { return [] }
            let chosen = question.choices.map(\.second)
            let answers = chosen.isEmpty ? [pages.yes, pages.no] : chosen
            all = ([question.tile] + answers + [pages.skip]).map(\.sound)
        case .share: all = [pages.share.sound, pages.no.sound, pages.yes.sound]
        default: all = []
        }
        return all.compactMap { $0 }
    }
}

/// What the officer hears.
public struct Heard: Sendable, Equatable, Discreet {
    /// Needs, and the names of the services that meet each.
    public let needs: [Pair<Choice, [String]>]
    public let urgent: Bool
    /// The id of the draft that a screening goes on with.
    public let draft: String?
    public let shared: [Pair<Topic, Reply>]
}

/// A person answers alone, by touch, and the officer hears what is needed. The person's pages have no way to anything
/// else; whatever ends them leaves one neutral word on a locked phone, and nothing is heard before it was unlocked.
@Observable
public final class AloneScreen: Screen {
    public enum Event: Sendable, Equatable, Discreet {
        /// The person is alone: confirmed, or not any more.
        case confirmed
        case aged(Age)
        /// Child protection is there, or is not any more.
        case protected
        case area(String)
        case language(String)
        case voice(OfferedVoice)
        case open
        /// Somebody shall read this page aloud.
        case listen
        /// Skip, yes or no.
        case touched(Reply)
        /// One of what there is to need.
        case needs(Need)
        case next
        /// One touch ends it.
        case end
        /// Goes on with the screening that was begun.
        case goOn
        case done
    }

    public private(set) var state: AloneState
    private let left: AloneOutcome?

    init(app: App, left: AloneOutcome? = nil) {
        self.left = left
        state = AloneState(step: left == nil ? .gate : .heard)
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in
            if let left, state.heard == nil { try await hear(left) }
            state.areas = try await phone.directory(language: app.language).areas
            if state.language.isEmpty { try await speak(app.language) }
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .confirmed: state.gate.alone.toggle()
        case .aged(let age):
            state.gate.age = age
            state.gate.childProtection = false
        case .protected: state.gate.childProtection.toggle()
        case .area(let area): state.gate.area = area
        case .language(let tag): aside { [self] in try await speak(tag) }
        case .voice(let voice): state.voice = voice
        case .open: work { [self] in try await begin() }
        case .listen:
            let page = state
            aside { [self] in try await listen(to: page) }
        case .touched(let reply): state.reply = reply
        case .needs(let need): state.reply = state.reply.toggled(need)
        case .next: work { [self] in try await next() }
        case .end: end()
        case .goOn: if let draft = state.heard?.draft { work { [self] in try await goOn(draft) } }
        case .done:
            work { [self] in
                try await phone.alone.forget()
                home()
            }
        }
    }

    /// Whatever ends it, nothing is heard any more.
    override func close() {
        super.close()
        app.device.hush()
    }

    public override var hasStepBack: Bool { state.step == .handOver || state.step.personal }

    /// On the person's pages back is an end; there is no other way out of them.
    public override func back() -> Bool {
        if state.step == .handOver {
            state.step = .gate
            // Waited for: it must not forget the next one.
            work { [self] in try await phone.alone.forget() }
            return true
        }
        if state.step.personal { end() }
        return state.step.personal
    }

    private func speak(_ tag: String) async throws {
        let words = try await phone.words(language: tag)
        let voices = try await phone.alone.voices(spoken: words.tag, language: app.language)
        state.language = words.tag
        state.spoken = words
        state.voices = voices
        state.voice = voices.first
    }

    private func listen(to page: AloneState) async throws {
        if page.sounds.isEmpty { return }
        let sound = try await phone.alone.sound(names: page.sounds)
        // Another page is there by now: nothing of this one is heard.
        if closed || state.step != page.step || state.at != page.at { return }
        state.silent = !(sound.map { app.device.play(sound: $0) } ?? false)
    }

    private func begin() async throws {
        let pages = try await phone.alone.begin(gate: state.gate, spoken: state.language, voice: state.voice)
        state.pages = pages
        state.step = .handOver
        state.at = 0
        state.reply = .skip
    }

    private func next() async throws {
        app.device.hush()
        state.silent = false
        switch state.step {
        case .handOver: state.step = .saidFirst
        case .saidFirst: state.step = .question
        case .question: try await answer()
        case .share: await share(state.reply == .yes)
        default: break
        }
    }

    private func answer() async throws {
        guard let question = state.question, let pages = state.pages else { return }
        guard try await phone.alone.answer(topic: question.topic, reply: state.reply) else { return end() }
        if state.at + 1 == pages.questions.count {
            state.step = .share
            state.reply = .no
        } else {
            state.at += 1
            state.reply = .skip
        }
    }

    /// Locking ends it too; where the person's word is lost with that, the answers stay unseen.
    private func share(_ share: Bool) async {
        try? await phone.alone.end(share: share)
        end()
    }

    /// The answers stay sealed, to be heard after the phone was unlocked: somebody else may hold it now.
    private func end() {
        if !closed { app.hide(NeutralScreen(app: app, only: state.pages?.neutral)) }
    }

    private func hear(_ outcome: AloneOutcome) async throws {
        var needs: [Pair<Choice, [String]>] = []
        for need in outcome.needs {
            let wanted = Wanted(need: need.id, area: outcome.area.isEmpty ? nil : outcome.area)
            let services = try await phone.services(wanted: wanted, language: app.language)
            needs.append(Pair(need, services.map(\.name)))
        }
        state.heard = Heard(needs: needs, urgent: outcome.urgent, draft: outcome.draft, shared: outcome.shared)
    }

    private func goOn(_ id: String) async throws {
        let draft = try await phone.draft(id: id)
        try await phone.alone.forget()
        replace(ScreeningScreen(app: app, draft: draft))
    }
}

extension Reply {
    fileprivate func toggled(_ need: Need) -> Reply {
        var needs: Set<Need> = []
        if case .chosen(let chosen) = self { needs = chosen }
        needs.toggle(need)
        return needs.isEmpty ? .skip : .chosen(needs)
    }
}

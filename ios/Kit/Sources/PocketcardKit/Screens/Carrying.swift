import Foundation
import Observation

public struct CarryState: Sendable, Equatable {
    public var outcome: Outcome?
}

/// Roads without a network: a card file, a colleague's phone, codes.
@Observable
public final class CarryScreen: Screen {
    public enum Event: Sendable, CaseIterable { case out, `in`, meet, partsOut, partsIn }

    public private(set) var state = CarryState()
    /// Says nothing of what it is.
    private static let file = "card.bin"

    public func on(_ event: Event) {
        switch event {
        case .out: work { [self] in try await out() }
        case .in: work { [self] in try await takeIn() }
        case .meet: open(MeetScreen(app: app))
        case .partsOut: open(PartsOutScreen(app: app))
        case .partsIn: open(PartsInScreen(app: app))
        }
    }

    private func out() async throws {
        guard let file = try await app.device.saveFile(name: Self.file) else { return }
        let outcome = try await phone.carryOut(to: file)
        try await file.close()
        state.outcome = outcome
    }

    private func takeIn() async throws {
        guard let file = try await app.device.openFile() else { return }
        defer { file.close() }
        state.outcome = try await phone.carryIn(from: file)
    }
}

public struct MeetState: Sendable, Equatable {
    public enum Step: Sendable, CaseIterable { case choice, waiting, code, exchanging, done, different }

    public var step = Step.choice
    /// This phone's address while it waits, or what was typed of the other's.
    public var address = ""
    /// This phone's code.
    public var code = ""
    /// What was typed of the other phone's code.
    public var typed = ""
    public var outcome: Outcome?
}

/// Meets a colleague's phone over Wi-Fi. The code of the other phone is typed, so that nobody says yes unseen.
@Observable
public final class MeetScreen: Screen {
    public enum Event: Sendable, Equatable {
        case wait
        case address(String)
        case call
        case code(String)
        case exchange
        case again
    }

    public private(set) var state = MeetState()
    @ObservationIgnored private var encounter: (any Encounter)?
    @ObservationIgnored private var meeting: Task<Void, Never>?

    public func on(_ event: Event) {
        switch event {
        case .wait: begin { [self] in try await wait() }
        case .address(let text): state.address = text
        case .call: begin { [self] in try await call() }
        case .code(let text): state.typed = text
        case .exchange: compare()
        case .again: again()
        }
    }

    private func begin(_ how: @escaping @MainActor () async throws -> Void) {
        meeting?.cancel()
        app.dismiss()
        meeting = aside(how)
    }

    private func wait() async throws {
        state.step = .waiting
        state.address = ""
        let stream = try await app.neighbours.wait { [weak self] address in
            Task { @MainActor in self?.waits(at: address) }
        }
        try await meet(stream, calling: false)
    }

    private func waits(at address: String) {
        if state.step == .waiting { state.address = address }
    }

    private func call() async throws {
        let address = state.address.trimmingCharacters(in: .whitespacesAndNewlines)
        try await meet(try await app.neighbours.call(address: address), calling: true)
    }

    private func meet(_ stream: any Duplex, calling: Bool) async throws {
        let met: any Encounter
        do { met = try await phone.meet(stream: stream, calling: calling) } catch {
            stream.close()
            throw error
        }
        // Stopped meanwhile: nobody is there to compare codes.
        if closed || Task.isCancelled { return met.close() }
        encounter = met
        state.step = .code
        state.code = met.code
        state.typed = ""
    }

    private func compare() {
        guard let met = encounter else { return }
        guard digits(state.typed) == digits(met.code) else {
            end()
            state.step = .different
            return
        }
        begin { [self] in
            state.step = .exchanging
            state.outcome = try await met.exchange()
            state.step = .done
            end()
        }
    }

    private func digits(_ code: String) -> [Int] { code.compactMap(\.wholeNumberValue) }

    private func again() {
        meeting?.cancel()
        end()
        state = MeetState()
    }

    private func end() {
        encounter?.close()
        encounter = nil
    }

    override func failed(_ failure: Failure) {
        super.failed(failure)
        end()
        state.step = .choice
    }

    override func close() {
        super.close()
        end()
    }
}

public struct PartsOutState: Sendable, Equatable {
    public var parts: [String] = []
    public var at = 0
    public var tooLarge = false
}

/// All that waits as codes or texts, one after the other.
@Observable
public final class PartsOutScreen: Screen {
    public private(set) var state = PartsOutState()
    /// More codes than that nobody scans.
    private static let partsMax = 60

    public override func enter() {
        guard state.parts.isEmpty else { return }
        work { [self] in
            state.parts = try await phone.parts()
            state.tooLarge = state.parts.count > Self.partsMax
        }
    }

    /// Shows the part of this place.
    public func on(_ event: Int) { state.at = min(max(event, 0), max(0, state.parts.count - 1)) }

    override func failed(_ failure: Failure) {
        if failure.code == "chunks-too-long" { state.tooLarge = true } else { super.failed(failure) }
    }
}

public struct PartsInState: Sendable, Equatable {
    public var text = ""
    /// Numbers of the parts that are missing; nil before the first.
    public var missing: [Int]?
    public var canScan = false
    public var outcome: Outcome?
}

/// Takes in codes or texts, in any order.
@Observable
public final class PartsInScreen: Screen {
    public enum Event: Sendable, Equatable {
        case text(String)
        case add
        case scan
    }

    public private(set) var state: PartsInState
    private let collector: any Collector

    override init(app: App) {
        collector = app.phone.collector()
        state = PartsInState(canScan: app.device.hasCamera)
        super.init(app: app)
    }

    public func on(_ event: Event) {
        switch event {
        case .text(let text): state.text = text
        case .add: work { [self] in try await addAll() }
        case .scan:
            work { [self] in
                while state.outcome == nil, let text = try await app.device.scan() { try await add(text) }
            }
        }
    }

    private func addAll() async throws {
        for line in state.text.split(whereSeparator: \.isNewline) {
            let text = line.trimmingCharacters(in: .whitespaces)
            if !text.isEmpty { try await add(text) }
        }
        state.text = ""
    }

    private func add(_ text: String) async throws {
        let missing = try await collector.add(text: text)
        state.missing = missing
        if missing.isEmpty { state.outcome = try await collector.takeIn() }
    }
}

import Foundation
internal import PocketcardFFI

/// A meeting of the core. It has a thread of its own: the phone can be used while the other one is waited for.
final class CoreEncounter: Encounter {
    let code: String
    private let meeting: Meeting
    private let stream: any Duplex

    init(phone: Phone, stream: any Duplex, calling: Bool) async throws {
        let lent = LentDuplex(stream)
        meeting = try await Self.stoppable {
            calling ? try phone.call(stream: lent, progress: $0) : try phone.answer(stream: lent, progress: $0)
        }
        code = meeting.code()
        self.stream = stream
    }

    func exchange() async throws -> Outcome {
        let meeting = meeting
        let met = try await Self.stoppable { try meeting.exchange(progress: $0) }
        return Outcome(delivered: met.tally.delivered, arrivals: met.arrivals)
    }

    func close() { stream.close() }

    private static func stoppable<T: Sendable>(
        _ work: @escaping @Sendable (Stopper) throws -> T
    ) async throws -> T {
        let stopper = Stopper()
        do {
            return try await withTaskCancellationHandler {
                try await blocking { try work(stopper) }
            } onCancel: {
                stopper.stop()
            }
        } catch { throw failure(error) }
    }
}

/// Puts the texts of the core's bundle together.
final class CoreCollector: Collector {
    private let core: CorePocketcard
    private let assembler = ChunkAssembler()

    init(core: CorePocketcard) { self.core = core }

    func add(text: String) async throws -> [Int] {
        let assembler = assembler
        return try await core.with { _ in
            try assembler.add(text: text)
            return assembler.missing().map { Int($0) }
        }
    }

    func takeIn() async throws -> Outcome {
        let assembler = assembler
        return try await core.carryIn(from: MemoryStream(try await core.with { _ in try assembler.finish() }))
    }
}

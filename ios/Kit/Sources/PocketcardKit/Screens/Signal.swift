/// What happens, one after another, for something that takes it at its own pace.
struct Signal<Element: Sendable>: Sendable {
    let stream: AsyncStream<Element>
    private let continuation: AsyncStream<Element>.Continuation

    /// Keeps the newest ones that were not taken yet, or all.
    init(newest: Int? = nil) {
        (stream, continuation) = AsyncStream.makeStream(
            bufferingPolicy: newest.map { .bufferingNewest($0) } ?? .unbounded)
    }

    func send(_ element: Element) { continuation.yield(element) }
}

extension Screen {
    /// Does something for each that happens, one after another. One that fails is told, and the next is done.
    final func each<Element: Sendable>(
        of signal: Signal<Element>, _ what: @escaping @MainActor (Element) async throws -> Void
    ) {
        aside { [weak self] in
            for await element in signal.stream { await self?.aside { try await what(element) }.value }
        }
    }
}

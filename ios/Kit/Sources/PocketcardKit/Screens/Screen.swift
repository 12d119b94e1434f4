import Foundation

/// One screen: its `state` goes out, what happens on it comes in by `on`.
@MainActor
public class Screen: Identifiable {
    let app: App
    private var working: Task<Void, Never>?
    private var tasks: [UUID: Task<Void, Never>] = [:]
    /// Nothing that a closed screen still wants is done: somebody may have left meanwhile.
    private(set) var closed = false

    init(app: App) { self.app = app }

    var phone: any Pocketcard { app.phone }

    /// The screen is seen: for the first time, once more, or in another language.
    public func enter() {}

    /// Whether ``back()`` goes to an earlier step of this screen.
    public var hasStepBack: Bool { false }

    /// Back within the screen; false where there is nothing to go back to.
    public func back() -> Bool { false }

    /// The screen is gone.
    func close() {
        if working != nil, !closed { app.busy(false) }
        closed = true
        for task in tasks.values { task.cancel() }
    }

    func failed(_ failure: Failure) { app.tell(failure) }

    /// Does what the user waits for, one thing at a time; says what went wrong.
    final func work(_ what: @escaping @MainActor () async throws -> Void) {
        guard working == nil else { return }
        app.dismiss()
        app.busy(true)
        working = aside { [weak self] in
            // Also where it failed: the user may try once more.
            defer {
                self?.working = nil
                if self?.closed == false { self?.app.busy(false) }
            }
            try await what()
        }
    }

    /// Does what the user does not wait for.
    @discardableResult
    final func aside(_ what: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> {
        let id = UUID()
        let task = Task { [weak self] in
            do {
                try await what()
            } catch let failure as Failure {
                if self?.closed == false, !Task.isCancelled { self?.failed(failure) }
            } catch {
                // Stopped. A phone throws failures alone.
            }
            self?.tasks[id] = nil
        }
        if closed { task.cancel() } else { tasks[id] = task }
        return task
    }

    /// Stops what the user waits for.
    final func stop() { working?.cancel() }

    final func open(_ screen: Screen) { if !closed { app.open(screen) } }

    final func replace(_ screen: Screen) { if !closed { app.replace(screen) } }

    /// Goes back to the screen before, and says there what was done.
    final func leave(telling word: String? = nil) {
        if closed { return }
        app.back()
        if let word { app.tell(word) }
    }

    final func home() { if !closed { app.home() } }

    final func tell(_ word: String) { if !closed { app.tell(word) } }
}

/// What a platform lends beyond the core. Every call may throw `Failure`.
@MainActor
public protocol Device: AnyObject, Sendable {
    /// Tag of the device's language.
    var language: String { get }
    var hasCamera: Bool { get }
    var programVersion: String { get }

    /// Whether the system shows a notice that something came.
    var mayAnnounce: Bool { get }

    /// Lets the system ask the user whether it may.
    func askToAnnounce() async throws

    /// Lets the user pick a file; nil where none was picked.
    func openFile() async throws -> (any Source)?

    /// Lets the user say where a file goes; nil where nowhere. A device that can only ask afterwards does so when the
    /// file is closed.
    func saveFile(name: String) async throws -> (any Sink)?

    /// Reads one code with the camera; nil where the user stopped.
    func scan() async throws -> String?

    /// A JPEG without any word on place, time or device; nil where the user stopped.
    func photograph() async throws -> Data?

    /// Plays a WAV file of plain samples from memory, in place of what plays. False where the device has nothing to
    /// play it with.
    func play(sound: Data) -> Bool

    /// Nothing is heard any more.
    func hush()

    /// The user wants the app out of sight.
    func leave()
}

/// Other phones on the same network.
public protocol Neighbours: Sendable {
    /// Waits for a call. `address` is told as soon as it is known; give it to the other person.
    func wait(address: @escaping @Sendable (String) -> Void) async throws -> any Duplex

    /// Calls the phone that waits at this address.
    func call(address: String) async throws -> any Duplex
}

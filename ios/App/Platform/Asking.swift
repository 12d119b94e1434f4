import Foundation
import UIKit

/// A screen of the system's that is asked for something, as one call that waits for the answer.
@MainActor
class Asking<Answer: Sendable>: NSObject {
    private var waiting: CheckedContinuation<Answer?, Never>?
    private weak var shown: UIViewController?

    /// Shows it above everything. Nil where there is no glass to show it on, and where somebody left meanwhile.
    final func ask(_ controller: UIViewController) async -> Answer? {
        guard !Task.isCancelled, let top = Glass.top else { return nil }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting = continuation
                shown = controller
                top.present(controller, animated: false)
            }
        } onCancel: {
            Task { await self.stop() }
        }
    }

    private func stop() {
        shown?.dismiss(animated: false)
        answered(nil)
    }

    final func answered(_ answer: Answer?) {
        waiting?.resume(returning: answer)
        waiting = nil
    }
}

/// The window that is seen.
@MainActor
enum Glass {
    static var scene: UIWindowScene? {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        return scenes.first { $0.activationState == .foregroundActive } ?? scenes.first
    }

    static var top: UIViewController? {
        var top = scene?.keyWindow?.rootViewController
        while let next = top?.presentedViewController { top = next }
        return top
    }
}

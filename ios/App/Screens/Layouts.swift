import SwiftUI

/// Choices beside each other, as many in a row as there is room for.
struct Picks: Layout {
    private let gap: CGFloat = 8

    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout Void) -> CGSize {
        let placed = rows(subviews, proposal.width ?? .infinity)
        return CGSize(width: proposal.finite ?? placed.width, height: placed.height)
    }

    func placeSubviews(
        in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout Void
    ) {
        let placed = rows(subviews, bounds.width)
        for (subview, frame) in zip(subviews, placed.frames) {
            subview.place(
                at: CGPoint(x: bounds.minX + frame.minX, y: bounds.minY + frame.minY), anchor: .topLeading,
                proposal: ProposedViewSize(width: frame.width, height: frame.height))
        }
    }

    private func rows(
        _ subviews: Subviews, _ width: CGFloat
    ) -> (frames: [CGRect], width: CGFloat, height: CGFloat) {
        var frames: [CGRect] = []
        var next = CGPoint.zero
        var (broadest, highest): (CGFloat, CGFloat) = (0, 0)
        for subview in subviews {
            let size = subview.sizeThatFits(ProposedViewSize(width: width, height: nil))
            if next.x > 0, next.x + size.width > width {
                next = CGPoint(x: 0, y: next.y + highest + gap)
                highest = 0
            }
            frames.append(CGRect(x: next.x, y: next.y, width: size.width, height: size.height))
            next.x += size.width + gap
            broadest = max(broadest, next.x - gap)
            highest = max(highest, size.height)
        }
        return (frames, broadest, next.y + highest)
    }
}

/// One below the other, each as large as the largest: no answer weighs more than another.
struct Alike: Layout {
    private let gap: CGFloat = 10

    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout Void) -> CGSize {
        let width = proposal.finite ?? 320
        let height = highest(subviews, width)
        let count = CGFloat(subviews.count)
        return CGSize(width: width, height: count * height + max(0, count - 1) * gap)
    }

    func placeSubviews(
        in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout Void
    ) {
        let height = highest(subviews, bounds.width)
        for (at, subview) in subviews.enumerated() {
            subview.place(
                at: CGPoint(x: bounds.minX, y: bounds.minY + CGFloat(at) * (height + gap)), anchor: .topLeading,
                proposal: ProposedViewSize(width: bounds.width, height: height))
        }
    }

    private func highest(_ subviews: Subviews, _ width: CGFloat) -> CGFloat {
        subviews.map { $0.sizeThatFits(ProposedViewSize(width: width, height: nil)).height }.max() ?? 0
    }
}

extension ProposedViewSize {
    /// The width that is offered, where there is an end to it.
    fileprivate var finite: CGFloat? { width.flatMap { $0.isFinite ? $0 : nil } }
}

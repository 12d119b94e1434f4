import Foundation
import XCTest

/// The pictures as ios/App draws them. tests/swift/run.sh puts the app's Drawing.swift beside this file.
final class DrawingTests: XCTestCase {
    /// Everything that the core sends is understood, and stays on its ground.
    func testEveryPictogram() throws {
        let folder = URL(
            fileURLWithPath: try XCTUnwrap(ProcessInfo.processInfo.environment["POCKETCARD_PICTOGRAMS"]))
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "svg" }
        XCTAssertGreaterThan(files.count, 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let path = try XCTUnwrap(text.components(separatedBy: " d=\"").last?.components(separatedBy: "\"").first)
            let drawing = Drawing(path)
            XCTAssertTrue(drawing.whole, file.lastPathComponent)
            let ends = drawing.steps.compactMap(end)
            XCTAssertGreaterThan(ends.count, 2)
            for point in ends {
                XCTAssertTrue((0...Drawing.side).contains(point.x), "\(file.lastPathComponent) \(point)")
                XCTAssertTrue((0...Drawing.side).contains(point.y), "\(file.lastPathComponent) \(point)")
            }
        }
    }

    func testLinesFromPlaceToPlace() {
        XCTAssertEqual(
            Drawing("M1 2 3,4h5v-6H0V0l1-1z").steps,
            [
                .move(at(1, 2)), .line(at(3, 4)), .line(at(8, 4)), .line(at(8, -2)), .line(at(0, -2)), .line(at(0, 0)),
                .line(at(1, -1)), .close,
            ])
        // After a close the next is told from where the first began.
        XCTAssertEqual(Drawing("M5 5h2zl1 1").steps.last, .line(at(6, 6)))
        XCTAssertEqual(Drawing("m1 1 2 2").steps, [.move(at(1, 1)), .line(at(3, 3))])
        XCTAssertEqual(Drawing("M.5.25L-.5-1").steps, [.move(at(0.5, 0.25)), .line(at(-0.5, -1))])
    }

    func testSmoothCurvesMirrorTheOneBefore() {
        XCTAssertEqual(
            Drawing("M0 0c1 2 3 4 5 6s7 8 9 9S1 1 0 0").steps,
            [
                .move(at(0, 0)), .curve(at(5, 6), at(1, 2), at(3, 4)), .curve(at(14, 15), at(7, 8), at(12, 14)),
                .curve(at(0, 0), at(16, 16), at(1, 1)),
            ])
        XCTAssertEqual(Drawing("M2 2s1 1 3 3").steps.last, .curve(at(5, 5), at(2, 2), at(3, 3)))
    }

    /// Each point of each curve of an arc lies on its circle; the flags say which of the four arcs it is.
    func testArcsAreRound() {
        for (path, centre, radius, length) in [
            ("M0 0a12 12 0 1 0 24 0", at(12, 0), 12.0, Double.pi),
            ("M0 0a12 12 0 0 1 24 0", at(12, 0), 12, .pi),
            ("M8 8a8 8 0 0 0-8-8", at(0, 8), 8, .pi / 2),
            ("M8 8a8 8 0 1 0-8-8", at(8, 0), 8, .pi * 3 / 2),
            ("M8 8a8 8 0 01-8-8", at(8, 0), 8, .pi / 2),
            ("M0 0a1 1 0 0 0 24 0", at(12, 0), 12, .pi),
        ] {
            let drawing = Drawing(path)
            XCTAssertTrue(drawing.whole, path)
            var (now, went) = (start(drawing), 0.0)
            for step in drawing.steps.dropFirst() {
                guard case .curve(let to, let one, let two) = step else { return XCTFail(path) }
                for part in 1...100 {
                    let next = curve(now, one, two, to, Double(part) / 100)
                    XCTAssertEqual(hypot(next.x - centre.x, next.y - centre.y), radius, accuracy: radius / 1000, path)
                    let before = curve(now, one, two, to, Double(part - 1) / 100)
                    went += hypot(next.x - before.x, next.y - before.y)
                }
                now = to
            }
            XCTAssertEqual(went, radius * length, accuracy: radius / 100, path)
        }
    }

    /// Below or above: the flag for the sweep turns with the clock, as y goes down.
    func testArcsGoTheWayTheyAreTold() {
        guard case .curve(let above, _, _)? = Drawing("M0 0a12 12 0 0 1 24 0").steps.dropFirst().first,
            case .curve(let below, _, _)? = Drawing("M0 0a12 12 0 0 0 24 0").steps.dropFirst().first
        else { return XCTFail("no arc") }
        XCTAssertEqual(above.y, -12, accuracy: 1e-9)
        XCTAssertEqual(below.y, 12, accuracy: 1e-9)
    }

    func testWhatIsNoPathIsDrawnAsFarAsItGoes() {
        for path in ["M0 0L5", "M0 0 5 5 7", "M0 0?", "M0 0a1 1 0 2 0 5 5", "5 5", "M0 0X1 1", "M--1 2"] {
            XCTAssertFalse(Drawing(path).whole, path)
        }
        XCTAssertEqual(Drawing("M0 0 L1 1 L?").steps, [.move(at(0, 0)), .line(at(1, 1))])
        XCTAssertTrue(Drawing("").whole)
    }

    private func at(_ x: Double, _ y: Double) -> Drawing.Point { Drawing.Point(x: x, y: y) }

    private func start(_ drawing: Drawing) -> Drawing.Point { drawing.steps.first.flatMap(end) ?? at(0, 0) }

    private func end(_ step: Drawing.Step) -> Drawing.Point? {
        switch step {
        case .move(let to), .line(let to), .curve(let to, _, _): to
        case .close: nil
        }
    }

    private func curve(
        _ from: Drawing.Point, _ one: Drawing.Point, _ two: Drawing.Point, _ to: Drawing.Point, _ t: Double
    ) -> Drawing.Point {
        let mix = { (a: Double, b: Double, c: Double, d: Double) in
            let s = 1 - t
            return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
        }
        return at(mix(from.x, one.x, two.x, to.x), mix(from.y, one.y, two.y, to.y))
    }
}

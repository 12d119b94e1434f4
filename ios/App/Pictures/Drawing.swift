import Foundation

/// A picture as the core sends it: an SVG path of 96 by 96, stroked 5 wide. It is read here because SwiftUI draws no SVG.
/// A path with anything else in it is drawn as far as it is understood.
struct Drawing: Sendable, Equatable {
    /// The breadth and height that pictures are drawn in, and the breadth of their lines there.
    static let side = 96.0
    static let line = 5.0

    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double

        static func + (one: Point, other: Point) -> Point { Point(x: one.x + other.x, y: one.y + other.y) }
        static func - (one: Point, other: Point) -> Point { Point(x: one.x - other.x, y: one.y - other.y) }
    }

    enum Step: Sendable, Equatable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    private(set) var steps: [Step] = []
    /// Everything was understood.
    private(set) var whole = true

    private var now = Point(x: 0, y: 0)
    private var begun = Point(x: 0, y: 0)
    /// The second control point of the curve before, which a smooth curve mirrors.
    private var control: Point?

    init(_ path: String) {
        var text = Tokens(path)
        while let command = text.command() {
            // What follows a command once more without a letter is the same command; after a move it is a line.
            var again = command
            repeat {
                guard step(again, &text) else {
                    whole = false
                    return
                }
                if again == "M" { again = "L" }
                if again == "m" { again = "l" }
            } while text.numberFollows
        }
        whole = text.atEnd
    }

    private mutating func step(_ command: Character, _ text: inout Tokens) -> Bool {
        let from = command.isLowercase ? now : Point(x: 0, y: 0)
        var curved: Point?
        defer { control = curved }
        switch command.uppercased() {
        case "M":
            guard let to = text.point() else { return false }
            now = from + to
            begun = now
            steps.append(.move(now))
        case "L":
            guard let to = text.point() else { return false }
            line(from + to)
        case "H":
            guard let x = text.number() else { return false }
            line(Point(x: from.x + x, y: now.y))
        case "V":
            guard let y = text.number() else { return false }
            line(Point(x: now.x, y: from.y + y))
        case "C":
            guard let one = text.point(), let two = text.point(), let to = text.point() else { return false }
            curved = from + two
            curve(from + to, from + one, from + two)
        case "S":
            guard let two = text.point(), let to = text.point() else { return false }
            let one = control.map { now + now - $0 } ?? now
            curved = from + two
            curve(from + to, one, from + two)
        case "A":
            guard let radii = text.point(), let turned = text.number(), let large = text.flag(),
                let sweep = text.flag(), let to = text.point()
            else { return false }
            arc(from + to, radii, turned * .pi / 180, large, sweep)
        case "Z":
            now = begun
            steps.append(.close)
        default: return false
        }
        return true
    }

    private mutating func line(_ to: Point) {
        now = to
        steps.append(.line(to))
    }

    private mutating func curve(_ to: Point, _ one: Point, _ two: Point) {
        now = to
        steps.append(.curve(to, one, two))
    }

    /// An arc as curves of at most a quarter each: SVG 2, appendix B.2.4.
    private mutating func arc(_ to: Point, _ radii: Point, _ turned: Double, _ large: Bool, _ sweep: Bool) {
        var (rx, ry) = (abs(radii.x), abs(radii.y))
        guard rx > 0, ry > 0, to != now else { return line(to) }
        let (cosine, sine) = (cos(turned), sin(turned))
        let half = Point(x: (now.x - to.x) / 2, y: (now.y - to.y) / 2)
        let at = Point(x: cosine * half.x + sine * half.y, y: cosine * half.y - sine * half.x)
        let stretch = at.x * at.x / (rx * rx) + at.y * at.y / (ry * ry)
        if stretch > 1 { (rx, ry) = (rx * stretch.squareRoot(), ry * stretch.squareRoot()) }
        let below = rx * rx * at.y * at.y + ry * ry * at.x * at.x
        let share = (max(0, rx * rx * ry * ry - below) / below).squareRoot() * (large == sweep ? -1 : 1)
        let middle = Point(x: share * rx * at.y / ry, y: -share * ry * at.x / rx)
        let centre = Point(
            x: cosine * middle.x - sine * middle.y + (now.x + to.x) / 2,
            y: sine * middle.x + cosine * middle.y + (now.y + to.y) / 2)
        let first = atan2((at.y - middle.y) / ry, (at.x - middle.x) / rx)
        var swept = atan2((-at.y - middle.y) / ry, (-at.x - middle.x) / rx) - first
        if sweep, swept < 0 { swept += 2 * .pi }
        if !sweep, swept > 0 { swept -= 2 * .pi }
        let count = max(1, Int((abs(swept) / (.pi / 2) - 1e-9).rounded(.up)))
        let part = swept / Double(count)
        let reach = 4 / 3 * tan(part / 4)
        let place = { (x: Double, y: Double) in
            Point(x: centre.x + cosine * rx * x - sine * ry * y, y: centre.y + sine * rx * x + cosine * ry * y)
        }
        for piece in 0..<count {
            let (from, end) = (first + Double(piece) * part, first + Double(piece + 1) * part)
            curve(
                piece + 1 == count ? to : place(cos(end), sin(end)),
                place(cos(from) - reach * sin(from), sin(from) + reach * cos(from)),
                place(cos(end) + reach * sin(end), sin(end) - reach * cos(end)))
        }
    }
}

/// Takes numbers out of a path, which stand beside each other without a space where they can.
private struct Tokens {
    private let text: [Character]
    private var at = 0

    init(_ text: String) { self.text = Array(text) }

    var atEnd: Bool { text[at...].allSatisfy(Tokens.separates) }

    var numberFollows: Bool {
        text[at...].first { !Tokens.separates($0) }.map { $0.isNumber || "+-.".contains($0) } ?? false
    }

    mutating func command() -> Character? {
        skip()
        guard at < text.count, text[at].isLetter else { return nil }
        defer { at += 1 }
        return text[at]
    }

    mutating func point() -> Drawing.Point? {
        guard let x = number(), let y = number() else { return nil }
        return Drawing.Point(x: x, y: y)
    }

    /// A flag of an arc is one digit, and the next number may follow it at once.
    mutating func flag() -> Bool? {
        skip()
        guard at < text.count, text[at] == "0" || text[at] == "1" else { return nil }
        defer { at += 1 }
        return text[at] == "1"
    }

    mutating func number() -> Double? {
        skip()
        let start = at
        if at < text.count, "+-".contains(text[at]) { at += 1 }
        var dotted = false
        while at < text.count, text[at].isNumber || (text[at] == "." && !dotted) {
            if text[at] == "." { dotted = true }
            at += 1
        }
        return Double(String(text[start..<at]))
    }

    private mutating func skip() {
        while at < text.count, Tokens.separates(text[at]) { at += 1 }
    }

    private static func separates(_ character: Character) -> Bool { character == "," || character.isWhitespace }
}

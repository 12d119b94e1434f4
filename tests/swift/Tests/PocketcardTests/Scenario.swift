import Foundation

/// Steps that both shells take: tests/scenarios/README.md says what each key means. run.sh has made JSON of them, which
/// Foundation reads.
struct Scenario: Decodable {
    let about: String
    let smallDisk: Bool?
    let steps: [Step]

    static let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["POCKETCARD_SCENARIOS"] ?? "")

    static func named(_ name: String) throws -> Scenario {
        let file = folder.appendingPathComponent("\(name).json")
        return try JSONDecoder().decode(Scenario.self, from: try Data(contentsOf: file))
    }

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }
}

/// One step. A key that is not known is no step.
struct Step: Decodable, CustomStringConvertible {
    private let parts: [String: Part]
    private static let known: Set<String> = [
        "phone", "run", "office", "publishes", "prints", "clock", "keys", "disk", "hand", "speaks", "opens", "on",
        "sees", "keeps", "does", "with", "told", "saves",
    ]

    private enum Part: Decodable, CustomStringConvertible {
        case text(String)
        case texts([String])
        case table([String: String])

        init(from decoder: any Decoder) throws {
            let part = try decoder.singleValueContainer()
            if let text = try? part.decode(Scalar.self) {
                self = .text(text.text)
            } else if let texts = try? part.decode([Scalar].self) {
                self = .texts(texts.map(\.text))
            } else {
                self = .table(try part.decode([String: Scalar].self).mapValues(\.text))
            }
        }

        var description: String {
            switch self {
            case .text(let text): text
            case .texts(let texts): "\(texts)"
            case .table(let table): "\(table)"
            }
        }
    }

    /// A number or a truth, as it is written.
    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let part = try decoder.singleValueContainer()
            if let truth = try? part.decode(Bool.self) {
                text = "\(truth)"
            } else if let number = try? part.decode(Int.self) {
                text = "\(number)"
            } else {
                text = try part.decode(String.self)
            }
        }
    }

    init(from decoder: any Decoder) throws {
        parts = try decoder.singleValueContainer().decode([String: Part].self)
        let unknown = Set(parts.keys).subtracting(Self.known)
        if !unknown.isEmpty { throw Wrong("unknown keys \(unknown)") }
    }

    func text(_ key: String) -> String? { if case .text(let text) = parts[key] { text } else { nil } }

    func texts(_ key: String) -> [String]? { if case .texts(let texts) = parts[key] { texts } else { nil } }

    func table(_ key: String) -> [String: String] { if case .table(let table) = parts[key] { table } else { [:] } }

    var description: String { "\(parts)" }
}

/// What is not as it should be.
struct Wrong: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

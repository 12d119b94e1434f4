import PocketcardKit

/// What a state holds, by the names of its properties.
enum Seen {
    /// All values at a path, of which there can be several where it says `*`.
    static func at(_ path: String, of state: Any?) throws -> [String] {
        var found: [Any?] = [state]
        for name in path.split(separator: "/") {
            found = try found.flatMap { try inside(unwrapped($0), String(name)) }
        }
        return found.map { said(unwrapped($0)) }
    }

    private static func inside(_ thing: Any?, _ name: String) throws -> [Any?] {
        guard let thing else { return [nil] }
        let mirror = Mirror(reflecting: thing)
        switch mirror.displayStyle {
        case .collection, .set:
            let all = mirror.children.map(\.value)
            if name == "*" { return all }
            if name == "count" { return [all.count] }
            guard let at = Int(name) else { throw Wrong("a list has no \(name)") }
            return [all.indices.contains(at) ? all[at] : nil]
        case .dictionary:
            let pairs = mirror.children.map { Array(Mirror(reflecting: $0.value).children) }
            if name == "count" { return [pairs.count] }
            return [pairs.first { $0.first?.value as? String == name }?.last?.value]
        default:
            guard let property = mirror.children.first(where: { $0.label == name }) else {
                throw Wrong("\(type(of: thing)) has no \(name)")
            }
            return [property.value]
        }
    }

    private static func unwrapped(_ thing: Any?) -> Any? {
        guard let thing else { return nil }
        let mirror = Mirror(reflecting: thing)
        return mirror.displayStyle == .optional ? unwrapped(mirror.children.first?.value) : thing
    }

    private static func said(_ thing: Any?) -> String {
        switch thing {
        case nil: "none"
        case let secret as Secret: secret.text
        case let thing?: "\(thing)"
        }
    }
}

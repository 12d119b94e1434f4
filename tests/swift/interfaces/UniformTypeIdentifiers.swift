// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

import Foundation

public struct UTType: Hashable, Sendable {
    public var identifier: String { fatalError() }
    public static var item: UTType { fatalError() }
    public static var utf8PlainText: UTType { fatalError() }
}

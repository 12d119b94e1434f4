// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

@_exported import CoreFoundation
import Foundation

public final class CGImage: @unchecked Sendable {}

public enum CGLineCap: Int32, Sendable { case butt, round, square }
public enum CGLineJoin: Int32, Sendable { case miter, round, bevel }

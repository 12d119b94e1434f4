// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

import Foundation

public typealias CFTypeRef = AnyObject
public typealias CFString = NSString
public typealias CFDictionary = NSDictionary
public typealias CFArray = NSArray
public typealias CFData = NSData
public typealias OSStatus = Int32

public final class CFAllocator {}
public final class CFError {}

public typealias NSErrorPointer = AutoreleasingUnsafeMutablePointer<NSError?>?

/// A pointer that Linux has no need of.
public struct AutoreleasingUnsafeMutablePointer<Pointee> {}

extension URL {
    public func startAccessingSecurityScopedResource() -> Bool { fatalError() }
    public func stopAccessingSecurityScopedResource() { fatalError() }
}

extension FileAttributeKey {
    public static let protectionKey = FileAttributeKey(rawValue: "")
}

public struct FileProtectionType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let complete = FileProtectionType(rawValue: "")
}

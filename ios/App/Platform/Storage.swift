import Foundation

/// Where the phone's files lie: out of every backup, and unreadable to the system itself while the phone is locked.
enum Storage {
    /// Throws where that cannot be had: then there is no phone.
    static func directory() throws -> URL {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        // Erasing the phone removes what is in it, and leaves this directory as it is protected.
        var held = support.appendingPathComponent("held", isDirectory: true)
        let complete: [FileAttributeKey: Any] = [.protectionKey: FileProtectionType.complete]
        try FileManager.default.createDirectory(
            at: held, withIntermediateDirectories: true, attributes: complete)
        try FileManager.default.setAttributes(complete, ofItemAtPath: held.path)
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try held.setResourceValues(values)
        return held.appendingPathComponent("card", isDirectory: true)
    }

    /// A file that is handed on in a moment: a card, which is sealed. The system clears the directory sometimes; here it
    /// is removed at once when it was handed on.
    static func passing(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.complete])
        return folder.appendingPathComponent(name)
    }

    /// Removes what an app that was ended left on the way.
    static func clearPassing() {
        let folder = FileManager.default.temporaryDirectory
        let left = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in left ?? [] { try? FileManager.default.removeItem(at: file) }
    }
}

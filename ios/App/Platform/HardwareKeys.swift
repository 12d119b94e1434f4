import CryptoKit
import Foundation
import LocalAuthentication
import PocketcardKit
import Security

/// Keys in the Secure Enclave. They never leave it, do not move to another phone, and do not work while this one is
/// locked.
///
/// The Enclave has keys for agreement on P-256 and none for HMAC. A key here is therefore an agreement of the
/// Enclave's key with another's whose private half was thrown away. Anyone who cannot use the Enclave's key cannot know
/// it.
final class HardwareKeys: Keys {
    /// Who has to be there for a key to work.
    enum Presence: Sendable {
        /// Anyone who has unlocked the phone.
        case unlockedPhone
        /// The owner, by the face or the finger that the phone knew when the key was made. Another finger that is
        /// added later ends the key, and the recovery words are needed.
        case owner
    }

    private let presence: Presence

    init(presence: Presence) { self.presence = presence }

    var hardware: Bool { SecureEnclave.isAvailable }

    func create(name: String) throws {
        if let held = try read(name) {
            // The keychain outlives an app that was removed. A key that has ended serves nobody.
            guard ended(held) else { return }
            try destroy(name: name)
        }
        guard SecureEnclave.isAvailable else { throw KeysFailed(.unavailable) }
        let key = try asked(nil) {
            try SecureEnclave.P256.KeyAgreement.PrivateKey(accessControl: try access())
        }
        let held = Held(
            key: key.dataRepresentation,
            other: P256.KeyAgreement.PrivateKey().publicKey.x963Representation,
            biometry: presence == .owner ? HardwareKeys.biometry() : nil)
        try write(held, as: name)
    }

    func mac(name: String, data: Data) throws -> Data {
        guard let held = try read(name) else { throw KeysFailed(.invalidated) }
        let agreed = try asked(held) {
            let key = try SecureEnclave.P256.KeyAgreement.PrivateKey(
                dataRepresentation: held.key, authenticationContext: LAContext())
            let other = try P256.KeyAgreement.PublicKey(x963Representation: held.other)
            return try key.sharedSecretFromKeyAgreement(with: other)
        }
        let secret = agreed.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: Data(), sharedInfo: HardwareKeys.purpose, outputByteCount: 32)
        return Data(HMAC<SHA256>.authenticationCode(for: data, using: secret))
    }

    func destroy(name: String) throws {
        let status = SecItemDelete(HardwareKeys.item(name) as CFDictionary)
        guard status == errSecSuccess || status == errSecItemNotFound else { throw failed(status) }
    }

    /// What the keychain holds of a key: nothing of it works without this phone's Enclave.
    private struct Held: Codable {
        /// The Enclave's key, as the Enclave has wrapped it for itself.
        let key: Data
        /// The public half that it agrees with.
        let other: Data
        /// The faces and fingers that the phone knew when the key was made.
        let biometry: Data?
    }

    private static let purpose = Data("pocketcard mac".utf8)
    private static let service = "pocketcard"

    private static func item(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name]
    }

    private func read(_ name: String) throws -> Held? {
        var query = HardwareKeys.item(name)
        query[kSecReturnData] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let data = found as? Data else { throw failed(status) }
        guard let held = try? PropertyListDecoder().decode(Held.self, from: data) else {
            throw KeysFailed(.invalidated)
        }
        return held
    }

    private func write(_ held: Held, as name: String) throws {
        guard let data = try? PropertyListEncoder().encode(held) else { throw KeysFailed(.unavailable) }
        var query = HardwareKeys.item(name)
        query[kSecValueData] = data
        query[kSecAttrAccessible] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
        let status = SecItemAdd(query as CFDictionary, nil)
        guard status == errSecSuccess || status == errSecDuplicateItem else { throw failed(status) }
    }

    private func access() throws -> SecAccessControl {
        let flags: SecAccessControlCreateFlags =
            presence == .owner ? [.privateKeyUsage, .biometryCurrentSet] : .privateKeyUsage
        let access = SecAccessControlCreateWithFlags(
            nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, flags, nil)
        guard let access else { throw KeysFailed(.unavailable) }
        return access
    }

    /// What stands for the faces and fingers that the phone knows now.
    private static func biometry() -> Data? {
        let context = LAContext()
        _ = context.canEvaluatePolicy(.deviceOwnerAuthenticationWithBiometrics, error: nil)
        return context.evaluatedPolicyDomainState
    }

    /// What went wrong, in the four words that call for different actions of the user.
    private func asked<T>(_ held: Held?, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let known as KeysFailed {
            throw known
        } catch let refused as LAError {
            throw KeysFailed(HardwareKeys.trouble(refused.code) ?? unknown(held))
        } catch {
            throw KeysFailed(unknown(held))
        }
    }

    private static func trouble(_ code: LAError.Code) -> KeysTrouble? {
        switch code {
        case .userCancel, .appCancel, .systemCancel, .userFallback, .authenticationFailed: .cancelled
        case .notInteractive, .biometryLockout: .locked
        case .passcodeNotSet, .biometryNotEnrolled: .invalidated
        default: nil
        }
    }

    private func unknown(_ held: Held?) -> KeysTrouble {
        held.map(ended) == true ? .invalidated : .unavailable
    }

    /// Other faces or fingers than when the key was made have ended it.
    private func ended(_ held: Held) -> Bool {
        guard let made = held.biometry, let now = HardwareKeys.biometry() else { return false }
        return made != now
    }

    private func failed(_ status: OSStatus) -> KeysFailed {
        switch status {
        case errSecUserCanceled, errSecAuthFailed: KeysFailed(.cancelled)
        case errSecInteractionNotAllowed: KeysFailed(.locked)
        default: KeysFailed(.unavailable)
        }
    }
}

import Foundation
internal import PocketcardFFI

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Brings one request to the other side, and back the answer or as much of it as arrived.
public protocol Carrier: Sendable {
    func carry(request: Data) async throws -> Data
}

/// The office's hub. The authorization is a secret: not for a log.
public struct Hub: Sendable, Equatable, Discreet {
    public let url: String
    public let authorization: String
    /// In DER: what the hub's certificate must lead to. Without one, what this device trusts.
    public let certificate: Data?
}

/// Carries requests to a hub over HTTP, with the platform's own client.
public final class HTTPCarrier: Carrier {
    private let address: URL
    private let authorization: String
    private let certificate: Data?
    /// No hub answers with more.
    private static let answerMax = 2 * 1024 * 1024
    private static let patienceSeconds = 60.0

    public init(hub: Hub) throws {
        guard let url = URL(string: hub.url) else { throw Failure("network") }
        address = url.appendingPathComponent("v1/exchange")
        authorization = hub.authorization
        certificate = hub.certificate
    }

    public func carry(request: Data) async throws -> Data {
        var http = URLRequest(url: address, timeoutInterval: Self.patienceSeconds)
        http.httpMethod = "POST"
        http.httpBody = request
        http.setValue(authorization, forHTTPHeaderField: "Authorization")
        http.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        let answer = HTTPAnswer(limit: Self.answerMax, certificate: certificate)
        // Nothing of an exchange may lie in a cache on the disk.
        let session = URLSession(configuration: .ephemeral, delegate: answer, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (bytes, response) = try await answer.of(session.dataTask(with: http))
        let status = UInt16(clamping: response?.statusCode ?? 0)
        if let why = noAnswer(status: status, hub: response?.value(forHTTPHeaderField: "pocketcard-hub")) {
            throw Failure(why)
        }
        return bytes
    }
}

/// Gathers one answer, up to a limit. What came before a break counts: the core sees where it ends.
private final class HTTPAnswer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let limit: Int
    private let certificate: Data?
    private let lock = NSLock()
    private var bytes = Data()
    private var waiting: CheckedContinuation<(Data, HTTPURLResponse?), any Error>?

    init(limit: Int, certificate: Data?) {
        self.limit = limit
        self.certificate = certificate
    }

    func of(_ task: URLSessionDataTask) async throws -> (Data, HTTPURLResponse?) {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                lock.withLock { waiting = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let tooLong = lock.withLock {
            bytes.append(data)
            return bytes.count > limit
        }
        if tooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (continuation, bytes) = lock.withLock { (waiting, self.bytes) }
        if bytes.count > limit {
            continuation?.resume(throwing: Failure("exchange-failed"))
        } else if error != nil, bytes.isEmpty {
            continuation?.resume(throwing: Failure("network"))
        } else {
            continuation?.resume(returning: (bytes, task.response as? HTTPURLResponse))
        }
    }

    /// A token must not follow a redirect to somebody else.
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    #if canImport(Security)
    /// Where the office gave a certificate, that one alone is trusted.
    func urlSession(
        _ session: URLSession, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        guard let certificate, let trust = challenge.protectionSpace.serverTrust else {
            return completionHandler(.performDefaultHandling, nil)
        }
        guard leads(trust, to: certificate) else { return completionHandler(.cancelAuthenticationChallenge, nil) }
        completionHandler(.useCredential, URLCredential(trust: trust))
    }
    #endif
}

#if canImport(Security)
import Security

/// Whether a server's certificate leads to this one, in DER.
private func leads(_ trust: SecTrust, to certificate: Data) -> Bool {
    guard let anchor = SecCertificateCreateWithData(nil, certificate as CFData) else { return false }
    SecTrustSetAnchorCertificates(trust, [anchor] as CFArray)
    SecTrustSetAnchorCertificatesOnly(trust, true)
    return SecTrustEvaluateWithError(trust, nil)
}
#endif

import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import PocketcardFFI

/// Carries requests to a hub over HTTP, with the platform's own client.
public final class HTTPCarrier: Carrier {
    private let address: URL
    private let authorization: String
    /// No hub answers with more.
    private static let answerMax = 2 * 1024 * 1024

    /// Why the hub did not answer as it should.
    public enum Failure: Error, Equatable {
        /// The address is not one.
        case address
        /// The hub does not let this phone in: ask the office.
        case refused
        /// The hub is busy: try again later.
        case busy
        /// What answers is not a hub: if this network has a log-in page, log in first.
        case notAHub
        /// The answer is too long: try again, then tell the office.
        case tooLong
        /// The hub answered with another status: try again later.
        case status(Int)
    }

    public init(hub: Hub) throws {
        guard let url = URL(string: hub.url) else { throw Failure.address }
        address = url.appendingPathComponent("v1/exchange")
        authorization = String(decoding: hub.authorization, as: UTF8.self)
    }

    public func carry(_ request: Data) async throws -> Data {
        var http = URLRequest(url: address, timeoutInterval: 60)
        http.httpMethod = "POST"
        http.httpBody = request
        http.setValue(authorization, forHTTPHeaderField: "Authorization")
        http.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        let answer = Answer(limit: Self.answerMax)
        // Nothing of an exchange may lie in a cache on the disk.
        let session = URLSession(configuration: .ephemeral, delegate: answer, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (bytes, response) = try await answer.of(session.dataTask(with: http))
        guard let response, response.value(forHTTPHeaderField: "pocketcard-hub") == "1" else {
            throw Failure.notAHub
        }
        switch response.statusCode {
        case 200: return bytes
        case 401, 403: throw Failure.refused
        case 429, 503: throw Failure.busy
        case let status: throw Failure.status(status)
        }
    }
}

/// Gathers one answer, up to a limit. What came before a break counts: the core sees where it ends.
private final class Answer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let limit: Int
    private let lock = NSLock()
    private var bytes = Data()
    private var waiting: CheckedContinuation<(Data, HTTPURLResponse?), any Error>?

    init(limit: Int) { self.limit = limit }

    func of(_ task: URLSessionDataTask) async throws -> (Data, HTTPURLResponse?) {
        try await withCheckedThrowingContinuation { continuation in
            lock.withLock { waiting = continuation }
            task.resume()
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let tooLong = lock.withLock {
            bytes.append(data)
            return bytes.count > limit
        }
        if tooLong { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        let (continuation, bytes) = lock.withLock { (waiting, self.bytes) }
        if bytes.count > limit {
            continuation?.resume(throwing: HTTPCarrier.Failure.tooLong)
        } else if let error, bytes.isEmpty {
            continuation?.resume(throwing: error)
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
}

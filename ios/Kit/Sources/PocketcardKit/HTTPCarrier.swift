import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import PocketcardFFI

/// Carries requests to a hub over HTTP, with the platform's own client.
public final class HTTPCarrier: NSObject, Carrier, URLSessionTaskDelegate {
    private let address: URL
    private let authorization: String

    /// Why the hub did not answer as it should.
    public enum Failure: Error, Equatable {
        /// The address is not one.
        case address
        /// The hub does not let this phone in: ask the office.
        case refused
        /// The hub is busy: try again later.
        case busy
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
        // Nothing of an exchange may lie in a cache on the disk.
        let session = URLSession(configuration: .ephemeral, delegate: self, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (answer, response) = try await session.data(for: http)
        switch (response as? HTTPURLResponse)?.statusCode {
        case 200: return answer
        case 401, 403: throw Failure.refused
        case 429, 503: throw Failure.busy
        case let status: throw Failure.status(status ?? 0)
        }
    }

    /// A token must not follow a redirect to somebody else.
    public func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
import Foundation

/// Harbour
public struct APIClient: Sendable {
    /// How this client proves who it is; what is nil is not sent.
    public struct Credentials: Sendable {
        /// A token: `Authorization: Bearer ...`
        public var bearer: String?
        /// A key in the header field X-Key.
        public var headerKey: String?
        /// A key in the header field X-Bell.
        public var headerKey2: String?

        /// Makes credentials.
        public init(bearer: String? = nil, headerKey: String? = nil, headerKey2: String? = nil) {
            self.bearer = bearer
            self.headerKey = headerKey
            self.headerKey2 = headerKey2
        }
    }

    /// Where the server is.
    public var baseURL: String
    /// How this client proves who it is.
    public var credentials: Credentials
    /// What sends the requests.
    public var transport: any APITransport

    /// Makes a client.
    public init(
        baseURL: String, credentials: Credentials = Credentials(),
        transport: any APITransport = URLSessionTransport()
    ) {
        self.baseURL = baseURL
        self.credentials = credentials
        self.transport = transport
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - ways: of proving who this is; the first of which all is known is taken.
    func send(_ request: APIRequest, _ ways: [[String]]) async throws -> APIResponse {
        for way in ways {
            var proven = request
            guard way.allSatisfy({ prove($0, in: &proven) }) else { continue }
            return try await transport.send(proven, below: baseURL)
        }
        return try await transport.send(request, below: baseURL)
    }

    private func prove(_ scheme: String, in request: inout APIRequest) -> Bool {
        switch scheme {
        case "bearer":
            guard let value = credentials.bearer else { return false }
            request.headers["Authorization"] = "Bearer \(value)"
            return true
        case "headerKey":
            guard let value = credentials.headerKey else { return false }
            request.headers["X-Key"] = value
            return true
        case "headerKey2":
            guard let value = credentials.headerKey2 else { return false }
            request.headers["X-Bell"] = value
            return true
        default: return false
        }
    }
}

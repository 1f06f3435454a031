// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
import Foundation

/// Parcel service
public struct APIClient: Sendable {
    /// How this client proves who it is; what is nil is not sent.
    public struct Credentials: Sendable {
        /// A key in the query, as api token.
        public var token: String?
        /// Name and password: `Authorization: Basic ...`
        public var login: (user: String, password: String)?
        /// A key in the cookie tenant.
        public var tenant: String?

        /// Makes credentials.
        public init(token: String? = nil, login: (user: String, password: String)? = nil, tenant: String? = nil) {
            self.token = token
            self.login = login
            self.tenant = tenant
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
        baseURL: String = "https://parcels.example.com/v2/", credentials: Credentials = Credentials(),
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
        case "token":
            guard let value = credentials.token else { return false }
            request.query.append(("api token", value))
            return true
        case "login":
            guard let value = credentials.login else { return false }
            request.headers["Authorization"] = "Basic \(Data("\(value.user):\(value.password)".utf8).base64EncodedString())"
            return true
        case "tenant":
            guard let value = credentials.tenant else { return false }
            request.cookies.append(("tenant", APIRequest.encoded(value)))
            return true
        default: return false
        }
    }
}

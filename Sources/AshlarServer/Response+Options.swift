package import AshlarHTTP
import HTTPTypes

extension Response {
    /// RFC 9110 section 9.3.7: what the server as a whole can do.
    package static let optionsOfServer = Response(
        status: .noContent, headers: [.allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"])
}

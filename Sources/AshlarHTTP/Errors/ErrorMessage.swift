package import HTTPTypes
import NIOCore

/// What went wrong, as plain JSON: `{"message": "...", "errors": {"title": ["..."]}}`, for clients that read no problem
/// details.
package struct ErrorMessage: Sendable, Encodable {
    /// What went wrong, for people.
    let message: String
    /// What is wrong with each field.
    let errors: [String: [String]]?
    /// What to look for in the log.
    let errorID: String?

    private enum CodingKeys: String, CodingKey {
        case message, errors
        case errorID = "error_id"
    }

    /// Makes a message.
    package init(_ message: String, errors: [String: [String]]? = nil, errorID: String? = nil) {
        self.message = message
        self.errors = errors
        self.errorID = errorID
    }

    /// The response.
    package func response(status: HTTPResponse.Status, using coder: some JSONCoding = FoundationJSON.standard)
        -> Response
    {
        // A coder that cannot write a few texts must not turn one error into another.
        let bytes = (try? coder.encode(self)) ?? ByteBuffer(string: "{\"message\":\"\(status.phrase)\"}")
        return Response(status: status, contentType: "application/json", bytes: bytes)
    }
}

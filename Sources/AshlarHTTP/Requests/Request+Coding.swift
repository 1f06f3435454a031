import HTTPTypes
import NIOCore

extension Request {
    /// The whole body, to be read as input.
    ///
    /// - Parameter limit: the largest body that is read, in bytes.
    /// - Throws: ``HTTPError`` 415 if it is compressed, 413 if it is larger.
    func collectInput(upTo limit: Int) async throws -> ByteBuffer {
        try refuseCoding()
        return try await body.collect(upTo: limit)
    }

    /// A compressed body would be read as what it is not (RFC 9110, sections 8.4 and 12.5.3); who wants one decodes it before.
    ///
    /// - Throws: ``HTTPError`` 415 if there is a content coding.
    func refuseCoding() throws {
        let codings = headers[values: .contentEncoding].joined(separator: ", ")
        guard !codings.isEmpty, codings.lowercased() != "identity" else { return }
        throw HTTPError(
            .unsupportedMediaType, "This address accepts bodies that are not compressed, not \(codings).",
            headers: [.acceptEncoding: "identity"])
    }
}

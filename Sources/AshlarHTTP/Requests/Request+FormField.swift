import HTTPTypes
import NIOCore

extension Request {
    /// One field of a form, without decoding the others: for a layer that looks for a token before the app reads the form.
    ///
    /// ```swift
    /// let token = try await request.formField("_token")
    /// ```
    ///
    /// - Parameters:
    ///   - name: the field's name, of characters that are never encoded: letters, digits, `-`, `.` and `_`.
    ///   - limit: the largest urlencoded body that is read, in bytes; that of ``inputLimits`` if nil.
    /// - Returns: its last value; nil if the form has none of that name.
    /// - Throws: ``HTTPError`` 415 if the body is no form, 413 if it is larger, 400 if it is malformed.
    public func formField(_ name: StaticString, upTo limit: Int? = nil) async throws -> String? {
        if mediaType == "application/x-www-form-urlencoded" {
            let bytes = try await collectInput(upTo: limit ?? inputLimits.bodyBytes)
            let value = bytes.withUnsafeReadableBytes { bytes in
                FormScan.last(name, in: bytes).flatMap { PercentEncoding.decode($0, plusIsSpace: true) }
            }
            if let value { return value }
        }
        // The name may have been sent in another way, and what is malformed is said by who reads all of it.
        return try await form(upTo: limit)["\(name)"]
    }
}

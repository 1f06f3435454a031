import HTTPTypes

/// What a browser sent from an HTML form. An action that takes a `Form` gets it read from the body.
///
/// ```swift
/// func store(form: Form) async throws -> Redirect {
///     let post = try await Post.create(title: form.required("title"), body: form["body"] ?? "")
///     return .route("posts.show", post)
/// }
/// ```
public struct Form: Sendable, Equatable {
    /// The fields as they were sent.
    public let fields: Parameters

    /// Makes a form of its fields.
    public init(_ fields: Parameters) {
        self.fields = fields
    }

    /// The value of a field, or nil if it was not sent.
    public subscript(_ name: String) -> String? { fields[name] }

    /// The value of a field, without white space around it.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if it was not sent or is blank.
    public func required(_ name: String) throws -> String {
        let value = Self.trimmed(fields[name] ?? "")
        guard !value.isEmpty else { throw HTTPError(.unprocessableContent, "The field \"\(name)\" is required.") }
        return value
    }

    /// The value of a field as a type; nil if it was not sent or is blank.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if the value is no such type.
    public func value<T: LosslessStringConvertible>(_ name: String, as type: T.Type = T.self) throws -> T? {
        let text = Self.trimmed(fields[name] ?? "")
        guard !text.isEmpty else { return nil }
        guard let value = T(text) else {
            throw HTTPError(
                .unprocessableContent, "The field \"\(name)\" is not a valid \(T.self): \"\(text.prefix(80))\".")
        }
        return value
    }

    /// Whether a checkbox is ticked: browsers send nothing for one that is not.
    public func isOn(_ name: String) -> Bool {
        guard let value = fields[name] else { return false }
        return !["", "0", "off", "false", "no"].contains(value.lowercased())
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
        return String(text[start..<end])
    }
}

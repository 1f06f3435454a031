package import AshlarSupport
import HTTPTypes
import NIOCore

extension Request {
    /// The body as it was sent, for typed inputs: JSON, a form, or a form with files; nothing for an empty one.
    ///
    /// - Parameter limits: what is read at most; ``inputLimits`` if nil.
    /// - Returns: the value, and whether all of it is text, as in a form.
    /// - Throws: ``HTTPError`` 400 if it is malformed, 413 if it is larger, 415 for another media type.
    package nonisolated(nonsending) func sentBody(limits: InputLimits? = nil) async throws -> (
        value: SentValue, isForm: Bool
    ) {
        let limits = limits ?? inputLimits
        let media = mediaType
        if let media, MediaType.isJSON(media) {
            let bytes = try await collectInput(upTo: limits.bodyBytes)
            return (try JSONInput.sent(bytes, .init(depth: limits.depth, count: limits.count)), false)
        }
        if media == nil, body.length == 0 { return (.members([]), true) }
        if media == "application/x-www-form-urlencoded" {
            let bytes = try await collectInput(upTo: limits.bodyBytes)
            let form = try Parameters(urlEncoded: bytes.readableBytesView, in: "form")
            return (try Self.sent(form.items, limits), true)
        }
        guard let tree = try await formTree(media, limits) else {
            throw Self.unsupported(media ?? "a body without type")
        }
        return (tree.sent, true)
    }

    /// The query as it was sent, for typed inputs.
    ///
    /// - Parameter limits: what is read at most; ``inputLimits`` if nil.
    /// - Throws: ``HTTPError`` 400 if it is malformed.
    package func sentQuery(limits: InputLimits? = nil) throws -> SentValue {
        try Self.sent(query.items, limits ?? inputLimits)
    }

    private static func sent(_ items: [Parameters.Item], _ limits: InputLimits) throws -> SentValue {
        // Most queries and forms are a few plain names.
        if items.count <= min(16, limits.count), !items.contains(where: { $0.name.utf8.last == UInt8(ascii: "]") }) {
            return members(items)
        }
        var tree = InputTree(limits: limits)
        for item in items { try tree.add(item.name, .string(item.value)) }
        return tree.sent
    }

    /// Names with their values, of which several of one name are a list.
    package static func members(_ items: [Parameters.Item]) -> SentValue {
        var members: [(name: String, values: [SentValue])] = []
        for item in items {
            if let index = members.firstIndex(where: { $0.name == item.name }) {
                members[index].values.append(.text(item.value))
            } else {
                members.append((item.name, [.text(item.value)]))
            }
        }
        return .members(
            members.map { SentValue.Member($0.name, $0.values.count == 1 ? $0.values[0] : .list($0.values)) })
    }
}

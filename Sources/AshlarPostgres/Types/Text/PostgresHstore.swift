/// Names with texts or NULL: the type `hstore` of the extension of that name.
public struct PostgresHstore: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The texts by their names.
    public var values: [String: String?]

    /// Some names with texts.
    public init(_ values: [String: String?]) { self.values = values }

    /// Some names with texts.
    public init(dictionaryLiteral elements: (String, String?)...) {
        values = Dictionary(elements) { _, last in last }
    }

    /// The text of a name; nil for NULL and for a name that is not there.
    public subscript(name: String) -> String? { values[name] ?? nil }
}

extension PostgresHstore: PostgresEncodable, PostgresDecodable {
    /// Inferred: the type of an extension has no fixed identifier.
    public static var postgresType: PostgresType { .inferred }

    /// The text form, in the order of the names.
    public func encode(into buffer: inout [UInt8]) {
        let pairs = values.sorted { $0.key < $1.key }
        let texts = pairs.map { $0.key.quotedElement + "=>" + ($0.value?.quotedElement ?? "NULL") }
        buffer += texts.joined(separator: ",").utf8
    }

    /// Reads `hstore`.
    public init(from cell: PostgresCell) throws {
        // `hstore_send`: the count, then each name and text with its length.
        self = try cell.readFields(PostgresHstore.self) { reader in
            guard let count = reader.integer(Int32.self), count >= 0, Int(count) * 8 <= reader.remaining else {
                return nil
            }
            var values: [String: String?] = [:]
            for _ in 0..<count {
                guard let name = reader.lengthAndBytes()?.bytes, let text = reader.lengthAndBytes() else { return nil }
                values[String(decoding: name, as: UTF8.self)] =
                    .some(text.bytes.map { String(decoding: $0, as: UTF8.self) })
            }
            return PostgresHstore(values)
        }
    }
}

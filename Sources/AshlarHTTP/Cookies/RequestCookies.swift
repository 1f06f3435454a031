/// The cookies of a request, by name (RFC 6265bis section 5.8.3).
public struct RequestCookies: Sendable, Equatable {
    /// Names and values in the order in which they were sent. Browsers send the one with the longest path first.
    public let items: [Parameters.Item]
    /// Told of cookies that cannot be opened.
    let notice: (@Sendable (String) -> Void)?

    /// No cookies.
    public init() {
        items = []
        notice = nil
    }

    /// Parses the values of `Cookie` fields. What is no pair is skipped; nothing is decoded.
    ///
    /// A client may send `Cookie` in several fields, as HTTP/2 does (RFC 9113 section 8.2.3).
    public init(fields: some Sequence<String>) {
        self.init(fields: fields, notice: nil)
    }

    init(fields: some Sequence<String>, notice: (@Sendable (String) -> Void)?) {
        self.notice = notice
        var items: [Parameters.Item] = []
        for var field in fields {
            field.withUTF8 { field in
                for pair in field.split(separator: UInt8(ascii: ";")) {
                    guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                    let name = Self.trimmed(pair[..<equals])
                    var value = Self.trimmed(pair[(equals + 1)...])
                    if value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
                        value = value.dropFirst().dropLast()
                    }
                    guard !name.isEmpty, items.count < Self.maximumCount else { continue }
                    // Cut at characters of ASCII, text stays UTF-8.
                    items.append(
                        .init(
                            name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self)))
                }
            }
        }
        self.items = items
    }

    /// The value of a cookie; of several with the name the first, which has the longest path.
    public subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// All names.
    public var names: [String] { items.map(\.name) }

    /// Whether the same cookies were sent.
    public static func == (one: RequestCookies, other: RequestCookies) -> Bool { one.items == other.items }

    /// Browsers keep at most 180 cookies a site.
    private static let maximumCount = 500

    private static func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var bytes = bytes
        while let first = bytes.first, first == 32 || first == 9 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last == 32 || last == 9 { bytes = bytes.dropLast() }
        return bytes
    }
}

import HTTPTypes

/// Names and values in the order in which they were sent: of a query or a form.
public struct Parameters: Sendable, Equatable {
    /// One name with its value.
    public struct Item: Sendable, Equatable {
        /// The name.
        public let name: String
        /// The value; empty where only a name was sent.
        public let value: String

        /// Makes an item.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What is read at most: a longer list is refused, as it was not written by a person.
    public static let maximumCount = 10_000

    /// All of them.
    public let items: [Item]

    /// Makes a list.
    public init(_ items: [(name: String, value: String)]) {
        self.items = items.map { Item(name: $0.name, value: $0.value) }
    }

    /// Makes a list of items.
    public init(items: [Item]) { self.items = items }

    /// Parses `a=1&b=2`.
    ///
    /// - Parameters:
    ///   - bytes: the text as it was sent.
    ///   - place: what it is, for the message: `query` or `form`.
    /// - Throws: ``HTTPError`` 400 if an escape is broken, the bytes are no UTF-8, or there are too many parameters.
    public init(urlEncoded bytes: some Collection<UInt8>, in place: String) throws {
        items =
            try bytes.withContiguousStorageIfAvailable { try Self.items(of: $0, in: place) }
            ?? Array(bytes).withUnsafeBufferPointer { try Self.items(of: $0, in: place) }
    }

    private static func items(of bytes: UnsafeBufferPointer<UInt8>, in place: String) throws -> [Item] {
        var items: [Item] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let pair = rest[..<end]
            rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
            if pair.isEmpty { continue }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let valueStart = equals == pair.endIndex ? equals : pair.index(after: equals)
            guard items.count < maximumCount,
                let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(pair[valueStart...], plusIsSpace: true)
            else {
                throw HTTPError(
                    .badRequest,
                    items.count < maximumCount
                        ? "The \(place) has a broken percent-encoding or is not UTF-8."
                        : "The \(place) has more than \(maximumCount) parameters.")
            }
            items.append(Item(name: name, value: value))
        }
        return items
    }

    /// The last value of a name, or nil if the name was not sent.
    public subscript(_ name: String) -> String? {
        items.last { $0.name == name }?.value
    }

    /// All values of a name, in the order in which they were sent.
    public func all(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// All values of either of two names, in the order in which they were sent: `tag` and `tag[]`.
    public func all(_ name: String, or other: String) -> [String] {
        items.filter { $0.name == name || $0.name == other }.map(\.value)
    }
}

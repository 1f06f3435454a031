/// An array of any number of dimensions; `[Element]` is handier for one.
///
/// ```swift
/// let grid = PostgresArray(rows: [[1, 2, 3], [4, 5, 6]])
/// grid?[1, 2]    // 6
/// ```
public struct PostgresArray<Element: PostgresCodable>: Sendable {
    /// How many elements there are in each dimension, the outermost first.
    public let counts: [Int]
    /// The number of the first element in each dimension; 1 unless somebody chose otherwise.
    public let lowerBounds: [Int]
    /// All elements, those of the last dimension side by side.
    public let elements: [Element]

    /// PostgreSQL's MAXDIM.
    private static var maximumDimensions: Int { 6 }

    /// An array.
    ///
    /// - Returns: nil when the counts do not fit the elements, or there are more than six dimensions. An array without
    ///   elements has no dimensions.
    public init?(_ elements: [Element], counts: [Int], lowerBounds: [Int]? = nil) {
        let lowerBounds = lowerBounds ?? counts.map { _ in 1 }
        guard counts.count <= Self.maximumDimensions, lowerBounds.count == counts.count,
            counts.allSatisfy({ $0 > 0 }), counts.reduce(counts.isEmpty ? 0 : 1, { $0 * $1 }) == elements.count
        else { return nil }
        self.elements = elements
        self.counts = counts
        self.lowerBounds = lowerBounds
    }

    /// An array of two dimensions.
    ///
    /// - Returns: nil when the rows are not of one length.
    public init?(rows: [[Element]]) {
        let width = rows.first?.count ?? 0
        guard rows.allSatisfy({ $0.count == width }) else { return nil }
        self.init(rows.flatMap { $0 }, counts: width == 0 ? [] : [rows.count, width])
    }

    /// The element at some places, counted from 0 in each dimension; nil where there is none.
    public subscript(places: Int...) -> Element? {
        guard places.count == counts.count, !places.isEmpty else { return nil }
        var index = 0
        for (place, count) in zip(places, counts) {
            guard (0..<count).contains(place) else { return nil }
            index = index * count + place
        }
        return elements[index]
    }
}

extension PostgresArray: Equatable where Element: Equatable {}
extension PostgresArray: Hashable where Element: Hashable {}

extension PostgresArray: PostgresEncodable, PostgresDecodable {
    /// The array type of the elements' type.
    public static var postgresType: PostgresType { Element.postgresType.array ?? .inferred }

    /// The format of `array_recv`. Elements whose type only the server knows cannot be sent like this.
    public func encode(into buffer: inout [UInt8]) {
        guard Self.postgresType != .inferred else { return }
        buffer.appendInteger(Int32(truncatingIfNeeded: counts.count))
        buffer.appendInteger(Int32(elements.contains { $0.isPostgresNull } ? 1 : 0))
        buffer.appendInteger(Element.postgresType.rawValue)
        for (count, lowerBound) in zip(counts, lowerBounds) {
            buffer.appendInteger(Int32(truncatingIfNeeded: count))
            buffer.appendInteger(Int32(truncatingIfNeeded: lowerBound))
        }
        for element in elements { buffer.appendValue(element) }
    }

    /// Why it cannot be sent.
    public var postgresEncodingFailure: String? {
        Self.postgresType == .inferred ? "\(Element.self) has no array type that is known" : nil
    }

    /// Reads an array of any number of dimensions whose element type `Element` reads.
    public init(from cell: PostgresCell) throws {
        self = try cell.readFields(PostgresArray.self) { reader in
            guard let dimensions = reader.integer(Int32.self), (0...Int32(Self.maximumDimensions)).contains(dimensions),
                reader.integer(Int32.self) != nil, let type = reader.integer(UInt32.self)
            else { return nil }
            var counts: [Int] = []
            var lowerBounds: [Int] = []
            for _ in 0..<dimensions {
                guard let count = reader.integer(Int32.self), let bound = reader.integer(Int32.self) else { return nil }
                counts.append(Int(count))
                lowerBounds.append(Int(bound))
            }
            var elements: [Element] = []
            while reader.remaining > 0 {
                guard let value = reader.lengthAndBytes() else { return nil }
                elements.append(try Element(from: cell.part(PostgresType(rawValue: type), value.bytes)))
            }
            return PostgresArray(elements, counts: counts, lowerBounds: lowerBounds)
        }
    }
}

extension [UInt8] {
    /// Appends the length of a value and the value; -1 for NULL.
    mutating func appendValue(_ value: some PostgresEncodable) {
        guard !value.isPostgresNull else { return appendInteger(Int32(-1)) }
        let start = count
        appendInteger(Int32(0))
        value.encode(into: &self)
        replaceInteger(at: start, with: Int32(truncatingIfNeeded: count - start - 4))
    }
}

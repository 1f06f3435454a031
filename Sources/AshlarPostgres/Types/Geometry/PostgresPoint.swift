/// A point of the plane: PostgreSQL's `point`.
public struct PostgresPoint: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The first coordinate.
    public var x: Double
    /// The second coordinate.
    public var y: Double

    /// A point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// As PostgreSQL writes it: `(1.5,2.0)`.
    public var description: String { "(\(x),\(y))" }
}

extension PostgresPoint: PostgresEncodable, PostgresDecodable {
    /// `point`
    public static var postgresType: PostgresType { .point }

    /// Two doubles.
    public func encode(into buffer: inout [UInt8]) {
        x.encode(into: &buffer)
        y.encode(into: &buffer)
    }

    /// Reads `point`.
    public init(from cell: PostgresCell) throws { self = try cell.readShape(.point, PostgresPoint.self) { $0.point() } }
}

extension BinaryReader {
    mutating func point() -> PostgresPoint? {
        guard let x = double(), let y = double() else { return nil }
        return PostgresPoint(x: x, y: y)
    }

    /// A count and as many points.
    mutating func points() -> [PostgresPoint]? {
        guard let count = integer(Int32.self), count >= 0, Int(count) * 16 <= remaining else { return nil }
        return (0..<count).compactMap { _ in point() }
    }
}

extension PostgresCell {
    func readShape<T>(_ type: PostgresType, _ target: T.Type, _ body: (inout BinaryReader) -> T?) throws -> T {
        guard self.type == type else { throw mismatch(target, readable: type.description) }
        return try readFields(target, body)
    }
}

extension [PostgresPoint] {
    /// A count and the points.
    func encodeCounted(into buffer: inout [UInt8]) {
        buffer.appendInteger(Int32(truncatingIfNeeded: count))
        for point in self { point.encode(into: &buffer) }
    }
}

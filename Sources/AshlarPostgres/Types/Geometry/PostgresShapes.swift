/// An endless line, all points with `a`x + `b`y + `c` = 0: PostgreSQL's `line`.
public struct PostgresLine: Sendable, Hashable, Codable {
    /// The factor of x; it and ``b`` are not both 0.
    public var a: Double
    /// The factor of y.
    public var b: Double
    /// The constant.
    public var c: Double

    /// A line.
    public init(a: Double, b: Double, c: Double) {
        self.a = a
        self.b = b
        self.c = c
    }
}

extension PostgresLine: PostgresEncodable, PostgresDecodable {
    /// `line`
    public static var postgresType: PostgresType { .line }

    /// Three doubles.
    public func encode(into buffer: inout [UInt8]) { for number in [a, b, c] { number.encode(into: &buffer) } }

    /// Reads `line`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.line, PostgresLine.self) { reader in
            guard let a = reader.double(), let b = reader.double(), let c = reader.double() else { return nil }
            return PostgresLine(a: a, b: b, c: c)
        }
    }
}

/// The part of a line between two points: PostgreSQL's `lseg`.
public struct PostgresLineSegment: Sendable, Hashable, Codable {
    /// One end.
    public var start: PostgresPoint
    /// The other end.
    public var end: PostgresPoint

    /// A segment.
    public init(_ start: PostgresPoint, _ end: PostgresPoint) {
        self.start = start
        self.end = end
    }
}

extension PostgresLineSegment: PostgresEncodable, PostgresDecodable {
    /// `lseg`
    public static var postgresType: PostgresType { .lseg }

    /// Two points.
    public func encode(into buffer: inout [UInt8]) { for point in [start, end] { point.encode(into: &buffer) } }

    /// Reads `lseg`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.lseg, PostgresLineSegment.self) { reader in
            guard let start = reader.point(), let end = reader.point() else { return nil }
            return PostgresLineSegment(start, end)
        }
    }
}

/// A rectangle along the axes: PostgreSQL's `box`.
public struct PostgresBox: Sendable, Hashable, Codable {
    /// The corner with the greater coordinates.
    public let upperRight: PostgresPoint
    /// The corner with the smaller coordinates.
    public let lowerLeft: PostgresPoint

    /// The box between any two opposite corners.
    public init(_ corner: PostgresPoint, _ opposite: PostgresPoint) {
        upperRight = PostgresPoint(x: max(corner.x, opposite.x), y: max(corner.y, opposite.y))
        lowerLeft = PostgresPoint(x: min(corner.x, opposite.x), y: min(corner.y, opposite.y))
    }
}

extension PostgresBox: PostgresEncodable, PostgresDecodable {
    /// `box`
    public static var postgresType: PostgresType { .box }

    /// Two points.
    public func encode(into buffer: inout [UInt8]) {
        for point in [upperRight, lowerLeft] { point.encode(into: &buffer) }
    }

    /// Reads `box`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.box, PostgresBox.self) { reader in
            guard let corner = reader.point(), let opposite = reader.point() else { return nil }
            return PostgresBox(corner, opposite)
        }
    }
}

/// A row of points joined by lines: PostgreSQL's `path`.
public struct PostgresPath: Sendable, Hashable, Codable {
    /// The points.
    public var points: [PostgresPoint]
    /// Whether the last is joined with the first.
    public var isClosed: Bool

    /// A path.
    public init(_ points: [PostgresPoint], isClosed: Bool = false) {
        self.points = points
        self.isClosed = isClosed
    }
}

extension PostgresPath: PostgresEncodable, PostgresDecodable {
    /// `path`
    public static var postgresType: PostgresType { .path }

    /// Whether it is closed, the count and the points.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(isClosed ? 1 : 0)
        points.encodeCounted(into: &buffer)
    }

    /// Reads `path`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.path, PostgresPath.self) { reader in
            guard let closed = reader.integer(UInt8.self), let points = reader.points() else { return nil }
            return PostgresPath(points, isClosed: closed != 0)
        }
    }
}

/// A closed shape with corners: PostgreSQL's `polygon`.
public struct PostgresPolygon: Sendable, Hashable, Codable {
    /// The corners.
    public var points: [PostgresPoint]

    /// A polygon.
    public init(_ points: [PostgresPoint]) { self.points = points }
}

extension PostgresPolygon: PostgresEncodable, PostgresDecodable {
    /// `polygon`
    public static var postgresType: PostgresType { .polygon }

    /// The count and the points.
    public func encode(into buffer: inout [UInt8]) { points.encodeCounted(into: &buffer) }

    /// Reads `polygon`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.polygon, PostgresPolygon.self) { $0.points().map { PostgresPolygon($0) } }
    }
}

/// A circle: PostgreSQL's `circle`.
public struct PostgresCircle: Sendable, Hashable, Codable {
    /// The middle.
    public var center: PostgresPoint
    /// The radius.
    public var radius: Double

    /// A circle.
    public init(center: PostgresPoint, radius: Double) {
        self.center = center
        self.radius = radius
    }
}

extension PostgresCircle: PostgresEncodable, PostgresDecodable {
    /// `circle`
    public static var postgresType: PostgresType { .circle }

    /// The middle and the radius.
    public func encode(into buffer: inout [UInt8]) {
        center.encode(into: &buffer)
        radius.encode(into: &buffer)
    }

    /// Reads `circle`.
    public init(from cell: PostgresCell) throws {
        self = try cell.readShape(.circle, PostgresCircle.self) { reader in
            guard let center = reader.point(), let radius = reader.double() else { return nil }
            return PostgresCircle(center: center, radius: radius)
        }
    }
}

extension TableBuilder {
    /// A text of exactly so many characters, padded with spaces.
    @discardableResult
    public func char(_ name: String, _ length: Int) -> ColumnBuilder { column(name, .char(length)) }

    /// A text that is compared without regard to case; needs the extension `citext`.
    @discardableResult
    public func citext(_ name: String) -> ColumnBuilder { column(name, .citext) }

    /// An amount in the currency of the server's locale; `decimal` is the better choice mostly.
    @discardableResult
    public func money(_ name: String) -> ColumnBuilder { column(name, .money) }

    /// A time of day.
    @discardableResult
    public func time(_ name: String) -> ColumnBuilder { column(name, .time) }

    /// A time of day with its distance from UTC.
    @discardableResult
    public func timeWithZone(_ name: String) -> ColumnBuilder { column(name, .timeWithZone) }

    /// A reading of some clock, which is no point in time; ``timestamp(_:)`` is.
    @discardableResult
    public func timestampWithoutZone(_ name: String) -> ColumnBuilder { column(name, .timestampWithoutZone) }

    /// A span of time: months, days and microseconds.
    @discardableResult
    public func interval(_ name: String) -> ColumnBuilder { column(name, .interval) }

    /// So many bits.
    @discardableResult
    public func bit(_ name: String, _ length: Int) -> ColumnBuilder { column(name, .bit(length)) }

    /// Bits, so many at most.
    @discardableResult
    public func varbit(_ name: String, _ length: Int? = nil) -> ColumnBuilder { column(name, .varbit(length)) }

    /// A piece of XML.
    @discardableResult
    public func xml(_ name: String) -> ColumnBuilder { column(name, .xml) }

    /// Texts by names; needs the extension `hstore`.
    @discardableResult
    public func hstore(_ name: String) -> ColumnBuilder { column(name, .hstore) }

    /// A path in a tree; needs the extension `ltree`.
    @discardableResult
    public func ltree(_ name: String) -> ColumnBuilder { column(name, .ltree) }

    /// A text prepared to be searched; mostly `generated(as:)`.
    @discardableResult
    public func tsvector(_ name: String) -> ColumnBuilder { column(name, .tsvector) }

    /// A search in texts.
    @discardableResult
    public func tsquery(_ name: String) -> ColumnBuilder { column(name, .tsquery) }

    /// A vector of pgvector.
    @discardableResult
    public func vector(_ name: String, _ dimensions: Int) -> ColumnBuilder { column(name, .vector(dimensions)) }

    /// An address of a network, IPv4 or IPv6.
    @discardableResult
    public func inet(_ name: String) -> ColumnBuilder { column(name, .inet) }

    /// A network, IPv4 or IPv6.
    @discardableResult
    public func cidr(_ name: String) -> ColumnBuilder { column(name, .cidr) }

    /// A hardware address of six bytes.
    @discardableResult
    public func macAddress(_ name: String) -> ColumnBuilder { column(name, .macAddress) }

    /// A hardware address of eight bytes.
    @discardableResult
    public func macAddress8(_ name: String) -> ColumnBuilder { column(name, .macAddress8) }

    /// A point of the plane.
    @discardableResult
    public func point(_ name: String) -> ColumnBuilder { column(name, .point) }

    /// A line without ends.
    @discardableResult
    public func line(_ name: String) -> ColumnBuilder { column(name, .line) }

    /// A line between two points.
    @discardableResult
    public func lineSegment(_ name: String) -> ColumnBuilder { column(name, .lineSegment) }

    /// A rectangle.
    @discardableResult
    public func box(_ name: String) -> ColumnBuilder { column(name, .box) }

    /// A path, open or closed.
    @discardableResult
    public func path(_ name: String) -> ColumnBuilder { column(name, .path) }

    /// A polygon.
    @discardableResult
    public func polygon(_ name: String) -> ColumnBuilder { column(name, .polygon) }

    /// A circle.
    @discardableResult
    public func circle(_ name: String) -> ColumnBuilder { column(name, .circle) }

    /// A range of 32-bit numbers.
    @discardableResult
    public func integerRange(_ name: String) -> ColumnBuilder { column(name, .integerRange) }

    /// A range of 64-bit numbers.
    @discardableResult
    public func bigIntegerRange(_ name: String) -> ColumnBuilder { column(name, .bigIntegerRange) }

    /// A range of exact numbers.
    @discardableResult
    public func decimalRange(_ name: String) -> ColumnBuilder { column(name, .decimalRange) }

    /// A range of days.
    @discardableResult
    public func dateRange(_ name: String) -> ColumnBuilder { column(name, .dateRange) }

    /// A range of time.
    @discardableResult
    public func timestampRange(_ name: String) -> ColumnBuilder { column(name, .timestampRange) }
}

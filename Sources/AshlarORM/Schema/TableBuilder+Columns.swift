extension TableBuilder {
    /// A text: `text`, or `varchar(length)` where a length in characters is given.
    @discardableResult
    public func string(_ name: String, _ length: Int? = nil) -> ColumnBuilder {
        column(name, length.map { .string($0) } ?? .text)
    }

    /// A text of any length.
    @discardableResult
    public func text(_ name: String) -> ColumnBuilder { column(name, .text) }

    /// True or false.
    @discardableResult
    public func bool(_ name: String) -> ColumnBuilder { column(name, .boolean) }

    /// True or false.
    @discardableResult
    public func boolean(_ name: String) -> ColumnBuilder { column(name, .boolean) }

    /// A whole number from -32,768 to 32,767.
    @discardableResult
    public func smallInteger(_ name: String) -> ColumnBuilder { column(name, .smallInteger) }

    /// A whole number of 32 bits.
    @discardableResult
    public func integer(_ name: String) -> ColumnBuilder { column(name, .integer) }

    /// A whole number of 64 bits.
    @discardableResult
    public func bigInteger(_ name: String) -> ColumnBuilder { column(name, .bigInteger) }

    /// A floating-point number of 32 bits.
    @discardableResult
    public func float(_ name: String) -> ColumnBuilder { column(name, .float) }

    /// A floating-point number of 64 bits.
    @discardableResult
    public func double(_ name: String) -> ColumnBuilder { column(name, .double) }

    /// An exact number: so many digits in all, so many of them behind the point.
    @discardableResult
    public func decimal(_ name: String, _ precision: Int = 12, _ scale: Int = 2) -> ColumnBuilder {
        column(name, .decimal(precision, scale))
    }

    /// A UUID.
    @discardableResult
    public func uuid(_ name: String) -> ColumnBuilder { column(name, .uuid) }

    /// A day of the calendar.
    @discardableResult
    public func date(_ name: String) -> ColumnBuilder { column(name, .date) }

    /// A point in time, to the microsecond.
    @discardableResult
    public func timestamp(_ name: String) -> ColumnBuilder { column(name, .timestamp) }

    /// Bytes.
    @discardableResult
    public func binary(_ name: String) -> ColumnBuilder { column(name, .binary) }

    /// JSON, kept as the text it was.
    @discardableResult
    public func json(_ name: String) -> ColumnBuilder { column(name, .json) }

    /// JSON that can be searched and indexed.
    @discardableResult
    public func jsonb(_ name: String) -> ColumnBuilder { column(name, .jsonb) }

    /// An array: `$0.array("tags", of: .text)`.
    @discardableResult
    public func array(_ name: String, of element: ColumnType) -> ColumnBuilder { column(name, .array(of: element)) }
}

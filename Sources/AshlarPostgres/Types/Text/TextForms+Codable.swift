// Types that are texts in JSON, as PostgreSQL writes them.

extension PostgresBits: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText(PostgresBits.init, "10110") }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}

/// A text, because a number in JSON is read with fewer digits than it may have.
extension PostgresNumeric: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText(PostgresNumeric.init, "12.50") }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}

extension PostgresMACAddress: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText(PostgresMACAddress.init, "08:00:2b:01:02:03")
    }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}

/// In JSON it is the number of units.
extension PostgresMoney: Codable {
    /// Reads the units.
    public init(from decoder: any Decoder) throws {
        self.init(units: try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Writes the units.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(units)
    }
}

/// In JSON it is an object of texts and null.
extension PostgresHstore: Codable {
    /// Reads an object of texts and null.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String?].self))
    }

    /// Writes an object of texts and null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}

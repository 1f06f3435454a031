/// A session as a driver keeps it. Values are JSON by name; times are seconds since 1970.
public struct SessionRecord: Sendable, Equatable {
    /// The id, at least 128 random bits.
    public var id: String
    /// The values, each as JSON.
    public var values: [String: String]
    /// When it began, or its id was last changed.
    public var createdAt: Int
    /// When it was last written.
    public var seenAt: Int

    /// Makes a record.
    public init(id: String, values: [String: String], createdAt: Int, seenAt: Int) {
        self.id = id
        self.values = values
        self.createdAt = createdAt
        self.seenAt = seenAt
    }
}

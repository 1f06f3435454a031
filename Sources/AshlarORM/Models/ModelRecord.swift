/// The row that a model came from: what saving compares with, and the way to its siblings.
///
/// Two records always compare equal, so that a model may be `Equatable` or `Hashable` by its columns alone.
public struct ModelRecord: Sendable, Hashable {
    /// The row; nil until the model is saved.
    let stored: StoredRow?
    /// The row before the model was saved the last time.
    let previous: StoredRow?
    /// Whether the row was inserted by the model itself, not read.
    let isRecent: Bool

    /// What a new model remembers: nothing.
    public init() {
        stored = nil
        previous = nil
        isRecent = false
    }

    init(_ stored: StoredRow, previous: StoredRow? = nil, isRecent: Bool = false) {
        self.stored = stored
        self.previous = previous
        self.isRecent = isRecent
    }

    /// Always true.
    public static func == (left: ModelRecord, right: ModelRecord) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}

/// A row of a batch.
struct StoredRow: Sendable {
    let batch: ModelBatch
    let row: Int
    /// Where the model's columns begin.
    let offset: Int
}

/// An error that teaches: besides what failed, it knows where, by which way, and what to do next.
///
/// The development page, the log and `craft` print all of it; a client only ever sees what is safe to show.
public protocol DetailedError: Error, CustomStringConvertible {
    /// What failed, as a sentence without its place.
    var message: String { get }
    /// Where the mistake is, if a place in a file can be named.
    var location: SourceLocation? { get }
    /// The way to it, outermost first: `PostController → PostFeed → any Cache`, or the templates that include each other.
    var chain: [String] { get }
    /// What to do about it, as a sentence.
    var suggestion: String? { get }
}

extension DetailedError {
    /// The whole description.
    public var message: String { description }
    /// Nowhere in particular.
    public var location: SourceLocation? { nil }
    /// No way worth showing.
    public var chain: [String] { [] }
    /// Nothing to add.
    public var suggestion: String? { nil }
}

/// What a render may use up at most, so that no template can hang or exhaust the process that renders it.
public struct TemplateLimits: Sendable {
    /// How deep macros, includes, blocks and recursive loops may call each other.
    public var callDepth = 200
    /// How many rounds all loops of one render may go together.
    public var iterations = 1_000_000
    /// How long a `range` may be.
    public var rangeLength = 100_000
    /// How many elements a list may get by adding and repeating.
    public var listLength = 1_000_000
    /// How many elements of lists the operators and methods of one render may look at or move, all together.
    public var elementVisits = 100_000_000
    /// How many bytes a render may write, and a text built in a template may have.
    public var outputBytes = 64 << 20

    /// The limits that suit web pages.
    public init() {}

    func check(text: String) throws { try check(length: text.utf8.count, times: 1) }

    func check(length: Int, times: Int) throws {
        let (bytes, overflow) = length.multipliedReportingOverflow(by: times)
        if overflow || bytes > outputBytes {
            throw Failure(limit: "outputBytes", "the text is longer than \(outputBytes) bytes")
        }
    }

    func check(count: Int) throws {
        if count > listLength { throw Failure(limit: "listLength", "the list is longer than \(listLength) elements") }
    }
}

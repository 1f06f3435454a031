public import AshlarSupport

/// A value that somebody wanted to see while a request was answered.
public struct Dumped: Sendable, Equatable {
    /// What it was called; nil if it was not.
    public let name: String?
    /// What it is made of.
    public let text: String
    /// Where it was dumped, as far as that is known.
    public let location: SourceLocation?

    /// Makes a note of a value.
    public init(name: String? = nil, text: String, location: SourceLocation? = nil) {
        self.name = name
        self.text = text
        self.location = location
    }
}

/// Prints what a value is made of, as Swift's own `dump` does; while a request is answered in development, the error page
/// lists it too.
///
/// ```swift
/// dump(order.lines, name: "lines")
/// ```
///
/// - Parameters:
///   - value: the value.
///   - name: what to call it.
/// - Returns: the value.
@discardableResult
public func dump<T>(_ value: T, name: String? = nil, file: String = #filePath, line: Int = #line) -> T {
    var text = ""
    Swift.dump(value, to: &text, name: name)
    print(text, terminator: "")
    Request.inTask?.trace?.note(Dumped(name: name, text: text, location: SourceLocation(file: file, line: line)))
    return value
}

/// Dumps values and ends the request there ("dump and die"): in development its answer is the page that shows them.
///
/// ```swift
/// try dd(order, order.lines)
/// ```
///
/// - Throws: ``DumpedAndDone``, always.
public func dd(_ values: Any..., file: String = #filePath, line: Int = #line) throws -> Never {
    for value in values { dump(value, file: file, line: line) }
    throw DumpedAndDone(location: SourceLocation(file: file, line: line))
}

/// `dd` ended a request.
public struct DumpedAndDone: DetailedError, Equatable {
    /// Where.
    public let location: SourceLocation?

    /// Says so.
    public var description: String { "dd() ended the request here." }

    /// What to do when all was seen.
    public var suggestion: String? { "Take it out again: in production it is an error 500." }
}

public import AshlarSupport

/// A value that is read from what a client sends, checked as it is read. The `@Input` macro writes the conformance.
public protocol TypedInput: Sendable {
    /// What is known of it without anything being sent.
    static var inputDescription: InputDescription { get }

    /// Reads it; the reader hears everything that is wrong.
    ///
    /// - Returns: nil if there is no such value; a value that breaks rules may be there, with errors in the reader.
    static func read(_ value: SentValue?, _ reader: inout InputReader) -> Self?

    /// Whether whoever asks may send this; false is 403. True unless an input has a say.
    static func authorize(_ context: InputContext) async throws -> Bool

    /// Checks what no single rule says, after all rules hold.
    func check(_ errors: inout InputErrors) throws

    /// Checks what takes time, after ``check(_:)``.
    func check(_ errors: inout InputErrors, in context: InputContext) async throws
}

extension TypedInput {
    /// Everybody may.
    public static func authorize(_ context: InputContext) async throws -> Bool { true }
    /// Nothing more.
    public func check(_ errors: inout InputErrors) throws {}
    /// Nothing more.
    public func check(_ errors: inout InputErrors, in context: InputContext) async throws {}

    /// Reads and checks a value that was sent.
    ///
    /// - Parameters:
    ///   - sent: what was sent; literals will do: `["title": "Hello"]`.
    ///   - format: how it is to be understood.
    ///   - source: where it was sent, for the errors.
    ///   - context: what is known around it.
    /// - Throws: ``InputErrors`` with everything that is wrong, ``InputForbidden`` if it may not be sent.
    public nonisolated(nonsending) static func validated(
        _ sent: SentValue?, format: InputFormat = .json, source: InputSource = .body,
        context: InputContext = InputContext()
    ) async throws -> Self {
        guard try await authorize(context) else { throw InputForbidden() }
        var reader = InputReader(format: format, source: source, context: context)
        reader.sent = sent
        let read = Self.read(sent, &reader)
        let value = try await reader.finished(read)
        var errors = InputErrors()
        try value.check(&errors)
        if errors.isEmpty { try await value.check(&errors, in: context) }
        guard errors.isEmpty else { throw InputErrors(errors.all.map { $0.sent(in: source) }) }
        return value
    }

    /// Reads and checks JSON.
    ///
    /// - Throws: ``JSONReader/Failure`` for what is no JSON, ``InputErrors`` for what is wrong.
    public nonisolated(nonsending) static func validated(
        json: some Sequence<UInt8>, context: InputContext = InputContext()
    ) async throws
        -> Self
    {
        try await validated(JSONReader.read(Array(json)), context: context)
    }
}

extension InputReader {
    /// What was read, when everything has been asked that takes time.
    ///
    /// - Throws: ``InputErrors`` with everything that is wrong.
    package nonisolated(nonsending) func finished<Value>(_ value: Value?) async throws -> Value {
        guard let value, errors.isEmpty else { throw InputErrors(errors) }
        if pending.isEmpty { return value }
        let found = try await PendingCheck.errors(of: pending)
        guard found.isEmpty else { throw InputErrors(found) }
        return value
    }
}

extension FieldError {
    fileprivate func sent(in source: InputSource) -> FieldError {
        var error = self
        error.source = source
        return error
    }
}

/// What ``TypedInput/authorize(_:)`` has refused.
public struct InputForbidden: Error, Sendable, Equatable, CustomStringConvertible {
    /// Makes the error.
    public init() {}
    /// What is said.
    public var description: String { "This may not be sent by whoever sends it." }
}

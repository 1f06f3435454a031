public import AshlarContainer

/// What is known of an action's parameter: for checks, listings and documentation.
public struct ArgumentDescriptor: Sendable {
    /// Where a parameter's value comes from.
    public enum Kind: Sendable {
        /// The path or the query.
        case scalar(isRequired: Bool)
        /// The path, looked up: a model by its key.
        case bound
        /// The container.
        case container(Dependency)
        /// The request itself, or its body.
        case request
    }

    /// The parameter's name in the method's body.
    public let name: String
    /// Its type as it is written.
    public let typeName: String
    /// Where its value comes from.
    public let kind: Kind

    /// Describes a parameter.
    public init<T>(_ name: String, _ type: T.Type, kind: Kind) {
        self.name = name
        typeName = String(describing: type)
        self.kind = kind
    }
}

/// Where a route's action finds an argument: decided once, when the route is made.
public enum ArgumentSource: Sendable, Equatable {
    /// The placeholder of that index.
    case path(Int)
    /// The query.
    case query
    /// Neither.
    case other
}

/// A parameter of an action with the way to read it.
public struct Argument<Value: Sendable>: Sendable {
    /// What is known of it.
    public let descriptor: ArgumentDescriptor
    private let reader: @Sendable (ActionContext, ArgumentSource) async throws -> Value

    /// Makes an argument. The framework has one way for each kind of type (``ActionInput``); a battery may add its own.
    public init(
        _ descriptor: ArgumentDescriptor,
        reader: @escaping @Sendable (ActionContext, ArgumentSource) async throws -> Value
    ) {
        self.descriptor = descriptor
        self.reader = reader
    }

    /// Reads the value.
    ///
    /// - Parameters:
    ///   - context: the request and what belongs to it.
    ///   - index: the parameter's position.
    public func read(_ context: ActionContext, _ index: Int) async throws -> Value {
        try await reader(context, context.source(index))
    }
}

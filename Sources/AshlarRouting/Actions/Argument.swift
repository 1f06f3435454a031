public import AshlarContainer
public import AshlarSupport
public import AshlarValidation

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
        /// A typed input.
        case input(InputSource, any TypedInput.Type)
        /// One value of a place that is not the path or the query.
        case field(InputSource, FieldDescription)
    }

    /// The parameter's name in the method's body.
    public let name: String
    /// Its type as it is written.
    public let typeName: String
    /// Where its value comes from.
    public let kind: Kind
    /// The default, as JSON would have it; nil where there is none, or none that can be written.
    public let fallback: SentValue?
    /// What its rules say; nil for one without.
    public let field: FieldDescription?
    /// Its type.
    package let valueType: Any.Type?
    private let checkBinding: @Sendable (PathBinding) -> String?

    /// Describes a parameter.
    ///
    /// - Parameters:
    ///   - name: its name in the method's body.
    ///   - type: its type.
    ///   - kind: where its value comes from.
    ///   - fallback: the default, as JSON would have it.
    ///   - field: what its rules say.
    ///   - check: for a parameter that is looked up, says at boot what is wrong with the way: a column that does not exist,
    ///     a model that does not belong to the one before it.
    public init<T>(
        _ name: String, _ type: T.Type, kind: Kind, fallback: SentValue? = nil,
        field: FieldDescription? = nil,
        check: @escaping @Sendable (PathBinding) -> String? = { _ in nil }
    ) {
        self.name = name
        typeName = String(describing: type)
        self.kind = kind
        self.fallback = fallback
        self.field = field
        valueType = type
        checkBinding = check
    }

    /// What is wrong with a way to look the value up, as a sentence; nil if nothing is.
    func check(_ binding: PathBinding) -> String? { checkBinding(binding) }
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

    /// Reads the value of one of several parameters; nil, with what is wrong noted, if it was sent wrongly.
    public func read(
        _ context: ActionContext, _ index: Int, _ mistakes: inout ArgumentMistakes
    ) async throws -> Value? {
        do {
            return try await reader(context, context.source(index))
        } catch let errors as InputErrors {
            mistakes.errors.merge(errors)
            return nil
        }
    }
}

/// What is wrong with the arguments of one call of an action: all of it is told at once.
public struct ArgumentMistakes: Sendable {
    /// What was found.
    public internal(set) var errors = InputErrors()

    /// Nothing yet.
    public init() {}
}

import AshlarSupport
import Synchronization

/// The inversion-of-control container: types are bound to ways of making them, and resolved by type.
///
/// ```swift
/// let container = Container()
/// container.singleton((any Mailer).self) { _ in LogMailer() }
/// container.scoped(Basket.self) { _ in Basket() }           // one for each request
/// container.bind((any Clock).self, to: SystemClock.self)     // an @Injectable type
/// container.instance(Configuration(name: "blog"))
/// let mailer = try container.resolve((any Mailer).self)
/// ```
///
/// Types marked `@Injectable` need no binding. Binding a type again replaces the earlier binding, which is how an app
/// overrides a battery and a test overrides an app.
public final class Container: Sendable {
    private let bindings = Mutex<[ObjectIdentifier: any AnyBinding]>([:])

    /// An empty container.
    public init() {}

    // MARK: - Binding

    /// Binds a type to a factory that runs each time the type is resolved.
    ///
    /// The factory makes a value and does nothing else: it also runs once at boot, to prove that what it needs is there.
    public func bind<T: Sendable>(
        _ type: T.Type, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        add(Binding(lifetime: .transient, location: SourceLocation(file: file, line: line), make: factory))
    }

    /// Binds a type to a factory that runs once: at boot, or when the type is first resolved before that.
    public func singleton<T: Sendable>(
        _ type: T.Type, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        add(Binding(lifetime: .singleton, location: SourceLocation(file: file, line: line), make: factory))
    }

    /// Binds a type to a factory that runs once for each request.
    ///
    /// The factory makes a value and does nothing else: it also runs once at boot, to prove that what it needs is there.
    public func scoped<T: Sendable>(
        _ type: T.Type, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        add(Binding(lifetime: .scoped, location: SourceLocation(file: file, line: line), make: factory))
    }

    /// Binds a type to a value.
    public func instance<T: Sendable>(_ value: T, as type: T.Type = T.self, file: String = #filePath, line: Int = #line)
    {
        let location = SourceLocation(file: file, line: line)
        add(Binding(lifetime: .singleton, location: location, dependencies: [], constant: value) { _ in value })
    }

    // MARK: - Resolving

    /// Resolves a type outside of any request.
    ///
    /// - Throws: ``ContainerError``, or what a factory throws.
    public func resolve<T: Sendable>(_ type: T.Type = T.self) throws -> T {
        try resolver().resolve(type)
    }

    /// What is bound now, seen from a scope.
    public func resolver(in scope: Scope? = nil) -> Resolver {
        Resolver(bindings: table, scope: scope, path: ResolutionPath())
    }

    /// Proves that everything can be resolved, makes all singletons, and gives the resolver for serving: it takes no lock
    /// and follows no chain.
    ///
    /// - Parameters:
    ///   - roots: what will be resolved while serving, each with the name of who asks: a route's action.
    ///   - scope: makes the scope that factories are tried in.
    /// - Throws: ``VerificationError`` with all that is wrong.
    public func verified(roots: [(name: String, dependencies: [Dependency])], scope: Scope) throws -> VerifiedContainer
    {
        try Verifier(table: table, scope: scope).run(roots: roots)
    }

    private var table: BindingTable { BindingTable(bindings.withLock { $0 }) }

    private func add<T: Sendable>(_ binding: Binding<T>) {
        bindings.withLock { $0[ObjectIdentifier(T.self)] = binding }
    }
}

extension Container {
    /// Binds a protocol to an `@Injectable` type that conforms to it, made each time.
    ///
    /// The closure is the conversion to the protocol, which Swift cannot express for a generic type:
    ///
    /// ```swift
    /// container.bind((any Clock).self, to: SystemClock.self) { $0 }
    /// ```
    public func bind<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, to implementation: Implementation.Type, file: String = #filePath, line: Int = #line,
        as convert: @escaping @Sendable (Implementation) -> T
    ) {
        add(declared(.transient, implementation, SourceLocation(file: file, line: line), convert))
    }

    /// Binds a protocol to an `@Injectable` type that conforms to it, made once.
    public func singleton<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, to implementation: Implementation.Type, file: String = #filePath, line: Int = #line,
        as convert: @escaping @Sendable (Implementation) -> T
    ) {
        add(declared(.singleton, implementation, SourceLocation(file: file, line: line), convert))
    }

    /// Binds a protocol to an `@Injectable` type that conforms to it, made once for each request.
    public func scoped<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, to implementation: Implementation.Type, file: String = #filePath, line: Int = #line,
        as convert: @escaping @Sendable (Implementation) -> T
    ) {
        add(declared(.scoped, implementation, SourceLocation(file: file, line: line), convert))
    }

    private func declared<T: Sendable, Implementation: Injectable>(
        _ lifetime: Lifetime, _ implementation: Implementation.Type, _ location: SourceLocation,
        _ convert: @escaping @Sendable (Implementation) -> T
    ) -> Binding<T> {
        // A type bound to itself must not look its own binding up again.
        let isItself = ObjectIdentifier(T.self) == ObjectIdentifier(implementation)
        let dependencies = isItself ? Implementation.dependencies : [Dependency(implementation, "")]
        return Binding(lifetime: lifetime, location: location, dependencies: dependencies) { resolver in
            try convert(isItself ? Implementation(resolver: resolver) : resolver.resolve(implementation))
        }
    }
}

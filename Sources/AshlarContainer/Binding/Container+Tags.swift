import AshlarSupport

/// Lists of values of one type, to which several providers contribute.
extension Container {
    /// Adds a value to a list.
    ///
    /// ```swift
    /// container.tag("reports", (any Report).self) { _ in SalesReport() }
    /// container.tag("reports", (any Report).self, to: StockReport.self) { $0 }
    ///
    /// let reports = try resolver.all((any Report).self, tagged: "reports")
    /// ```
    ///
    /// A property of an `@Injectable` type gets the list too: `@Named("reports") let reports: [any Report]`.
    ///
    /// - Parameters:
    ///   - tag: the list's name.
    ///   - type: its elements' type.
    ///   - factory: makes an element, each time the list is resolved.
    public func tag<T: Sendable>(
        _ tag: Qualifier, _ type: T.Type, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        add(
            Recipe(BindingKey(type), .transient, at: SourceLocation(file: file, line: line), make: factory), to: tag)
    }

    /// Adds an `@Injectable` type to a list, made each time the list is resolved, or as that type is bound.
    public func tag<T: Sendable, Implementation: Injectable>(
        _ tag: Qualifier, _ type: T.Type, to implementation: Implementation.Type, file: String = #filePath,
        line: Int = #line, as convert: @escaping @Sendable (Implementation) -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: tag)
        add(Recipe(key, .transient, at: location, to: implementation, convert), to: tag)
    }
}

/// Something that is made when it is first asked for: what is costly and seldom needed, or what needs its owner.
///
/// ```swift
/// @Injectable
/// struct ReportController {
///     let printer: Lazy<any Printer>
///
///     func show() throws -> String { try printer.value.print() }
/// }
/// ```
///
/// It is proven at boot like everything else. Each call resolves: a singleton and what belongs to a request are the same
/// each time, other things are made each time.
public struct Lazy<T: Sendable>: Sendable {
    let resolver: Resolver
    let qualifier: Qualifier?

    /// The value.
    ///
    /// - Throws: ``ContainerError``, or what a factory throws.
    public var value: T {
        get throws { try resolver.current().resolve(T.self, named: qualifier) }
    }

    /// The value.
    public func callAsFunction() throws -> T { try value }
}

/// A type that the container can make without a binding, from what its properties or its initialiser ask for.
///
/// Written by the `@Injectable` and `@Controller` macros; may be written by hand.
///
/// ```swift
/// @Injectable
/// struct PostFeed {
///     let cache: any Cache
///     let clock: AppClock
/// }
/// ```
public protocol Injectable: Sendable {
    /// What the type needs, in the order in which it is resolved.
    static var dependencies: [Dependency] { get }

    /// Makes a value from what the container holds.
    ///
    /// - Throws: ``ContainerError`` for what cannot be resolved; at boot, before the first request, where the app's
    ///   routes need it.
    init(resolver: Resolver) throws
}

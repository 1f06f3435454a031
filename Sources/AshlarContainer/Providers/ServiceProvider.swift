/// A battery, or a part of an app, that puts something into the container and starts it.
///
/// All providers register before any is booted, so that `boot` finds everything.
///
/// ```swift
/// struct MailProvider: ServiceProvider {
///     static let needs: [any ServiceProvider.Type] = [QueueProvider.self]
///
///     func register(_ container: Container) {
///         container.singleton((any Mailer).self) { try SMTPMailer($0.resolve()) }
///     }
/// }
/// ```
public protocol ServiceProvider: Sendable {
    /// The providers that have to be there, and register and boot before this one.
    static var needs: [any ServiceProvider.Type] { get }

    /// The types that a deferred provider binds. One that names any registers and boots only if one of them is needed by
    /// a route or by what is bound; which is decided at boot. Empty for a provider that always registers.
    static var provides: [Any.Type] { get }

    /// Providers are made by the app's kernel.
    init()

    /// Binds what the provider offers. Nothing may be resolved yet.
    func register(_ container: Container) throws

    /// Starts what was bound, after all providers have registered and everything is proven.
    ///
    /// - Throws: what keeps the app from serving; it then stops with that error.
    func boot(_ resolver: Resolver) async throws

    /// Ends what `boot` started, in the reverse order of booting.
    func shutdown() async
}

extension ServiceProvider {
    /// None.
    public static var needs: [any ServiceProvider.Type] { [] }
    /// Not deferred.
    public static var provides: [Any.Type] { [] }
    /// Nothing to bind.
    public func register(_ container: Container) throws {}
    /// Nothing to start.
    public func boot(_ resolver: Resolver) async throws {}
    /// Nothing to end.
    public func shutdown() async {}
}

/// A battery, or a part of an app, that puts something into the container and starts it.
///
/// All providers register before any is booted, so that `boot` finds everything.
///
/// ```swift
/// struct MailProvider: ServiceProvider {
///     func register(_ container: Container) {
///         container.singleton((any Mailer).self) { try SMTPMailer($0.resolve()) }
///     }
/// }
/// ```
public protocol ServiceProvider: Sendable {
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
    /// Nothing to bind.
    public func register(_ container: Container) throws {}
    /// Nothing to start.
    public func boot(_ resolver: Resolver) async throws {}
    /// Nothing to end.
    public func shutdown() async {}
}

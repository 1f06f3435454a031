public import AshlarConfig
public import AshlarContainer
public import AshlarRouting
public import AshlarSecurity

/// A name for a service, by which code that nothing was passed to reaches it: in the middle of a request or a command, that of
/// its own app. There is no state behind it: it asks the container, so a test that binds a fake has it here too, and two apps in
/// one process each have their own.
///
/// ```swift
/// enum Mail: Facade { typealias Service = any Mailer }
///
/// try Mail.current.send(letter)
/// ```
///
/// A parameter or an injected property is better where one can be had: those are proven at boot.
public protocol Facade {
    /// What the container is asked for: the type itself, where nothing else is said.
    associatedtype Service: Sendable = Self

    /// Which of several bindings is meant; nil for the one without a name.
    static var qualifier: Qualifier? { get }
}

extension Facade {
    /// The binding without a name.
    public static var qualifier: Qualifier? { nil }

    /// The service of the app that answers the current request, or whose command is running.
    ///
    /// - Throws: ``NoCurrentKernel`` outside of any request and command, ``ContainerError`` for what is bound nowhere, or
    ///   belongs to a request: a session is `Request.current.session`.
    public static var current: Service {
        get throws { try Kernel.current.resolver.resolve(Service.self, named: qualifier) }
    }
}

extension Config: Facade {}
extension Encrypter: Facade {}
extension Events: Facade {}
extension PasswordHasher: Facade {}
extension Signer: Facade {}
extension URLGenerator: Facade {}
extension ViewRenderer: Facade {}

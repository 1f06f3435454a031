public import AshlarConfig
public import AshlarContainer
public import AshlarHTTP
public import AshlarORM
public import AshlarRouting
public import AshlarServer
public import Logging
public import ServiceLifecycle

/// An app: what it is made of, as a value. Mark it `@main` and it is a program with the commands `serve`, `migrate`,
/// `routes` and `check`.
///
/// ```swift
/// @main
/// struct Blog: Application {
///     let providers: [any ServiceProvider.Type] = [AppProvider.self]
///     let migrations: [any Migration.Type] = allMigrations
///
///     func routes(_ routes: Routes) {
///         routes.get("/", HomeController.index).name("home")
///     }
/// }
/// ```
public protocol Application: Sendable {
    /// Apps are made by their kernel.
    init()

    /// Its own settings, each a type that is read from its file in `config/` when the app boots, and injected by its type.
    var settings: [any Settings.Type] { get }

    /// What puts things into the container, in the order of registering and booting.
    var providers: [any ServiceProvider.Type] { get }

    /// The parts that bring their own routes, views, files, providers, commands and migrations. Their order says nothing.
    var modules: [any Module] { get }

    /// The commands of the app's program, beside those that every app has.
    var commands: [any ConsoleCommand.Type] { get }

    /// What lies around every request, outermost first.
    var middleware: [any Middleware] { get }

    /// The changes of the database's schema, oldest first.
    var migrations: [any Migration.Type] { get }

    /// The models, for `craft make migration --diff` and `craft schema diff`, which compare them with the database.
    var models: [any Model.Type] { get }

    /// What fills the database, for `craft db seed`.
    var seeders: [any Seeder.Type] { get }

    /// What runs beside the server, from boot to shutdown: they start after the providers and end before them.
    ///
    /// - Parameter kernel: the booted app.
    func services(_ kernel: Kernel) -> [any Service]

    /// What listens: HTTP/1.1, unless the app has another server, such as `TLSServer` of the product `AshlarTLS`.
    ///
    /// - Parameters:
    ///   - kernel: the booted app.
    ///   - configuration: the addresses, and what `config/server.yaml` says.
    ///   - logger: for the server's own lines.
    ///   - onListening: to be called with each address once it is listened at.
    func server(
        _ kernel: Kernel, configuration: HTTPServer.Configuration, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) throws -> any Service

    /// Declares the routes.
    func routes(_ routes: Routes)

    /// Gives templates what all or some of them share, and filters, tests and functions of the app's own.
    func views(_ views: inout ViewConfiguration)
}

extension Application {
    /// No settings of its own.
    public var settings: [any Settings.Type] { [] }
    /// No providers.
    public var providers: [any ServiceProvider.Type] { [] }
    /// No modules.
    public var modules: [any Module] { [] }
    /// No commands of its own.
    public var commands: [any ConsoleCommand.Type] { [] }
    /// No middleware of its own.
    public var middleware: [any Middleware] { [] }
    /// No migrations.
    public var migrations: [any Migration.Type] { [] }
    /// No models.
    public var models: [any Model.Type] { [] }
    /// No seeders.
    public var seeders: [any Seeder.Type] { [] }
    /// Nothing runs beside the server.
    public func services(_ kernel: Kernel) -> [any Service] { [] }

    /// HTTP/1.1.
    public func server(
        _ kernel: Kernel, configuration: HTTPServer.Configuration, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) throws -> any Service {
        HTTPServer(kernel, configuration: configuration, logger: logger, onListening: onListening)
    }

    /// Nothing is shared.
    public func views(_ views: inout ViewConfiguration) {}

    /// Runs the command that the program was started with.
    public static func main() async {
        await AppProgram.run(Self(), arguments: Array(CommandLine.arguments.dropFirst()))
    }
}

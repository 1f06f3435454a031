public import AshlarContainer
public import AshlarHTTP
public import AshlarORM
public import AshlarRouting
public import ServiceLifecycle

/// A part of an app, or a package's battery, that brings all that belongs to it: routes, views, public files, settings,
/// providers, commands and migrations. An app lists it once.
///
/// ```swift
/// struct Billing: Module {
///     let folder: String? = Bundle.module.resourcePath
///     let providers: [any ServiceProvider.Type] = [BillingProvider.self]
///     let migrations: [any Migration.Type] = [CreateInvoices.self]
///     let settings: [String: any LosslessStringConvertible & Sendable] = ["currency": "EUR"]
///
///     func routes(_ routes: Routes) {
///         routes.get("/invoices", InvoiceController.index).name("invoices")
///         routes.onError(CardRefused.self) { error, _ in View("billing::refused", ["error": error.reason]) }
///     }
/// }
///
/// struct Shop: Application {
///     let modules: [any Module] = [Billing()]            // /billing/invoices, named billing.invoices
/// }
/// ```
///
/// What the module sets on `routes`, error handlers, `before`, `after`, is for its own routes only. The order in which modules
/// are listed says nothing: what two of them claim is an error at boot that names both.
public protocol Module: RouteModule {
    /// What its views, public files, settings and migrations are found under: lower-case letters, digits, `_` and `-`. By default
    /// the type's name in snake case.
    ///
    /// `billing` has the views `billing::invoice`, which the app overrides in `views/vendor/billing/`, the public files
    /// `/vendor/billing/...`, overridden in `public/vendor/billing/`, and the settings of `config/billing.yaml`.
    static var namespace: String { get }

    /// What is put before the paths of its routes: by default a slash and its namespace.
    var prefix: String { get }

    /// What is put before the names of its routes, with its dot: by default the prefix, `billing.` for `/billing`.
    var namePrefix: String { get }

    /// The folder that has its `views/` and its `public/`; nil for a module that has neither. A package says
    /// `Bundle.module.resourcePath` and lists both in its manifest: `resources: [.copy("views"), .copy("public")]`.
    var folder: String? { get }

    /// The modules that it is made of, each below this one's prefix and names.
    var modules: [any Module] { get }

    /// What puts its things into the container.
    var providers: [any ServiceProvider.Type] { get }

    /// What lies around its routes, outermost first.
    var middleware: [any Middleware] { get }

    /// Its commands, which become those of the app's program.
    var commands: [any ConsoleCommand.Type] { get }

    /// Its changes of the database's schema, oldest first. They run before the app's own.
    var migrations: [any Migration.Type] { get }

    /// Its models, for `craft schema diff`.
    var models: [any Model.Type] { get }

    /// What fills its tables, for `craft db seed`. They run before the app's own.
    var seeders: [any Seeder.Type] { get }

    /// What its settings are where the app sets nothing, by their keys below its namespace: `currency` is
    /// `billing.currency`.
    var settings: [String: any LosslessStringConvertible & Sendable] { get }

    /// Filters, tests and globals that all templates can use.
    var templates: TemplateLibrary { get }

    /// What runs beside the server, from boot to shutdown.
    ///
    /// - Parameter kernel: the booted app.
    func services(_ kernel: Kernel) -> [any Service]
}

extension Module {
    /// A slash and the namespace.
    public var prefix: String { "/" + Self.namespace }
    /// The prefix with dots, without its placeholders: `/{team}/billing` is `billing.`
    public var namePrefix: String { ModulePlace.names(for: prefix) }
    /// No folder.
    public var folder: String? { nil }
    /// None.
    public var modules: [any Module] { [] }
    /// None.
    public var providers: [any ServiceProvider.Type] { [] }
    /// None.
    public var middleware: [any Middleware] { [] }
    /// None.
    public var commands: [any ConsoleCommand.Type] { [] }
    /// None.
    public var migrations: [any Migration.Type] { [] }
    /// None.
    public var models: [any Model.Type] { [] }
    /// None.
    public var seeders: [any Seeder.Type] { [] }
    /// None.
    public var settings: [String: any LosslessStringConvertible & Sendable] { [:] }
    /// Nothing.
    public var templates: TemplateLibrary { TemplateLibrary() }
    /// None.
    public func services(_ kernel: Kernel) -> [any Service] { [] }
    /// No routes.
    public func routes(_ routes: Routes) {}
}

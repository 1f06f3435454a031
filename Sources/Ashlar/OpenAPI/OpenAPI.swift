import AshlarConfig
public import AshlarContainer
public import AshlarHTTP
public import AshlarRouting

/// The app's API, described: `/openapi.json` (OpenAPI 3.1) and a page on which it can be read and tried.
///
/// ```swift
/// struct Library: Application {
///     let modules: [any Module] = [OpenAPI()]        // /openapi.json and /docs
/// }
/// ```
///
/// `config/openapi.yaml` says `title`, `version` and `description`. In production neither is served unless `document: true`
/// or `docs: true` says so; whoever wants them for some people only puts middleware around the module.
public struct OpenAPI: Module {
    /// `openapi`
    public static let namespace = "openapi"
    /// What is put before both addresses.
    public let prefix: String
    /// `openapi.`
    public let namePrefix = "openapi."
    /// What lies around both addresses.
    public let middleware: [any Middleware]
    /// What makes the document.
    public let providers: [any ServiceProvider.Type] = [OpenAPIProvider.self]
    private let documentPath: String
    private let docsPath: String

    /// Serves the document and the page.
    ///
    /// - Parameters:
    ///   - prefix: what is put before both addresses: `/api`.
    ///   - document: where the document is.
    ///   - docs: where the page is.
    ///   - middleware: what lies around both.
    public init(
        prefix: String = "", document: String = "/openapi.json", docs: String = "/docs",
        middleware: [any Middleware] = []
    ) {
        self.prefix = prefix
        self.middleware = middleware
        documentPath = document
        docsPath = docs
    }

    /// The two addresses, and what the page is made of.
    public func routes(_ routes: Routes) {
        routes.get(documentPath, OpenAPIController.document).name("document").documented { $0.isHidden = true }
        routes.get(docsPath, OpenAPIController.docs).name("docs").documented { $0.isHidden = true }
        routes.get(docsPath + "/{file:any(docs.css,docs.js)}", OpenAPIController.asset).name("asset")
            .documented { $0.isHidden = true }
    }
}

/// Puts the document into the container: made when it is first asked for, and only once.
struct OpenAPIProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton(OpenAPIDocument.self) { resolver in
            try OpenAPIDocument(try resolver.resolve(RouteTable.self), config: try resolver.resolve(Config.self))
        }
    }
}

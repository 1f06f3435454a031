import AshlarConfig
import AshlarContainer
import AshlarHTTP
import AshlarMiddleware
import AshlarPostgres
import AshlarRouting
import HTTPTypes

/// Shows at the end of each page, in development, how it came about: route, statements, models, views, measures, dumps, session,
/// request and answer.
///
/// It lies within the error pages, which show all of that themselves.
struct DebugBar: Middleware {
    private let routes: RouteTable
    private let config: Config
    private let editor: EditorLink
    private let rendering: EventChannel<DebugBarRendering>

    /// The layer, where it is wanted: `app.debugBar`, in development where errors show everything by default.
    ///
    /// - Throws: ``ConfigError`` for a setting that cannot be read.
    init?(config: Config, routes: RouteTable, editor: EditorLink, events: Events) throws {
        let isWanted = try config.flag("app.debugBar") ?? config.environment.isDevelopment
        guard try isWanted && config.isDebug else { return nil }
        self.routes = routes
        self.config = config
        self.editor = editor
        rendering = events.channel()
    }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.trace != nil, request.headers[.accept]?.contains("text/html") == true else {
            return try await next.respond(to: request)
        }
        let whole = PageEnd.wholePage(request)
        var response = try await next.respond(to: whole)
        let (status, headers) = (response.status, response.headers)
        let outer = request[CSPNonce.self]?.value
        await PageEnd.add(to: &response, policy: [("style-src", nil)], nonce: outer) { nonce in
            let panels = await panels(of: whole, status, headers)
            let took = whole.trace.map { RequestFacts.text(.now - $0.start) } ?? ""
            return DebugBarPage(title: "\(status.code)", took: took, panels: panels, nonce: nonce).html
        }
        return response
    }

    private func panels(
        of request: Request, _ status: HTTPResponse.Status, _ headers: HTTPFields
    ) async -> [DebugPanel] {
        let facts = RequestFacts(request, routes: routes, root: config.root)
        let event = DebugBarRendering(request: request, status: status)
        if !rendering.isSilent { await rendering.notify(event) }
        let dumps = facts.dumps
        let panels = [
            panel("Route", nil, facts.route), statements(request, facts), models(request), views(request),
            measures(request), panel("Dumps", "\(dumps.count)", dumps), panel("Session", nil, facts.session),
            panel("Request", nil, facts.request + facts.input + facts.headers),
            panel(
                "Response", nil,
                [RequestFacts.Row(name: "Status", value: "\(status)")] + RequestFacts.rows(headers)),
            DebugPanel(
                "App",
                rows: [
                    .init("Name", config.appName), .init("Environment", config.environment.rawValue),
                    .init("Folder", config.root),
                ]),
        ]
        return (panels + event.panels).filter { !$0.rows.isEmpty }
    }

    private func panel(_ title: String, _ badge: String?, _ rows: [RequestFacts.Row]) -> DebugPanel {
        DebugPanel(
            title, badge: badge, rows: rows.map { .init($0.name, $0.value, link: $0.place.flatMap(editor.url)) })
    }

    /// What is sent again and again is told: a relation that a query could have loaded, most often.
    private func statements(_ request: Request, _ facts: RequestFacts) -> DebugPanel {
        let all = request[StatementRecorder.self]?.all ?? []
        let total = all.reduce(Duration.zero) { $0 + $1.duration }
        let repeated = Dictionary(all.map { ($0.sql, 1) }, uniquingKeysWith: +).filter { $0.value > 2 }
        let warnings = repeated.sorted { $0.key < $1.key }.map {
            RequestFacts.Row(name: "\($0.value) times the same", value: $0.key)
        }
        return panel("Statements", "\(all.count), \(RequestFacts.text(total))", warnings + facts.statements)
    }

    private func models(_ request: Request) -> DebugPanel {
        let models = request[StatementRecorder.self]?.models.sorted { $0.key < $1.key } ?? []
        return DebugPanel(
            "Models", badge: "\(models.reduce(0) { $0 + $1.value })", rows: models.map { .init($0.key, "\($0.value)") })
    }

    private func views(_ request: Request) -> DebugPanel {
        let views = request.trace?.measures.filter { $0.kind == .view } ?? []
        return DebugPanel(
            "Views", badge: "\(views.count)", rows: views.map { .init($0.name, RequestFacts.text($0.duration)) })
    }

    private func measures(_ request: Request) -> DebugPanel {
        guard let trace = request.trace else { return DebugPanel("Measures", rows: []) }
        let own = trace.measures.filter { $0.kind == .own }.sorted { $0.start < $1.start }
        return DebugPanel(
            "Measures", badge: "\(own.count)",
            rows: own.map {
                let begun = RequestFacts.text($0.start - trace.start)
                return .init($0.name, "\(RequestFacts.text($0.duration)), \(begun) after the request came")
            })
    }
}

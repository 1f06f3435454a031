import AshlarConfig
import AshlarContainer
import AshlarHTTP
import AshlarMiddleware
import AshlarRouting
import AshlarSupport
import HTTPTypes
import NIOCore

/// Serves an app's document, and the page that shows it.
@Controller
struct OpenAPIController {
    let config: Config
    let urls: URLGenerator

    func document(document: OpenAPIDocument) throws -> Response {
        try check("openapi.document")
        return Response(contentType: "application/json", bytes: ByteBuffer(string: document.json))
    }

    func docs(request: Request) throws -> Response {
        try check("openapi.docs")
        let page = OpenAPIPage.html(
            title: config.string("openapi.title") ?? config.appName,
            document: try urls.path(to: "openapi.document"),
            style: try urls.path(to: "openapi.asset", ["docs.css"]),
            script: try urls.path(to: "openapi.asset", ["docs.js"]), nonce: request[CSPNonce.self]?.value)
        return Response(html: page)
    }

    func asset(file: String) throws -> Response {
        try check("openapi.docs")
        let isScript = file == "docs.js"
        return Response(
            contentType: isScript ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
            bytes: ByteBuffer(string: isScript ? OpenAPIPage.script : OpenAPIPage.style))
    }

    /// In production only what was allowed is there.
    private func check(_ setting: String) throws {
        let isAllowed = try config.flag(setting) ?? (config.environment != .production)
        guard isAllowed else { throw HTTPError(.notFound) }
    }
}

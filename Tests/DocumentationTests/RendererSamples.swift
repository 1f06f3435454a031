import Ashlar
import NIOCore

// The samples of responses.md about renderers.

@Controller
struct WriterListController {
    func index() async throws -> Rendered<[Writer]> {
        Rendered(try await Writer.query().all(), as: "writers", view: "writers.index")
    }
}

struct CSVRenderer: Renderer {
    let mediaTypes = ["text/csv"]

    func canRender(_ value: any Encodable & Sendable) -> Bool { value is [Writer] }

    func response(for value: any Encodable & Sendable, in context: ActionContext) async throws -> Response {
        let writers = value as? [Writer] ?? []
        return Response(contentType: "text/csv", bytes: ByteBuffer(string: writers.map { "\($0.name)\r\n" }.joined()))
    }
}

struct RendererProvider: ServiceProvider {
    func register(_ container: Container) {
        container.tag("renderers", (any Renderer).self) { _ in CSVRenderer() }
    }
}

import AshlarContainer
import AshlarHTTP
import AshlarRouting
import NIOCore

/// Who hears of pages.
struct ViewEvents: Sendable {
    let rendering: EventChannel<ViewRendering>
    let rendered: EventChannel<ViewRendered>

    init(_ events: Events) {
        rendering = events.channel()
        rendered = events.channel()
    }
}

extension ViewRenderer {
    /// Renders a page for a request: with the helpers that a page has, and with those hearing of it who listen.
    ///
    /// - Parameters:
    ///   - name: the view.
    ///   - values: what its action gives to it; they go before the helpers.
    ///   - request: the request.
    ///   - urls: makes URLs as this request's client has to ask for them; nil outside of any route.
    func page(
        _ name: String, _ values: [String: any Sendable], for request: Request, urls: URLGenerator? = nil
    ) async throws -> ByteBuffer {
        var values = values
        if let events, !events.rendering.isSilent {
            let rendering = ViewRendering(name: name, request: request, values: values)
            try await events.rendering.dispatch(rendering)
            values = rendering.values
        }
        let page = try render(name, RequestHelpers.values(for: request, urls: urls).merging(values) { $1 })
        if let events, !events.rendered.isSilent {
            await events.rendered.notify(ViewRendered(name: name, values: values, request: request))
        }
        return page
    }
}

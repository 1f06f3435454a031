import AshlarContainer
import AshlarHTTP
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
    /// Tells that a view is going to be rendered.
    ///
    /// - Returns: its values, with what listeners have set.
    /// - Throws: what a listener throws.
    func announce(
        _ name: String, _ values: [String: any Sendable], for request: Request?
    ) async throws -> [String: any Sendable] {
        guard let events, !events.rendering.isSilent else { return values }
        let rendering = ViewRendering(name: name, request: request, values: values)
        try await events.rendering.dispatch(rendering)
        return rendering.values
    }

    /// Tells that a view has been rendered.
    func announceRendered(_ name: String, _ values: [String: any Sendable], for request: Request?) async {
        guard let events, !events.rendered.isSilent else { return }
        await events.rendered.notify(ViewRendered(name: name, values: values, request: request))
    }
}

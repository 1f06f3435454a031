import AshlarContainer
import AshlarHTTP

/// What all endpoints of a router share.
final class RouterServices: Sendable {
    let container: VerifiedContainer
    let urls: URLGenerator
    let json: any JSONCoding
    let onTeardownFailure: @Sendable (TeardownFailure) -> Void
    let layers = ResolvedLayers()
    /// Who hears of routes that were found.
    let matched: EventChannel<RouteMatched>?

    init(
        container: VerifiedContainer, urls: URLGenerator, json: any JSONCoding, events: Events?,
        onTeardownFailure: @escaping @Sendable (TeardownFailure) -> Void
    ) {
        self.onTeardownFailure = onTeardownFailure
        self.container = container
        self.urls = urls
        self.json = json
        matched = events?.channel()
    }
}

public import AshlarContainer
public import AshlarHTTP
public import HTTPTypes
import Synchronization

/// The debug bar is about to be added to a page, in development. A listener may add a panel of its own; what one throws is
/// logged.
///
/// ```swift
/// container.listen(DebugBarRendering.self) { event in
///     event.add(DebugPanel("Cart", rows: [.init("Items", "\(cart.count)")]))
/// }
/// ```
public final class DebugBarRendering: Event {
    /// The request that the page answers.
    public let request: Request
    /// The status of the page.
    public let status: HTTPResponse.Status
    private let added = Mutex<[DebugPanel]>([])

    init(request: Request, status: HTTPResponse.Status) {
        self.request = request
        self.status = status
    }

    /// Adds a panel behind those that are there.
    public func add(_ panel: DebugPanel) { added.withLock { $0.append(panel) } }

    /// What was added so far.
    public var panels: [DebugPanel] { added.withLock { $0 } }

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}

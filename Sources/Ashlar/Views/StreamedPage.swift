import AshlarTemplate
import Synchronization

/// A page on its way, handed from piece to piece.
final class StreamedPage: Sendable {
    private let rendering: Mutex<TemplateRendering?>

    init(_ rendering: consuming sending TemplateRendering) { self.rendering = Mutex(rendering) }

    func give(_ values: [String: any Sendable]) { rendering.withLock { $0?.give(values) } }

    func next() throws -> [UInt8]? { try rendering.withLock { try $0?.next() } }
}

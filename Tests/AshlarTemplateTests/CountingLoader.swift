import AshlarTemplate
import Synchronization

/// Templates in memory that know how often each was loaded.
final class CountingLoader: TemplateLoader {
    private let inner: DictionaryLoader
    private let counts = Mutex<[String: Int]>([:])

    init(_ sources: [String: String]) { inner = DictionaryLoader(sources) }

    var loaded: [String: Int] { counts.withLock { $0 } }

    func load(_ name: String) throws -> TemplateSource? {
        counts.withLock { $0[name, default: 0] += 1 }
        return try inner.load(name)
    }

    func version(of name: String) -> TemplateVersion? { inner.version(of: name) }
    var watchesChanges: Bool { false }
    func names() throws -> [String] { try inner.names() }
}

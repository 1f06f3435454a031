import Ashlar

protocol Store: Sendable {
    func search(_ text: String) async throws -> [String]
}

struct PrimaryStore: Store {
    func search(_ text: String) async throws -> [String] { [text] }
}

struct ReplicaStore: Store {
    func search(_ text: String) async throws -> [String] { [text] }
}

struct TimedStore: Store {
    let store: any Store
    func search(_ text: String) async throws -> [String] { try await store.search(text) }
}

extension Qualifier {
    static let replica: Qualifier = "replica"
}

@Injectable
struct Catalogue {
    let store: any Store
    @Named(.replica) let replica: any Store
}

@Injectable
final class Shelf {
    let store: any Store
    init(@Named(.replica) store: any Store) { self.store = store }
}

struct StoreProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any Store).self) { _ in PrimaryStore() }
        container.singleton((any Store).self, named: .replica) { _ in ReplicaStore() }

        container.when(Shelf.self).needs((any Store).self, named: .replica).give { _ in PrimaryStore() }
        container.decorate((any Store).self) { store, _ in TimedStore(store: store) }

        container.tag("reports", (any Report).self) { _ in SalesReport() }
        container.tag("reports", (any Report).self, to: StockReport.self) { $0 }
    }
}

enum Stores: Facade { typealias Service = any Store }

func suggestions(for text: String) async throws -> [String] {
    try await Stores.current.search(text)
}

protocol Report: Sendable { var title: String { get } }

struct SalesReport: Report { let title = "Sales" }

@Injectable
struct StockReport: Report {
    let store: any Store
    var title: String { "Stock" }
}

@Injectable
struct ReportDesk {
    @Named("reports") let reports: [any Report]
    let printer: Lazy<any Printer>
    let clock: (any LibraryClock)?
}

protocol Printer: Sendable {}

struct PaperPrinter: Printer {}

struct SearchIndex: Sendable {
    static func open(_ store: any Store) async throws -> SearchIndex { SearchIndex() }
    func close() async throws {}
}

struct Visitor: Sendable {
    static func find(_ request: Request, in store: any Store) async throws -> Visitor { Visitor() }
}

struct SearchProvider: ServiceProvider {
    static let needs: [any ServiceProvider.Type] = [StoreProvider.self]

    func register(_ container: Container) {
        container.singleton(SearchIndex.self, needs: (any Store).self) { store in
            try await SearchIndex.open(store)
        } teardown: { index in
            try await index.close()
        }
        container.scoped(Visitor.self, needs: Request.self, (any Store).self) { request, store in
            try await Visitor.find(request, in: store)
        }
    }
}

struct PrinterProvider: ServiceProvider {
    static let provides: [Any.Type] = [(any Printer).self]

    func register(_ container: Container) {
        container.singleton((any Printer).self) { _ in PaperPrinter() }
    }
}

func fakes(_ container: Container) {
    container.swap((any Store).self, with: ReplicaStore())
}

func hooks(_ container: Container, logger: Logger) {
    container.onBind { bound in logger.debug("bound", metadata: ["type": "\(bound.typeName)"]) }
    container.onMake((any Store).self) { store, _ in logger.debug("made", metadata: ["store": "\(store)"]) }
    container.onResolve((any Store).self) { _, _ in logger.debug("resolved a store") }
}

func nightly(_ container: VerifiedContainer) async throws {
    try await container.withScope { resolver in
        _ = try await resolver.prepare(SearchIndex.self)
    }
}

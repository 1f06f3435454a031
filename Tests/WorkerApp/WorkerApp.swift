import Ashlar
import Foundation

/// An app whose workers trap when they are asked to.
@main
struct WorkerApp: Application {
    var providers: [any ServiceProvider.Type] {
        ProcessInfo.processInfo.environment["BREAK_BOOT"] == nil ? [] : [BrokenProvider.self]
    }

    func routes(_ routes: Routes) {
        routes.get("/") { _ in "process \(ProcessInfo.processInfo.processIdentifier)\n" }
        routes.get("/trap") { request -> String in
            if request.method == .get { fatalError("It was asked to.") }
            return ""
        }
        routes.post("/read") { request in String(buffer: try await request.body.collect(upTo: 100)) }
    }
}

private struct BrokenProvider: ServiceProvider {
    struct Failure: Error, CustomStringConvertible { let description = "The disk is full." }

    init() {}
    func register(_ container: Container) {}
    func boot(_ resolver: Resolver) async throws { throw Failure() }
}

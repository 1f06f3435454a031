import Ashlar
import Foundation

/// The work that the harness asks of every framework, written as an app would be.
@main
struct Benchmarks: Application {
    var middleware: [any Middleware] {
        guard let folder = ProcessInfo.processInfo.environment["PUBLIC_DIR"] else { return [] }
        return [StaticFiles(root: folder)]
    }

    func routes(_ routes: Routes) {
        routes.get("/plaintext", HelloController.plaintext)
        routes.get("/json", HelloController.json)
        routes.get("/db", WorldController.one)
        routes.get("/queries", WorldController.many)
        routes.get("/updates", WorldController.update)
        routes.get("/fortunes", FortuneController.index)
        routes.group(middleware: .web) {
            $0.get("/form", FormController.show)
            $0.post("/form", FormController.store)
        }
    }
}

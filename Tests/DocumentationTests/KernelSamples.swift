import Ashlar

/// The samples of README and errors.md about the kernel.
private func serveSmallApp() async throws {
    try await App { routes in
        routes.get("/") { _ in "Hello" }
    }.run()
}

private func answerErrors(_ routes: Routes) {
    routes.onError(ShelfFull.self) { error, _ in
        View("shelf-full", ["shelf": error.shelf], status: .conflict)
    }
}

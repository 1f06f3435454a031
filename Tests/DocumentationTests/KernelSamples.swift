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

@Controller
struct ReviewController {
    func store(form: Form) -> Redirect {
        guard let title = form["title"], !title.isEmpty else {
            let errors = ErrorBag(["title": ["The title is required."]])
            return .back(fallback: "/reviews/new").withInput().withErrors(errors)
        }
        return .to("/reviews").flash("Saved.")
    }
}

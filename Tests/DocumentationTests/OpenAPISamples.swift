import Ashlar

// The samples of openapi.md, as they stand there.

func documented(_ routes: Routes) {
    routes.group("/desk") {
        $0.post("/loans", LoanDeskController.store).documented {
            $0.summary = "Borrow a book."
            $0.tags = ["Loans"]
            $0.example = ["title": "Notes", "email": "ada@example.com", "from": "2026-11-22", "acceptsTerms": true]
            $0.answers(.conflict, "Somebody else has it.", LoanConflict.self, example: ["reader": "Bob"])
        }
        $0.get("/search", ShelfSearchController.search).documented { $0.isDeprecated = true }
    }
    .documented { $0.security = [.bearer.scopes("loans"), .apiKey(header: "X-Key")] }
}

struct LoanConflict: Codable { var reader: String }

struct LoanOverdue: Codable {
    var title: String
    var days: Int
}

@Input
struct DeskSignature { var xSignature: String }

func announced(_ routes: Routes) {
    routes.webhook("loanOverdue", sends: LoanOverdue.self, headers: DeskSignature.self) {
        $0.summary = "A book should have come back."
        $0.example = ["title": "Notes", "days": 3]
        $0.answers(.gone, "Nobody wants to hear of it any more.")
    }
}

struct DocumentedLibrary: Application {
    let modules: [any Module] = [OpenAPI()]

    func routes(_ routes: Routes) { documented(routes) }
}

import AshlarTesting
import Testing

@testable import App

@Suite struct HomeTests {
    @Test func theWelcomePageAnswers() async throws {
        try await withApp(__type__.self) { app in
            try await app.get("/").assertOk().assertSee("__title__")
        }
    }
}

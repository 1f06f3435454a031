import AshlarTesting
import Testing

@testable import App

@Suite struct HomeTests {
    @Test func theAPISaysItsName() async throws {
        try await withApp(__type__.self) { app in
            try await app.get("/api").assertOk().assertSee("\"name\":\"__title__\"")
        }
    }

    @Test func errorsAreJSON() async throws {
        try await withApp(__type__.self) { app in
            try await app.get("/api/nothing").assertNotFound()
                .assertHeader(.contentType, "application/problem+json")
        }
    }
}

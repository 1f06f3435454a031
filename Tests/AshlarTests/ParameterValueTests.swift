import Ashlar
import AshlarTesting
import Foundation
import Testing

enum Suit: String, CaseIterable { case clubs, hearts = "red-hearts" }

@Controller struct ParameterValueController {
    func lists(suits: [Suit], ids: [UUID], days: [Date], amounts: [Decimal]) -> String {
        "\(suits) \(ids.count) \(days.map(\.timeIntervalSince1970)) \(amounts)"
    }

    func decimals(amount: Decimal, limit: Decimal?, rate: Decimal = 0.5) -> String {
        "\(amount) \(limit.map { "\($0)" } ?? "none") \(rate)"
    }
}

/// Parameters whose types are no text of their own: lists of enumerations, days, UUIDs, and decimals.
@Suite struct ParameterValueTests {
    private let app = RoutesOnly {
        $0.get("/lists", ParameterValueController.lists)
        $0.get("/decimals", ParameterValueController.decimals)
    }

    @Test func `lists of enumerations, UUIDs, days and decimals are read from the query`() async throws {
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            let id = "123e4567-e89b-12d3-a456-426614174000"
            try await visitor.get(
                "/lists?suits=clubs&suits=red-hearts&ids[]=\(id)&days=1970-01-02&amounts=1.10&amounts=-2"
            ).assertOk().assertSee("[AshlarTests.Suit.clubs, AshlarTests.Suit.hearts] 1 [86400.0] [1.1, -2]")
            try await visitor.get("/lists").assertOk().assertSee("[] 0 [] []")
            let answer = try await visitor.with(.accept, "application/json").get(
                "/lists?suits=hearts&suits=clubs&suits=x")
            answer.assertStatus(.unprocessableContent).assertSee(#""suits.0":["#)
                .assertSee(#""suits.2":["#)
                .assertSee(#"The query parameter \"suits\" has an element that is not a valid Suit: \"x\"."#)
            for query in ["suits=hearts", "ids=1", "days=1970-02-30", "amounts=1e3", "amounts=x"] {
                try await visitor.get("/lists?\(query)").assertStatus(.unprocessableContent)
            }
        }
    }

    @Test func `decimals are required, optional, or have a default, and lose no digit`() async throws {
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            try await visitor.get("/decimals?amount=12345678901234567890.12345678901234567&limit=")
                .assertOk().assertSee("12345678901234567890.12345678901234567 none 0.5")
            try await visitor.get("/decimals?amount=1&limit=-2.5&rate=3").assertOk().assertSee("1 -2.5 3")
            for query in ["", "amount=", "amount=1,5", "amount=\(String(repeating: "1", count: 39))"] {
                try await visitor.get("/decimals?\(query)").assertStatus(.unprocessableContent)
            }
        }
    }
}

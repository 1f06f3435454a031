import AshlarHTTP
import AshlarRouting
import Testing

@Suite struct RouteSpeedTests {
    /// The shortest time of some rounds to find the last of the routes many times: what else runs only adds to it.
    private func time(_ count: Int) throws -> Duration {
        let fixture = try Fixture { routes in
            for number in 0..<count { routes.get("/section\(number)/{id}/part\(number)") { _ in "" } }
        }
        let request = Request(target: "/section\(count - 1)/7/part\(count - 1)")
        let clock = ContinuousClock()
        let rounds = (0..<20).map { _ in
            clock.measure { for _ in 0..<100 { _ = fixture.table.entry(for: request) } }
        }
        #expect(fixture.table.entry(for: request)?.path == "/section\(count - 1)/{id}/part\(count - 1)")
        return rounds.min() ?? .zero
    }

    @Test func `finding a route costs the same however many there are (trap 25)`() throws {
        let (few, many) = (try time(10), try time(3000))
        // A search through a list would take three hundred times as long.
        #expect(many < few * 20, "\(few) with 10 routes, \(many) with 3,000")
    }
}

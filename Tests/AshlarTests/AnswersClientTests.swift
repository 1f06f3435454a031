import Ashlar
import Foundation
import HarbourClient
import Testing

/// A client that craft wrote, of an action that gives one of several answers.
@Suite struct AnswersClientTests {
    @Test func `a Swift client has each answer as a case, and each error with a body of its own as another`()
        async throws
    {
        try await withKernel(HarbourApp(), in: AppFolder()) { kernel async throws in
            try await served(kernel) { port async throws in
                let client = HarbourClient.APIClient(
                    baseURL: "http://127.0.0.1:\(port)", credentials: .init(bearer: "harbour"))
                #expect(try await client.boatsLaunch(boat: 1) == .created(.init(boat: 1, harbour: "Sligo")))
                #expect(try await client.boatsLaunch(boat: 2) == .accepted(.init(place: 3)))
                #expect(try await client.boatsLaunch(boat: 3) == .noContent)
                let blocked = await #expect(throws: BoatsLaunchFailure.self) { try await client.boatsLaunch(boat: 4) }
                #expect(blocked == .conflict(.init(name: "Lark", takenBy: 1)))
                let unknown = await #expect(throws: BoatsLaunchFailure.self) { try await client.boatsLaunch(boat: 9) }
                #expect(unknown == .notFound(.init(wanted: 9)))
                let sunk = await #expect(throws: HarbourClient.APIError.self) { try await client.boatsLaunch(boat: 5) }
                #expect(sunk?.status == 410 && sunk?.problem?.title == "Gone")
                // What the router says is none of the action's answers.
                let elsewhere = HarbourClient.APIClient(
                    baseURL: "http://127.0.0.1:\(port)/nowhere", credentials: .init(bearer: "harbour"))
                let lost = await #expect(throws: HarbourClient.APIError.self) {
                    try await elsewhere.boatsLaunch(boat: 9)
                }
                #expect(lost?.status == 404 && lost?.problem?.title == "Not Found")
            }
        }
    }
}

import AshlarContainer
import Synchronization
import Testing

private struct Published: Event {
    let title: String
    var isPublic = true
}

private struct Visit: Event {
    let visitor: Guest
    func makeScope() -> Scope { Scope(seed: visitor) }
}

private struct Guest: Sendable { let name: String }

private final class Heard: Sendable {
    private let noted = Mutex<[String]>([])
    var lines: [String] { noted.withLock { $0 } }
    func note(_ line: String) { noted.withLock { $0.append(line) } }
}

private struct Deaf: Error, CustomStringConvertible { let description = "no ears" }

@Injectable private struct TellFollowers: Listener {
    let heard: Heard
    func handle(_ event: Published) async throws { heard.note("followers: \(event.title)") }
}

@Injectable private struct Greet: Listener {
    let visitor: Guest
    let heard: Heard
    func handle(_ event: Visit) async throws { heard.note("hello \(visitor.name)") }
}

private protocol Megaphone: Sendable {}

@Injectable private struct Shout: Listener {
    let megaphone: any Megaphone
    func handle(_ event: Published) async throws {}
}

@Suite struct EventTests {
    @Test func `listeners hear in their order, one after the other, and of what they asked for`() async throws {
        let (events, heard) = (Events(), Heard())
        events.listen(Published.self) { event in
            await Task.yield()
            heard.note("second \(event.title)")
        }
        events.listen(Published.self, where: { !$0.isPublic }) { heard.note("private \($0.title)") }
        events.listen(Published.self, order: -1) { heard.note("first \($0.title)") }
        events.listen(Published.self) { heard.note("last \($0.title)") }
        try await events.dispatch(Published(title: "a"))
        #expect(heard.lines == ["first a", "second a", "last a"])
        try await events.dispatch(Published(title: "b", isPublic: false))
        #expect(heard.lines.dropFirst(3) == ["first b", "second b", "private b", "last b"])
    }

    @Test func `what a listener throws is thrown to who dispatches, and ends the round`() async throws {
        let (events, heard) = (Events(), Heard())
        events.listen(Published.self) { _ in throw Deaf() }
        events.listen(Published.self) { heard.note($0.title) }
        await #expect(throws: Deaf.self) { try await events.dispatch(Published(title: "a")) }
        #expect(heard.lines.isEmpty)
    }

    @Test func `what cannot be helped is told to all, and failures are reported`() async throws {
        let (events, heard) = (Events(), Heard())
        events.onFailure { heard.note($0.description) }
        events.listen(Published.self) { _ in throw Deaf() }
        events.listen(Published.self) { heard.note($0.title) }
        await events.notify(Published(title: "a"))
        #expect(heard.lines == ["A listener of Published failed: no ears", "a"])
    }

    @Test func `an event that nobody hears of is not even made`() async throws {
        let events = Events()
        let channel = events.channel(Published.self)
        var made = 0
        func event() -> Published {
            made += 1
            return Published(title: "a")
        }
        #expect(channel.isSilent)
        try await channel.dispatch(event())
        #expect(made == 0)
        events.listen(Published.self) { _ in }
        #expect(!channel.isSilent)
        try await channel.dispatch(event())
        #expect(made == 1)
    }

    @Test func `the container makes listeners: once, or in the scope of the event`() async throws {
        let (container, heard) = (Container(), Heard())
        container.instance(heard)
        container.listen(TellFollowers.self)
        container.listen(Greet.self)
        _ = try await container.booted(roots: [], scope: Scope(seed: Guest(name: "nobody")))
        try await container.events.dispatch(Published(title: "a"))
        try await container.events.dispatch(Visit(visitor: Guest(name: "Ada")))
        try await container.events.dispatch(Visit(visitor: Guest(name: "Bob")))
        #expect(heard.lines == ["followers: a", "hello Ada", "hello Bob"])
    }

    @Test func `what a listener needs is proven at boot`() async throws {
        let container = Container()
        container.listen(Shout.self)
        let error = await #expect(throws: VerificationError.self) {
            _ = try await container.booted(roots: [], scope: Scope())
        }
        #expect(error?.description.contains("needed by: listener of Published → Shout → any Megaphone") == true)
    }

    @Test func `an event before boot says what is wrong`() async throws {
        let container = Container()
        container.listen(TellFollowers.self)
        let error = await #expect(throws: ListenerNotMade.self) {
            try await container.events.dispatch(Published(title: "a"))
        }
        #expect(error?.description == "TellFollowers hears of Published, but the app is not booted yet.")
    }
}

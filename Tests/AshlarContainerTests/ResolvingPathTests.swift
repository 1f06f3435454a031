import Testing

@testable import AshlarContainer

private protocol Lamp: Sendable {}
private struct Candle: Lamp {}
private struct Inkwell: Sendable {}
private final class Ledger: Sendable {}

@Injectable private struct WritingDesk {
    let lamp: any Lamp
    let inkwell: Inkwell
    let ledger: Ledger
}

@Suite struct ResolvingPathTests {
    /// A singleton that has been made is a constant of its binding, which is looked at first; only behind that is there a lock, for
    /// those that are made while the app boots.
    @Test func `after boot three singletons and who needs them are resolved without a lock`() throws {
        let container = Container()
        container.singleton((any Lamp).self) { _ in Candle() }
        container.singleton(Inkwell.self) { _ in Inkwell() }
        container.singleton(Ledger.self) { _ in Ledger() }
        #expect(container.table[Ledger.self]?.constant == nil)

        let verified = try container.verified(
            roots: [("WritingDeskController.show", [Dependency(WritingDesk.self, "desk")])], scope: Scope())
        let table = verified.table
        #expect(table.isLinked)
        #expect(table[(any Lamp).self]?.constant != nil && table[Inkwell.self]?.constant != nil)
        let ledger = try verified.resolver().resolve(Ledger.self)
        #expect(table[Ledger.self]?.constant === ledger)

        // The desk is made by its own initialiser, whose needs are at hand: nothing is looked up.
        let resolver = verified.resolver(in: Scope())
        let slot = try #require(resolver.slot(for: ObjectIdentifier(WritingDesk.self)))
        #expect(slot.isPlain)
        #expect(slot.frame?.slots.compactMap { $0?.id }.count == 3)
        #expect(slot.frame?.isTracked == false)
        #expect(try resolver.resolve(WritingDesk.self).ledger === ledger)
    }
}

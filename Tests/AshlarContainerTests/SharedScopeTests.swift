import AshlarContainer
import Synchronization
import Testing

private final class Tally: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock {
            $0 += 1; return $0
        }
    }
}

@Suite struct SharedScopeTests {
    @Test func `a scope seen from further inside has another seed and the same values`() async throws {
        let (container, counter, ended) = (Container(), Tally(), Tally())
        struct Basket: Sendable { let number: Int }
        container.scoped(Basket.self) { _ in
            Basket(number: counter.next())
        } teardown: { _ in
            _ = ended.next()
        }
        let verified = try await container.booted(roots: [], scope: Scope(seed: "trial"))
        let before = counter.next()
        let outer = Scope(seed: "outer")
        let inner = Scope(seed: "inner", in: Scope(seed: "between", in: outer))
        #expect(try verified.resolver(in: inner).resolve(String.self) == "inner")
        #expect(try verified.resolver(in: outer).resolve(String.self) == "outer")
        let basket = try verified.resolver(in: inner).resolve(Basket.self)
        #expect(try verified.resolver(in: outer).resolve(Basket.self).number == basket.number)
        #expect(basket.number == before + 1)
        let endedBefore = ended.next()
        await inner.end()
        #expect(ended.next() == endedBefore + 1)
        await outer.end()
        // One more of ours, and the teardown's.
        #expect(ended.next() == endedBefore + 3)
    }
}

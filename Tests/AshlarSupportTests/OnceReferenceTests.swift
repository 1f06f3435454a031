import AshlarSupport
import Testing

@Suite struct OnceReferenceTests {
    private final class Value: Sendable {
        let number: Int
        init(_ number: Int) { self.number = number }
    }

    /// References that several tasks share.
    private final class Shared: Sendable { let reference = OnceReference<Value>() }

    @Test func `the first object stays`() {
        let reference = OnceReference<Value>()
        #expect(reference.load() == nil)
        #expect(reference.storeIfNil(Value(1)).number == 1)
        #expect(reference.storeIfNil(Value(2)).number == 1)
        #expect(reference.load()?.number == 1)
    }

    @Test func `the object is let go with the reference, one that came late at once`() {
        var shared: Shared? = Shared()
        weak var first: Value?
        weak var second: Value?
        do {
            let (one, other) = (Value(1), Value(2))
            (first, second) = (one, other)
            _ = shared?.reference.storeIfNil(one)
            _ = shared?.reference.storeIfNil(other)
        }
        #expect(first != nil && second == nil)
        shared = nil
        #expect(first == nil)
    }

    @Test func `of many tasks all get the same object`() async {
        for _ in 0..<200 {
            let shared = Shared()
            let numbers = await withTaskGroup(of: Int.self) { group in
                for number in 0..<8 { group.addTask { shared.reference.storeIfNil(Value(number)).number } }
                return await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1 && numbers.first == shared.reference.load()?.number)
        }
    }
}

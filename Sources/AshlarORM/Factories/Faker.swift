import Synchronization

/// Makes data that looks real, and is the same for the same seed.
///
/// ```swift
/// let fake = Faker(seed: 7)
/// fake.name()                         // "Vera Stone", in every run
/// fake.sentence()
/// fake.int(in: 1...6)
/// ```
///
/// Addresses of mail and of the web are in the domains that are set aside for examples (RFC 2606), so that nothing reaches
/// anybody.
public final class Faker: FakeData {
    /// The faker that factories use in the current task, unless they are given one.
    @TaskLocal public static var current: Faker?

    private struct State {
        var generator: FakeGenerator
        var used: [String: Set<String>] = [:]
    }

    private let state: Mutex<State>
    /// The words that texts are made of.
    public let lexicon: FakeLexicon

    /// A faker.
    ///
    /// - Parameters:
    ///   - seed: what the data depends on.
    ///   - lexicon: the words that texts are made of.
    public init(seed: UInt64, lexicon: FakeLexicon = .english) {
        state = Mutex(State(generator: FakeGenerator(seed: seed)))
        self.lexicon = lexicon
    }

    /// A faker whose data depends on a text, such as the name of a test.
    public convenience init(seed: String, lexicon: FakeLexicon = .english) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.init(seed: hash, lexicon: lexicon)
    }

    /// Itself.
    public var faker: Faker { self }

    func draw<T>(_ body: (inout FakeGenerator) -> T) -> T where T: Sendable { state.withLock { body(&$0.generator) } }

    /// Whether the text is a new one under the name.
    func claim(_ text: String, _ name: String) -> Bool {
        state.withLock { $0.used[name, default: []].insert(text).inserted }
    }
}

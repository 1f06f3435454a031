public import Foundation

/// What gives fake data: a ``Faker``, and what a factory's definition gets.
public protocol FakeData: Sendable {
    /// Where it comes from.
    var faker: Faker { get }
}

/// Numbers and choices.
extension FakeData {
    /// A number of 64 random bits.
    public func bits() -> UInt64 { faker.draw { $0.next() } }

    /// A whole number of a range.
    public func int(in range: ClosedRange<Int>) -> Int {
        faker.draw { Int.random(in: range, using: &$0) }
    }

    /// A number of a range.
    public func double(in range: ClosedRange<Double>) -> Double {
        faker.draw { Double.random(in: range, using: &$0) }
    }

    /// An exact number of a range, with two digits behind the point.
    public func decimal(in range: ClosedRange<Int>) -> Decimal {
        let cents = int(in: 0...99)
        let whole = int(in: range)
        return Decimal(whole) + (whole == range.upperBound ? 0 : Decimal(cents) / 100)
    }

    /// True with a probability from 0 to 1.
    public func bool(_ probability: Double = 0.5) -> Bool { double(in: 0...1) < probability }

    /// One of some values; nil if there are none.
    public func element<C: Collection>(of values: C) -> C.Element? {
        guard !values.isEmpty else { return nil }
        return values[values.index(values.startIndex, offsetBy: int(in: 0...(values.count - 1)))]
    }

    /// One of the cases of an enum.
    public func element<T: CaseIterable>(of type: T.Type) -> T? { element(of: T.allCases) }

    /// Some values in another order.
    public func shuffled<T>(_ values: [T]) -> [T] {
        var values = values
        for index in values.indices.dropLast() { values.swapAt(index, int(in: index...(values.count - 1))) }
        return values
    }

    /// A value, or nil with a probability from 0 to 1.
    public func maybe<T>(_ probability: Double = 0.5, _ value: () throws -> T) rethrows -> T? {
        bool(probability) ? try value() : nil
    }

    /// A text that this faker has not given under that name before.
    ///
    /// - Parameters:
    ///   - name: what must differ, such as `users.email`.
    ///   - make: makes a text; where it only makes ones that were given, a number is added.
    public func unique(_ name: String, _ make: (Faker) -> String) -> String {
        var value = make(faker)
        var tries = 0
        while !faker.claim(value, name) {
            tries += 1
            value = make(faker) + (tries > 50 ? String(int(in: 1...999_999_999)) : "")
        }
        return value
    }

    /// A text with a random digit for each `#` and a random small letter for each `?`.
    public func pattern(_ pattern: String) -> String {
        String(
            pattern.map { character -> Character in
                switch character {
                case "#": Character(String(int(in: 0...9)))
                case "?": element(of: "abcdefghijklmnopqrstuvwxyz") ?? "a"
                default: character
                }
            })
    }

    /// A UUID of version 4.
    public func uuid() -> UUID {
        let (high, low) = (bits(), bits())
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5),
                byte(high, 6) & 0x0f | 0x40, byte(high, 7), byte(low, 0) & 0x3f | 0x80, byte(low, 1), byte(low, 2),
                byte(low, 3), byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }
}

/// A whole number that has no room in 64 bits. It counts as an integer in every way but that it indexes and repeats nothing.
final class IntegerObject: TemplateObject {
    let value: BigInteger

    init(_ value: BigInteger) { self.value = value }

    var text: String { value.text(radix: 10) }
    let typeName = "integer beyond 64 bits"
    var rawValue: any Sendable { text }
}

extension TemplateValue {
    /// A whole number of any size.
    ///
    /// - Throws: for one of more than ``BigInteger/mostBits``.
    static func integer(_ number: BigInteger) throws -> TemplateValue {
        if let int = number.int { return .int(int) }
        guard number.bitCount <= BigInteger.mostBits else {
            throw Failure(
                .limit, "the integer has more than \(BigInteger.mostBits) bits",
                suggestion: "Calculate with floats: write 1.0 for 1.")
        }
        return .object(IntegerObject(number))
    }

    /// The value as a whole number of any size, where it is one.
    var bigInteger: BigInteger? {
        if case .object(let object) = self { return (object as? IntegerObject)?.value }
        return integer.map { BigInteger($0) }
    }

    /// Both values as whole numbers, where they are, and one of them has no room in 64 bits.
    static func bigIntegers(_ left: TemplateValue, _ right: TemplateValue) -> (BigInteger, BigInteger)? {
        switch (left, right) {
        case (.object, _), (_, .object): break
        default: return nil
        }
        guard let left = left.bigInteger, let right = right.bigInteger else { return nil }
        return (left, right)
    }
}

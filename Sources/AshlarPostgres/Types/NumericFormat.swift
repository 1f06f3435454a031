/// A `numeric` as PostgreSQL sends it: digits to the base 10,000, as `numeric_send` writes and `numeric_recv` reads them.
struct NumericFormat: CustomStringConvertible {
    enum Sign: UInt16 {
        case positive = 0x0000
        case negative = 0x4000
        case notANumber = 0xC000
        case positiveInfinity = 0xD000
        case negativeInfinity = 0xF000
    }

    let sign: Sign
    /// The power of 10,000 of the first digit.
    let weight: Int
    /// How many decimal digits are shown after the point.
    let scale: Int
    let digits: [UInt16]

    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = BinaryReader(bytes)
        guard let count = reader.integer(UInt16.self), let weight = reader.integer(Int16.self),
            let sign = reader.integer(UInt16.self).flatMap(Sign.init), let scale = reader.integer(UInt16.self)
        else { return nil }
        var digits: [UInt16] = []
        digits.reserveCapacity(min(Int(count), reader.remaining / 2))
        for _ in 0..<count {
            guard let digit = reader.integer(UInt16.self), digit < 10_000 else { return nil }
            digits.append(digit)
        }
        self.sign = sign
        self.weight = Int(weight)
        self.scale = Int(scale)
        self.digits = digits
    }

    /// Reads a plain decimal number: an optional minus, digits, and digits after a point.
    init?(plain text: some StringProtocol) {
        var whole = Substring(text)
        let isNegative = whole.hasPrefix("-")
        if isNegative { whole.removeFirst() }
        let pieces = whole.split(separator: ".", omittingEmptySubsequences: false)
        guard let integer = pieces.first, pieces.count <= 2, !integer.isEmpty else { return nil }
        let fraction = pieces.count == 2 ? pieces[1] : ""
        guard (integer + fraction).utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        let leading = String(repeating: "0", count: (4 - integer.count % 4) % 4)
        let trailing = String(repeating: "0", count: (4 - fraction.count % 4) % 4)
        let padded = Array((leading + integer + fraction + trailing).utf8)
        var digits = stride(from: 0, to: padded.count, by: 4).map { start in
            padded[start..<start + 4].reduce(UInt16(0)) { $0 * 10 + UInt16($1 - UInt8(ascii: "0")) }
        }
        var weight = (leading.count + integer.count) / 4 - 1
        while digits.first == 0 {
            digits.removeFirst()
            weight -= 1
        }
        while digits.last == 0 { digits.removeLast() }
        self.digits = digits
        self.weight = digits.isEmpty ? 0 : weight
        sign = isNegative && !digits.isEmpty ? .negative : .positive
        scale = fraction.count
    }

    init(special sign: Sign) {
        self.sign = sign
        weight = 0
        scale = 0
        digits = []
    }

    func encode(into buffer: inout [UInt8]) {
        buffer.appendInteger(UInt16(truncatingIfNeeded: digits.count))
        buffer.appendInteger(Int16(truncatingIfNeeded: weight))
        buffer.appendInteger(sign.rawValue)
        buffer.appendInteger(UInt16(truncatingIfNeeded: scale))
        for digit in digits { buffer.appendInteger(digit) }
    }

    /// The number as PostgreSQL prints it, trailing zeros of its scale included.
    var description: String {
        switch sign {
        case .notANumber: return "NaN"
        case .positiveInfinity: return "Infinity"
        case .negativeInfinity: return "-Infinity"
        case .positive, .negative: break
        }
        var text = sign == .negative ? "-" : ""
        text += weight < 0 ? "0" : (0...weight).map { $0 == 0 ? "\(digit(0))" : padded(digit($0)) }.joined()
        guard scale > 0 else { return text }
        let groups = (scale + 3) / 4
        let fraction = (0..<groups).map { padded(digit(weight + 1 + $0)) }.joined()
        return text + "." + fraction.prefix(scale)
    }

    /// The digit at a place; places before the first and after the last are zeros that are not sent.
    private func digit(_ index: Int) -> UInt16 { digits.indices.contains(index) ? digits[index] : 0 }

    private func padded(_ digit: UInt16) -> String {
        let text = "\(digit)"
        return String(repeating: "0", count: 4 - text.count) + text
    }
}

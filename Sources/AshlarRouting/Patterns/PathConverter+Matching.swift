extension PathConverter {
    /// Whether a decoded segment fits. Only regular expressions and converters of an app's own make a string of it.
    func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return false }
        return switch kind {
        case .text: true
        case .path: !Self.hasDotSegment(bytes)
        case .int(let range): Self.int(bytes).map { range?.contains($0) ?? true } ?? false
        case .float: Self.isFloat(bytes)
        case .uuid: Self.isUUID(bytes)
        case .date: Self.isDate(bytes)
        case .ulid: bytes.count == 26 && bytes[0] <= UInt8(ascii: "7") && bytes.allSatisfy(Self.isCrockford)
        case .alpha: bytes.allSatisfy(Self.isLetter)
        case .alphanumeric: bytes.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
        case .slug:
            bytes.allSatisfy {
                Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
        case .oneOf(let words): words.contains { $0.utf8.elementsEqual(bytes) }
        case .pattern(let expression): expression.matches(String(decoding: bytes, as: UTF8.self))
        case .broken: false
        case .custom(let parse, _): parse(String(decoding: bytes, as: UTF8.self)) != nil
        }
    }

    /// What the action reads of a segment that was accepted.
    func value(of text: String) -> String {
        guard case .custom(let parse, _) = kind else { return text }
        return parse(text) ?? text
    }

    /// The segment of a value, not yet percent-encoded; nil if no segment has that value.
    func segment(of value: String) -> String? {
        if case .custom(_, let build) = kind { return build(value) }
        var value = value
        return value.withUTF8(accepts) ? value : nil
    }

    private static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty else { return nil }
        var value = 0
        for byte in digits {
            guard isDigit(byte) else { return nil }
            let digit = Int(byte - UInt8(ascii: "0"))
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !tooLarge, !overflow else { return nil }
            value = sum
        }
        return value
    }

    private static func isFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let digits = bytes.dropFirst(bytes.first == UInt8(ascii: "-") ? 1 : 0)
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func isUUID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return false }
            default:
                let letter = byte | 0x20
                guard isDigit(byte) || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f")) else {
                    return false
                }
            }
        }
        return true
    }

    private static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
        func number(_ range: Range<Int>) -> Int? {
            let digits = UnsafeBufferPointer(rebasing: bytes[range])
            return digits.allSatisfy(isDigit) ? int(digits) : nil
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return false }
        return CalendarDay(year: year, month: month, day: day) != nil
    }

    /// `.` and `..` lead out of what a path should stay in; they are looked for after decoding.
    private static func hasDotSegment(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.split(separator: UInt8(ascii: "/")).contains { segment in
            segment.count <= 2 && segment.allSatisfy { $0 == UInt8(ascii: ".") }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
    }

    /// Crockford's base 32 has no I, L, O and U.
    private static func isCrockford(_ byte: UInt8) -> Bool {
        guard isDigit(byte) || isLetter(byte) else { return false }
        return switch byte | 0x20 {
        case UInt8(ascii: "i"), UInt8(ascii: "l"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
        default: true
        }
    }
}

import AshlarSupport
import Foundation

/// Forms of text that rules know.
enum TextFormat {
    static func isDigits(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 && byte >= 0x41
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// What `input type=email` takes (HTML Standard, section 4.10.5.1.5), with a dot in the domain, within the lengths of
    /// RFC 5321.
    static func isEmail(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        let name = bytes[..<at]
        guard (1...64).contains(name.count), name.allSatisfy({ isLetterOrDigit($0) || isSpecial($0) }),
            name.first != UInt8(ascii: "."), name.last != UInt8(ascii: ".")
        else { return false }
        let domain = bytes[bytes.index(after: at)...]
        return domain.contains(UInt8(ascii: ".")) && isDomain(Substring(domain))
    }

    /// What the part before the @ may have besides letters and digits.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    static func isDomain(_ text: Substring) -> Bool {
        let (dot, dash) = (UInt8(ascii: "."), UInt8(ascii: "-"))
        guard (1...253).contains(text.utf8.count) else { return false }
        var (length, last): (Int, UInt8) = (0, 0)
        for byte in text.utf8 {
            if byte == dot {
                guard (1...63).contains(length), last != dash else { return false }
                length = 0
            } else {
                guard isLetterOrDigit(byte) || byte >= 0x80 || byte == dash && length > 0 else { return false }
                length += 1
            }
            last = byte
        }
        return (1...63).contains(length) && last != dash
    }

    static func isURL(_ text: String, schemes: [String] = ["http", "https"]) -> Bool {
        guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
            let colon = text.firstIndex(of: ":"), schemes.contains(text[..<colon].lowercased()),
            text[colon...].hasPrefix("://"), let host = domain(of: text)
        else { return false }
        return host.hasPrefix("[") ? isIPv6(String(host.dropFirst().dropLast())) : isDomain(host[...])
    }

    /// The host of an address, the domain of an email address, or the name itself.
    static func domain(of text: String) -> String? {
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { return String(rest[...end]) }
        if let colon = rest.firstIndex(of: ":") {
            let port = rest[rest.index(after: colon)...]
            guard port.isEmpty || UInt16(port) != nil else { return nil }
            rest = rest[..<colon]
        }
        return rest.isEmpty ? nil : String(rest)
    }

    static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                isDigits(String(part)) && part.count <= 3 && UInt8(part) != nil && (part == "0" || !part.hasPrefix("0"))
            }
    }

    static func isIPv6(_ text: String) -> Bool {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return false }
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    static func isCIDR(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, isDigits(parts[1]), let bits = Int(parts[1]) else { return false }
        return isIPv4(parts[0]) && bits <= 32 || isIPv6(parts[0]) && bits <= 128
    }

    static func isMAC(_ text: String) -> Bool {
        for separator in [":", "-"] {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            if parts.count == 6, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(isHex) }) { return true }
        }
        return false
    }

    static func isUUID(_ text: String, version: Int? = nil) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [8, 4, 4, 4, 12], parts.allSatisfy({ $0.allSatisfy(isHex) }) else { return false }
        guard let version else { return true }
        return parts[2].first.map { Int($0) - 0x30 } == version
    }

    static func isULID(_ text: String) -> Bool {
        text.utf8.count == 26 && text.utf8.first.map { $0 <= UInt8(ascii: "7") } == true
            && text.utf8.allSatisfy { isLetterOrDigit($0) && !"ILOUilou".utf8.contains($0) }
    }

    static func isSlug(_ text: String) -> Bool {
        var isAfterDash = true
        for byte in text.utf8 {
            if byte == UInt8(ascii: "-") {
                if isAfterDash { return false }
                isAfterDash = true
            } else {
                guard (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) else { return false }
                isAfterDash = false
            }
        }
        return !isAfterDash
    }

    static func isHexColor(_ text: String) -> Bool {
        text.hasPrefix("#") && [4, 5, 7, 9].contains(text.utf8.count) && text.utf8.dropFirst().allSatisfy(isHex)
    }

    static func isJSON(_ text: String) -> Bool {
        (try? JSONReader.read(Array(text.utf8), .init(depth: 64, count: 100_000))) != nil
    }

    static func date(_ text: String) -> Date? { ISODate.parse(text) }

    static func isTimeZone(_ text: String) -> Bool {
        TimeZone(identifier: text) != nil && TimeZone.knownTimeZoneIdentifiers.contains(text) || text == "UTC"
    }

    static func isPhone(_ text: String) -> Bool {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        return (6...15).contains(digits)
            && text.enumerated().allSatisfy { index, character in
                character.isASCII && character.isNumber || " -.()/".contains(character)
                    || character == "+" && index == 0
            }
    }
}

/// Dates that are written in one form.
enum DatePattern {
    /// Whether a text is a date of a form such as `dd.MM.yyyy HH:mm`.
    static func matches(_ text: String, _ format: String) -> Bool {
        var values: [Character: Int] = [:]
        var rest = text.utf8[...]
        var form = format[...]
        while let first = form.first {
            guard "yMdHms".contains(first) else {
                guard rest.starts(with: first.utf8) else { return false }
                rest = rest.dropFirst(first.utf8.count)
                form = form.dropFirst()
                continue
            }
            let width = form.prefix { $0 == first }.count
            let digits = rest.prefix(width)
            guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(Substring(digits))
            else { return false }
            values[first] = number
            rest = rest.dropFirst(width)
            form = form.dropFirst(width)
        }
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        let day = [padded(values["y"] ?? 2000, 4), padded(values["M"] ?? 1, 2), padded(values["d"] ?? 1, 2)]
        let time = [padded(values["H"] ?? 0, 2), padded(values["m"] ?? 0, 2), padded(values["s"] ?? 0, 2)]
        return rest.isEmpty
            && ISODate.parse("\(day.joined(separator: "-"))T\(time.joined(separator: ":"))") != nil
    }
}

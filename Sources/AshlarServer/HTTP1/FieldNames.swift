import HTTPTypes

/// The names that requests come with all the time, so that no text is made for them.
enum FieldNames {
    /// What a field says about the message itself.
    enum Meaning {
        case host, contentLength, transferEncoding, connection, expect, none
    }

    private struct Known: Sendable {
        let bytes: [UInt8]
        let name: HTTPField.Name
        let meaning: Meaning
    }

    /// By length.
    private static let known: [[Known]] = {
        var table: [[Known]] = Array(repeating: [], count: 32)
        let names: [(String, Meaning)] = [
            ("Host", .host), ("Content-Length", .contentLength), ("Transfer-Encoding", .transferEncoding),
            ("Connection", .connection), ("Expect", .expect), ("Accept", .none), ("Accept-Encoding", .none),
            ("Accept-Language", .none), ("User-Agent", .none), ("Cookie", .none), ("Content-Type", .none),
            ("Referer", .none), ("Origin", .none), ("Authorization", .none), ("Cache-Control", .none),
            ("Pragma", .none),
            ("If-None-Match", .none), ("If-Modified-Since", .none), ("Range", .none), ("X-Forwarded-For", .none),
            ("X-Forwarded-Proto", .none), ("X-Forwarded-Host", .none), ("X-Real-IP", .none), ("X-Request-ID", .none),
            ("X-CSRF-Token", .none), ("Upgrade-Insecure-Requests", .none), ("Sec-Fetch-Site", .none),
            ("Sec-Fetch-Mode", .none), ("Sec-Fetch-Dest", .none), ("Sec-Fetch-User", .none), ("Forwarded", .none),
        ]
        for (text, meaning) in names {
            guard let name = HTTPField.Name(text) else { continue }
            table[text.utf8.count].append(Known(bytes: Array(text.lowercased().utf8), name: name, meaning: meaning))
        }
        return table
    }()

    /// The name in these bytes, or nil if they are no token (RFC 9110 section 5.1).
    static func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (HTTPField.Name, Meaning)? {
        if range.count < known.count {
            next: for candidate in known[range.count] {
                var index = range.lowerBound
                for byte in candidate.bytes {
                    guard Byte.lowercased(bytes[index]) == byte else { continue next }
                    index += 1
                }
                return (candidate.name, candidate.meaning)
            }
        }
        return HTTPField.Name(bytes.text(range)).map { ($0, .none) }
    }
}

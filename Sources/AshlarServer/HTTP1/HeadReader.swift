import AshlarHTTP
import HTTPTypes

/// Reads a head that is whole: the request line, then field after field.
struct HeadReader {
    private let limits: HeadLimits
    private var headers = HTTPFields()
    private var hosts = 0
    private var authority: String?
    private var length: Int?
    private var codings: [Coding]?
    private var asksToClose = false
    private var asksToKeep = false
    private var expectsContinue = false

    private enum Coding { case chunked, other }

    init(limits: HeadLimits) {
        self.limits = limits
    }

    /// - Parameter bytes: the head with the empty line at its end; each line ends with CR LF.
    mutating func read(_ bytes: Span<UInt8>) throws(Refusal) -> RequestHead {
        var end = Self.lineEnd(bytes, from: 0)
        let line = try RequestLine(bytes, 0..<end, targetLimit: limits.targetBytes)
        var start = end + 2
        while start < bytes.count {
            end = Self.lineEnd(bytes, from: start)
            if end == start { break }
            guard headers.count < limits.fields else { throw .headTooLarge }
            try readField(bytes, start..<end)
            start = end + 2
        }
        if line.version == .http1_1, hosts == 0 { throw .malformed("A request needs one Host field.") }
        let framing = try framing(line.version)
        return RequestHead(
            method: line.method, target: line.target, authority: line.authority ?? authority, headers: headers,
            version: line.version, framing: framing,
            keepsAlive: line.version == .http1_1 ? !asksToClose : asksToKeep && !asksToClose,
            // RFC 9110 section 10.1.1: from a client of HTTP/1.0 it means nothing, and without a body neither.
            expectsContinue: expectsContinue && line.version == .http1_1 && framing != .none && framing != .length(0))
    }

    private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != Byte.lineFeed { index += 1 }
        return max(start, index - 1)
    }

    private mutating func readField(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Refusal) {
        guard line.isEmpty || (bytes[line.lowerBound] != Byte.space && bytes[line.lowerBound] != Byte.tab) else {
            // RFC 9112 section 5.2.
            throw .malformed("A header field goes on in a second line: write it in one.")
        }
        var colon = line.lowerBound
        while colon < line.upperBound, Byte.isToken(bytes[colon]) { colon += 1 }
        guard colon < line.upperBound, bytes[colon] == Byte.colon, colon > line.lowerBound,
            let (name, meaning) = FieldNames.find(bytes, line.lowerBound..<colon)
        else { throw .malformed("A header field's name is malformed.") }
        let value = bytes.trimmed(colon + 1..<line.upperBound)
        var isASCII = true
        for index in value {
            let byte = bytes[index]
            guard Byte.isFieldContent(byte) else { throw .malformed("A header field contains a control character.") }
            if byte >= 0x80 { isASCII = false }
        }
        if isASCII {
            headers.append(HTTPField(name: name, value: bytes.text(value)))
        } else {
            // Kept as bytes, so that what is no UTF-8 is not altered.
            headers.append(
                HTTPField(name: name, value: bytes.extracting(value).withUnsafeBufferPointer { Array($0) }))
        }
        try note(meaning, bytes, value)
    }

    private mutating func note(
        _ meaning: FieldNames.Meaning, _ bytes: Span<UInt8>, _ value: Range<Int>
    ) throws(Refusal) {
        switch meaning {
        case .none: break
        case .host:
            hosts += 1
            guard hosts == 1 else { throw .malformed("A request has one Host field.") }
            guard value.isEmpty || Authority.isValid(bytes, value) else {
                throw .malformed("The Host field is malformed.")
            }
            if !value.isEmpty { authority = bytes.text(value) }
        case .contentLength:
            guard length == nil else { throw .malformed("A request has one Content-Length field.") }
            guard !value.isEmpty, value.count <= 18 else { throw .malformed("The Content-Length field is malformed.") }
            var number = 0
            for index in value {
                guard Byte.isDigit(bytes[index]) else { throw .malformed("The Content-Length field is malformed.") }
                number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            }
            length = number
        case .transferEncoding:
            codings =
                (codings ?? []) + bytes.elements(value).map { bytes.equals($0, "chunked") ? .chunked : .other }
        case .connection:
            for element in bytes.elements(value) {
                if bytes.equals(element, "close") { asksToClose = true }
                if bytes.equals(element, "keep-alive") { asksToKeep = true }
            }
        case .expect:
            for element in bytes.elements(value) {
                guard bytes.equals(element, "100-continue") else {
                    throw Refusal(status: .expectationFailed, message: "This expectation cannot be met.")
                }
                expectsContinue = true
            }
        }
    }

    /// RFC 9112 sections 6.1 and 6.3, with the choices that leave no room for smuggling.
    private func framing(_ version: HTTPVersion) throws(Refusal) -> BodyFraming {
        guard let codings else { return length.map { .length($0) } ?? .none }
        guard length == nil else { throw .malformed("A request has Content-Length or Transfer-Encoding, not both.") }
        guard version == .http1_1 else { throw .malformed("A request of HTTP/1.0 has no Transfer-Encoding.") }
        guard codings.last == .chunked, codings.count(where: { $0 == .chunked }) == 1 else {
            throw .malformed("A request's Transfer-Encoding ends with chunked.")
        }
        guard codings.count == 1 else {
            throw Refusal(status: .notImplemented, message: "This transfer coding is not supported.")
        }
        return .chunked
    }
}

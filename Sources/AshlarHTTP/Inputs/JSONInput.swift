import AshlarSupport
import HTTPTypes
import NIOCore

/// Reads JSON (RFC 8259) as input: strictly, and with limits that are checked while reading.
enum JSONInput {
    /// - Throws: ``HTTPError`` 400 for what is no JSON, is nested too deeply, has too many values, or a name twice.
    static func parse(_ bytes: ByteBuffer, limits: InputLimits) throws -> InputValue {
        try value(sent(bytes, JSONReader.Options(depth: limits.depth, count: limits.count)))
    }

    /// - Throws: ``HTTPError`` 400 for what is no JSON, or goes beyond the options.
    static func sent(_ bytes: ByteBuffer, _ options: JSONReader.Options) throws -> SentValue {
        do {
            return try bytes.withUnsafeReadableBytes { try JSONReader.read($0, options) }
        } catch let failure as JSONReader.Failure {
            throw error(failure, in: bytes)
        }
    }

    /// What the client is told.
    ///
    /// - Parameters:
    ///   - failure: why the bytes cannot be read.
    ///   - bytes: the whole body.
    static func error(_ failure: JSONReader.Failure, in bytes: ByteBuffer) -> HTTPError {
        HTTPError(.badRequest, message(failure, bytes.readableBytesView))
    }

    private static func message(_ failure: JSONReader.Failure, _ bytes: ByteBufferView) -> String {
        switch failure.reason {
        case .syntax: "The body is not valid JSON: \(explanation(failure.offset, bytes))."
        case .tooDeep(let depth): "The input is nested deeper than \(depth) levels."
        case .tooMany(let count): "The input has more than \(count) values."
        case .duplicate(let name):
            "The body names \"\(name.prefix(80))\" twice in one object, at byte \(failure.offset): it is not clear which one counts."
        }
    }

    /// Why bytes are no JSON, as near as can be told of the first place at which they are not.
    private static func explanation(_ offset: Int, _ bytes: ByteBufferView) -> String {
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return "it is empty" }
        if let place = placeOfNoText(in: bytes) { return "byte \(place) is no UTF-8" }
        if offset >= bytes.count { return "it ends too early, after byte \(bytes.count - 1)" }
        let before = String(decoding: bytes.prefix(offset).suffix(6), as: UTF8.self)
        if before.wholeMatch(of: /\\u[dD][89a-fA-F][0-9a-fA-F]{2}/) != nil {
            return "byte \(offset) is not expected there, after half of a character: \(before)"
        }
        return "byte \(offset) is not expected there"
    }

    /// Whether bytes are UTF-8.
    static func isText(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// Where the bytes stop to be UTF-8; nil if they do not.
    private static func placeOfNoText(in bytes: ByteBufferView) -> Int? {
        if isText(bytes) { return nil }
        var (decoder, rest, offset) = (UTF8(), bytes.makeIterator(), 0)
        while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
        return offset
    }

    private static func value(_ sent: SentValue) throws -> InputValue {
        switch sent {
        case .null, .other: return .null
        case .bool(let value): return .bool(value)
        case .text(let text): return .string(text)
        case .list(let values): return .array(try values.map(value))
        case .members(let members):
            var values: [String: InputValue] = [:]
            values.reserveCapacity(members.count)
            for member in members { values[member.name] = try value(member.value) }
            return .object(values)
        case .number(let text):
            let isWhole = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
            if isWhole, let number = Int(text) { return .integer(number) }
            guard let number = Double(text), number.isFinite else {
                throw HTTPError(.badRequest, "The body has a number that is too large: \(text.prefix(40)).")
            }
            return .double(number)
        }
    }
}

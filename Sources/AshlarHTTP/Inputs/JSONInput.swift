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
            throw error(failure)
        }
    }

    /// What the client is told.
    static func error(_ failure: JSONReader.Failure) -> HTTPError { HTTPError(.badRequest, message(failure)) }

    private static func message(_ failure: JSONReader.Failure) -> String {
        switch failure.reason {
        case .syntax: "The body is not valid JSON: byte \(failure.offset) is not expected there."
        case .tooDeep(let depth): "The input is nested deeper than \(depth) levels."
        case .tooMany(let count): "The input has more than \(count) values."
        case .duplicate(let name):
            "The body names \"\(name.prefix(80))\" twice in one object, at byte \(failure.offset): it is not clear which one counts."
        }
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

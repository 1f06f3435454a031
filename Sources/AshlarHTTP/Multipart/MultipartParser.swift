import HTTPTypes
public import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Splits a multipart body (RFC 2046 section 5.1) into parts while it arrives. It does no input or output, and holds no more
/// than what was appended last and a delimiter.
///
/// ```swift
/// var parser = MultipartParser(boundary: "x")
/// parser.append(piece)
/// while let event = try parser.next() { ... }      // nil: it needs another piece
/// try parser.finish()
/// ```
public struct MultipartParser: Sendable {
    private enum State {
        case preamble, afterDelimiter, headers, body, ended
    }

    /// CR LF, two hyphens, the boundary: what is between the parts.
    private let delimiter: [UInt8]
    private let maximumHeaderBytes: Int
    private var state = State.preamble
    private var buffer: ByteBuffer
    private var skipped = 0

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - boundary: the boundary of the `Content-Type`.
    ///   - maximumHeaderBytes: the longest header section of a part, and the longest preamble, in bytes.
    public init(boundary: String, maximumHeaderBytes: Int = InputLimits.standard.partHeaderBytes) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.maximumHeaderBytes = maximumHeaderBytes
        // The first delimiter may stand at the very start: then its line break is this one.
        buffer = ByteBuffer(string: "\r\n")
    }

    /// How many bytes wait for the next piece.
    public var bufferedBytes: Int { buffer.readableBytes }

    /// Adds a piece of the body.
    public mutating func append(_ piece: ByteBuffer) {
        guard state != .ended else { return }
        if buffer.readableBytes == 0 {
            buffer = piece
        } else {
            buffer.discardReadBytes()
            buffer.writeImmutableBuffer(piece)
        }
    }

    /// What was found next, or nil if it takes another piece to know.
    ///
    /// - Throws: ``HTTPError`` 400 for a malformed body, 413 for a header section that is too long.
    public mutating func next() throws -> MultipartEvent? {
        while true {
            switch state {
            case .preamble: guard try skipPreamble() else { return nil }
            case .afterDelimiter:
                guard let isLast = try readDelimiterEnd() else { return nil }
                state = isLast ? .ended : .headers
                if isLast {
                    buffer.clear()
                    return .ended
                }
            case .headers:
                guard let headers = try readHeaders() else { return nil }
                state = .body
                return .partBegan(headers)
            case .body: return readBody()
            case .ended: return nil
            }
        }
    }

    /// Says that the body has ended.
    ///
    /// - Throws: ``HTTPError`` 400 if the closing delimiter has not come.
    public func finish() throws {
        guard state == .ended else { throw Self.malformed("it ends before its closing delimiter") }
    }

    private mutating func skipPreamble() throws -> Bool {
        guard let position = position(of: delimiter) else {
            skipped += discardAllButDelimiterStart()
            guard skipped <= maximumHeaderBytes else { throw Self.malformed("its boundary is not found") }
            return false
        }
        guard skipped + position <= maximumHeaderBytes else { throw Self.malformed("its boundary is not found") }
        buffer.moveReaderIndex(forwardBy: position + delimiter.count)
        state = .afterDelimiter
        return true
    }

    /// Whether the delimiter is the closing one; nil if that is not known yet.
    private mutating func readDelimiterEnd() throws -> Bool? {
        var view = buffer.readableBytesView[...]
        if view.starts(with: [0x2D, 0x2D]) { return true }
        // RFC 2046: white space may follow the boundary.
        view = view.drop { $0 == 0x20 || $0 == 0x09 }
        guard view.count >= 2 else {
            guard buffer.readableBytes <= 256 else { throw Self.malformed("a delimiter does not end") }
            return nil
        }
        guard view.starts(with: [0x0D, 0x0A]) else {
            throw Self.malformed("a delimiter is not followed by a line break")
        }
        // The line break stays: with the next one it is the end of an empty header section.
        buffer.moveReaderIndex(forwardBy: buffer.readableBytes - view.count)
        return false
    }

    private mutating func readHeaders() throws -> HTTPFields? {
        guard let end = position(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
            guard buffer.readableBytes <= maximumHeaderBytes else { throw tooLong }
            return nil
        }
        guard end <= maximumHeaderBytes else { throw tooLong }
        let section = buffer.readSlice(length: end) ?? ByteBuffer()
        buffer.moveReaderIndex(forwardBy: 4)
        var fields = HTTPFields()
        var rest = section.readableBytesView.dropFirst(2)
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0D }
            rest = rest.dropFirst(line.count)
            guard rest.isEmpty || rest.starts(with: [0x0D, 0x0A]) else {
                throw Self.malformed("a header has a lone CR")
            }
            rest = rest.dropFirst(2)
            fields.append(try Self.field(line))
        }
        return fields
    }

    private static func field(_ line: ByteBufferView.SubSequence) throws -> HTTPField {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), !line.contains(0x0A), !line.contains(0),
            let text = String(validating: line[..<colon], as: UTF8.self), let name = HTTPField.Name(text),
            let value = String(validating: line[line.index(after: colon)...], as: UTF8.self)
        else { throw malformed("a part has a malformed header field") }
        return HTTPField(name: name, value: String(value.trimmingPrefix { $0 == " " || $0 == "\t" }))
    }

    private mutating func readBody() -> MultipartEvent? {
        guard let position = position(of: delimiter) else {
            // The end may be the start of a delimiter: it waits.
            let count = buffer.readableBytes - pendingCount()
            guard count > 0, let bytes = buffer.readSlice(length: count) else { return nil }
            return .bytes(bytes)
        }
        if position > 0, let bytes = buffer.readSlice(length: position) { return .bytes(bytes) }
        buffer.moveReaderIndex(forwardBy: delimiter.count)
        state = .afterDelimiter
        return .partEnded
    }

    private mutating func discardAllButDelimiterStart() -> Int {
        let count = buffer.readableBytes - pendingCount()
        buffer.moveReaderIndex(forwardBy: count)
        return count
    }

    /// How many bytes at the end may be the start of a delimiter.
    private func pendingCount() -> Int {
        buffer.withUnsafeReadableBytes { bytes in
            let longest = min(delimiter.count - 1, bytes.count)
            guard longest > 0 else { return 0 }
            for length in stride(from: longest, through: 1, by: -1)
            where bytes.suffix(length).elementsEqual(delimiter.prefix(length)) {
                return length
            }
            return 0
        }
    }

    /// Every pattern begins with CR, which is looked for at the speed of memory.
    private func position(of pattern: [UInt8]) -> Int? {
        buffer.withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            var offset = 0
            while bytes.count - offset >= pattern.count,
                let found = memchr(start + offset, 0x0D, bytes.count - offset - pattern.count + 1)
            {
                offset = UnsafeRawPointer(found) - start
                if memcmp(found, pattern, pattern.count) == 0 { return offset }
                offset += 1
            }
            return nil
        }
    }

    private var tooLong: HTTPError {
        HTTPError(
            .contentTooLarge, "A part of the multipart body has header fields of more than \(maximumHeaderBytes) bytes."
        )
    }

    private static func malformed(_ why: String) -> HTTPError {
        HTTPError(.badRequest, "The multipart body is malformed: \(why).")
    }
}

import NIOCore

/// Finds the head of a request in what has arrived, and reads it once it is whole (RFC 9112 sections 2 to 5).
///
/// It is strict where lenience would let two parties read one message in two ways: lines end with CR LF and with nothing
/// else, no field is folded, no byte is out of place.
struct HeadParser {
    enum Result {
        case incomplete
        case head(RequestHead)
        case refused(Refusal)
    }

    private let limits: HeadLimits
    /// How far the buffer has been searched for the head's end, and where its last unfinished line begins.
    private var searched = 0
    private var lineStart = 0
    private var lines = 0

    init(limits: HeadLimits) {
        self.limits = limits
    }

    /// Takes a head off the buffer, if all of it is there.
    mutating func parse(_ buffer: inout ByteBuffer) -> Result {
        if searched == 0 { Self.skipEmptyLines(&buffer) }
        guard buffer.readableBytes > 0 else { return .incomplete }
        switch findEnd(buffer.readableBytesUInt8Span) {
        case .failure(let refusal): return .refused(refusal)
        case .success(nil): return .incomplete
        case .success(.some(let end)):
            searched = 0
            lineStart = 0
            lines = 0
            var reader = HeadReader(limits: limits)
            do {
                let head = try reader.read(buffer.readableBytesUInt8Span.extracting(first: end))
                buffer.moveReaderIndex(forwardBy: end)
                return .head(head)
            } catch {
                return .refused(error)
            }
        }
    }

    /// RFC 9112 section 2.2: an empty line before a request is ignored.
    private static func skipEmptyLines(_ buffer: inout ByteBuffer) {
        while let pair = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self), pair == 0x0D0A {
            buffer.moveReaderIndex(forwardBy: 2)
        }
    }

    private mutating func findEnd(_ bytes: Span<UInt8>) -> Swift.Result<Int?, Refusal> {
        if searched == 0, bytes[0] != Byte.carriageReturn, !Byte.isToken(bytes[0]) {
            return .failure(.malformed("This is no HTTP request."))
        }
        while searched < bytes.count {
            let index = searched
            searched += 1
            guard bytes[index] == Byte.lineFeed else { continue }
            guard index > lineStart, bytes[index - 1] == Byte.carriageReturn else {
                return .failure(.malformed("A line ends without CR."))
            }
            if index - 1 == lineStart {
                return index < limits.headerBytes ? .success(index + 1) : .failure(.headTooLarge)
            }
            if lines == 0, index > limits.targetBytes + 64 { return .failure(Self.tooLong(bytes)) }
            lines += 1
            lineStart = index + 1
        }
        if lines == 0, searched > limits.targetBytes + 64 { return .failure(Self.tooLong(bytes)) }
        return searched > limits.headerBytes ? .failure(.headTooLarge) : .success(nil)
    }

    /// A first line without a method in front is no target that is too long.
    private static func tooLong(_ bytes: Span<UInt8>) -> Refusal {
        for index in 0..<min(40, bytes.count) where bytes[index] == Byte.space { return .targetTooLong }
        return .malformed("This is no HTTP request.")
    }
}

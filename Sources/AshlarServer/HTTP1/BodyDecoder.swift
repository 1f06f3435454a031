import NIOCore

/// Takes a request's body out of what arrives (RFC 9112 sections 6 and 7).
struct BodyDecoder {
    enum Result: Equatable {
        case incomplete
        case piece(ByteBuffer)
        case end
        case refused(Refusal)
    }

    private enum State {
        /// So many bytes of the body, or of a chunk, are to come.
        case content(Int)
        case chunkSize
        case chunkEnd
        case trailers
        case ended
        /// What follows cannot be trusted.
        case failed(Refusal)
    }

    private var state: State
    private let isChunked: Bool
    private let trailerLimit: Int
    private var trailerBytes = 0

    /// A line with a chunk's size and its extensions, which say nothing to us, is no longer than this.
    private static let longestSizeLine = 256
    /// How many bytes of sizes and extensions may come beyond what content of that size needs.
    private static let mostOverhead = 16 * 1024
    private var overhead = 0

    init(_ framing: BodyFraming, trailerLimit: Int) {
        self.trailerLimit = trailerLimit
        switch framing {
        case .none: (state, isChunked) = (.ended, false)
        case .length(let length): (state, isChunked) = (length == 0 ? .ended : .content(length), false)
        case .chunked: (state, isChunked) = (.chunkSize, true)
        }
    }

    /// Bytes that are known to be still to come; nil where the client has not said.
    var remaining: Int? {
        switch state {
        case .content(let count): isChunked ? nil : count
        case .ended: 0
        case .chunkSize, .chunkEnd, .trailers, .failed: nil
        }
    }

    /// Takes what is there off the buffer; small chunks become one piece.
    mutating func decode(_ buffer: inout ByteBuffer) -> Result {
        var gathered: ByteBuffer?
        while true {
            switch step(&buffer) {
            case .piece(var piece):
                if gathered == nil { gathered = piece } else { gathered?.writeBuffer(&piece) }
                if !isChunked { return .piece(gathered ?? ByteBuffer()) }
            case nil: continue
            case .some(let result):
                // What came before the end or the mistake is handed out first: the next call meets it again.
                if case .refused(let refusal) = result { state = .failed(refusal) }
                return gathered.map { .piece($0) } ?? result
            }
        }
    }

    /// One step; nil where there is nothing to say and more to do.
    private mutating func step(_ buffer: inout ByteBuffer) -> Result? {
        switch state {
        case .ended: return .end
        case .failed(let refusal): return .refused(refusal)
        case .content(let count):
            guard let piece = buffer.readSlice(length: min(count, buffer.readableBytes)), piece.readableBytes > 0 else {
                return .incomplete
            }
            let left = count - piece.readableBytes
            state = left > 0 ? .content(left) : isChunked ? .chunkEnd : .ended
            return .piece(piece)
        case .chunkSize:
            switch line(&buffer, limit: Self.longestSizeLine) {
            case .failure(let refusal): return .refused(refusal)
            case .success(nil): return .incomplete
            case .success(.some(let line)):
                guard let size = Self.chunkSize(line) else {
                    return .refused(.malformed("A chunk's size is malformed."))
                }
                // A few bytes of content each in a line of extensions: it is the lines that the client wants read.
                overhead = max(0, overhead + line.readableBytes - 16 - 2 * size)
                guard overhead <= Self.mostOverhead else {
                    return .refused(.malformed("The chunks are more extensions than content."))
                }
                state = size > 0 ? .content(size) : .trailers
                return nil
            }
        case .chunkEnd:
            guard let end = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self) else {
                let isWrong = buffer.readableBytes == 1 && buffer.readableBytesUInt8Span[0] != Byte.carriageReturn
                return isWrong ? .refused(.malformed("A chunk does not end where it should.")) : .incomplete
            }
            guard end == 0x0D0A else { return .refused(.malformed("A chunk does not end where it should.")) }
            buffer.moveReaderIndex(forwardBy: 2)
            state = .chunkSize
            return nil
        case .trailers:
            switch line(&buffer, limit: trailerLimit - trailerBytes) {
            case .failure(let refusal): return .refused(refusal)
            case .success(nil): return .incomplete
            case .success(.some(let line)):
                trailerBytes += line.readableBytes + 2
                if line.readableBytes == 0 {
                    state = .ended
                } else if !Self.isField(line) {
                    return .refused(.malformed("A trailer field is malformed."))
                }
                return nil
            }
        }
    }

    private func line(_ buffer: inout ByteBuffer, limit: Int) -> Swift.Result<ByteBuffer?, Refusal> {
        guard let feed = buffer.readableBytesView.prefix(max(0, limit)).firstIndex(of: Byte.lineFeed) else {
            return buffer.readableBytes >= limit
                ? .failure(.malformed("A line in the body is too long.")) : .success(nil)
        }
        let length = feed - buffer.readerIndex
        guard length > 0, let line = buffer.getSlice(at: buffer.readerIndex, length: length - 1),
            buffer.getInteger(at: feed - 1, as: UInt8.self) == Byte.carriageReturn
        else { return .failure(.malformed("A line ends without CR.")) }
        buffer.moveReaderIndex(forwardBy: length + 1)
        return .success(line)
    }

    /// RFC 9112 section 7.1: hexadecimal digits, then extensions, which are ignored but must be text.
    private static func chunkSize(_ line: ByteBuffer) -> Int? {
        let bytes = line.readableBytesUInt8Span
        var size = 0
        var index = 0
        while index < bytes.count, index < 15, let digit = Byte.hexValue(bytes[index]) {
            size = size << 4 | digit
            index += 1
        }
        guard index > 0 else { return nil }
        if index == bytes.count { return size }
        return areExtensions(bytes, from: index) ? size : nil
    }

    /// RFC 9112 section 7.1.1: `;name`, `;name=value`, `;name="value"`.
    private static func areExtensions(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        func token() -> Bool {
            let first = index
            while index < bytes.count, Byte.isToken(bytes[index]) { index += 1 }
            return index > first
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: ";") else { return false }
            index += 1
            guard token() else { return false }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                index += 1
                while index < bytes.count, (0x20..<0x7F).contains(bytes[index]), bytes[index] != UInt8(ascii: "\"") {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return false }
                index += 1
            } else if !token() {
                return false
            }
        }
        return true
    }

    /// Trailers are checked and left out: who wants them would have to merge them with care (RFC 9110 section 6.5.1).
    private static func isField(_ line: ByteBuffer) -> Bool {
        let bytes = line.readableBytesUInt8Span
        var colon = 0
        while colon < bytes.count, Byte.isToken(bytes[colon]) { colon += 1 }
        guard colon > 0, colon < bytes.count, bytes[colon] == Byte.colon else { return false }
        // What would have framed the message has no place behind it.
        if bytes.equals(0..<colon, "content-length") || bytes.equals(0..<colon, "transfer-encoding") { return false }
        for index in colon..<bytes.count where !Byte.isFieldContent(bytes[index]) { return false }
        return true
    }
}

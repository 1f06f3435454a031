import CZlib
import NIOCore

/// One body while zlib makes it smaller.
///
/// Not `Sendable`: it lives where the body is written. zlib keeps the address of its state, which therefore has a place of
/// its own in memory until the end.
final class Deflater {
    struct Failure: Error, CustomStringConvertible {
        let code: Int32
        var description: String { "zlib could not compress a response: code \(code)" }
    }

    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameters:
    ///   - coding: gzip or deflate.
    ///   - level: from 1, fast, to 9, small.
    ///   - size: how many bytes will come, if that is known: a small body needs no large tables.
    init(_ coding: ContentCoding, level: Int32, size: Int?) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Windows of 2^15 bytes cost 256 KiB; twice the body's size is all that can be of use.
        let windowBits: Int32 = size.map { $0 <= 4096 ? 12 : $0 <= 16_384 ? 14 : 15 } ?? 15
        let code = deflateInit2_(
            stream, level, Z_DEFLATED, windowBits + (coding == .gzip ? 16 : 0), windowBits < 15 ? windowBits - 7 : 8,
            Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deinitialize(count: 1)
            stream.deallocate()
            throw Failure(code: code)
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    enum Flush {
        /// More will come.
        case none
        /// More will come, but what came so far shall be readable now.
        case sync
        /// That was all.
        case finish
    }

    /// Takes bytes in and gives out what is ready of the result.
    func write(_ input: ByteBuffer, _ flush: Flush) throws -> ByteBuffer {
        let mode =
            switch flush {
            case .none: Z_NO_FLUSH
            case .sync: Z_SYNC_FLUSH
            case .finish: Z_FINISH
            }
        let bound = Int(deflateBound(stream, uLong(input.readableBytes)))
        var output = ByteBufferAllocator().buffer(capacity: min(bound, 65_536) + 16)
        try input.withUnsafeReadableBytes { bytes in
            // zlib only reads from here, though its header does not say so.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(bytes.count)
            var code = Z_OK
            repeat {
                output.reserveCapacity(minimumWritableBytes: 4096)
                try output.writeWithUnsafeMutableBytes(minimumWritableBytes: 4096) { space in
                    stream.pointee.next_out = space.bindMemory(to: UInt8.self).baseAddress
                    stream.pointee.avail_out = UInt32(clamping: space.count)
                    let offered = Int(stream.pointee.avail_out)
                    code = deflate(stream, mode)
                    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Failure(code: code) }
                    return offered - Int(stream.pointee.avail_out)
                }
            } while code != Z_STREAM_END && (stream.pointee.avail_out == 0 || (flush == .finish && code == Z_OK))
            stream.pointee.next_in = nil
            stream.pointee.next_out = nil
        }
        return output
    }
}

import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@Suite struct UploadTests {
    /// A form with one file, made while it is read: what is in memory shows in how much is asked for at once.
    private struct Form: AsyncSequence, Sendable {
        let pieces: Int
        let pieceBytes: Int
        var willMake: @Sendable (Int) -> Void = { _ in }

        func makeAsyncIterator() -> Iterator { Iterator(form: self) }

        struct Iterator: AsyncIteratorProtocol {
            let form: Form
            var index = -1

            mutating func next() async throws -> ByteBuffer? {
                defer { index += 1 }
                form.willMake(index)
                switch index {
                case -1:
                    return ByteBuffer(
                        string: "--x\r\nContent-Disposition: form-data; name=f; filename=big.bin\r\n\r\n")
                case 0..<form.pieces:
                    return ByteBuffer(repeating: UInt8(truncatingIfNeeded: index), count: form.pieceBytes)
                case form.pieces: return ByteBuffer(string: "\r\n--x--\r\n")
                default: return nil
                }
            }
        }
    }

    private func request(_ form: Form) -> Request {
        Request(
            method: .post, target: "/", headers: [.contentType: "multipart/form-data; boundary=x"],
            body: RequestBody(stream: form))
    }

    /// How much of an upload is on the disk by now: the largest of those that are open.
    private static func bytesOnDisk() -> Int {
        let folder = "/proc/self/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            var info = stat()
            guard target?.contains("ashlar-upload-") == true, stat("\(folder)/\(name)", &info) == 0 else { return nil }
            return Int(info.st_size)
        }.max() ?? 0
    }

    @Test func `a large upload goes to disk as it arrives, and is never in memory as a whole`() async throws {
        var limits = InputLimits()
        limits.fileBytes = 1 << 30
        limits.multipartBytes = 1 << 30
        let onDiskHalfway = Mutex(0)
        let source = Form(pieces: 4096, pieceBytes: 64 * 1024) { index in
            if index == 2048 { onDiskHalfway.withLock { $0 = Self.bytesOnDisk() } }
        }
        let form = try await request(source).multipart(limits: limits)
        let file = try #require(form.files.first)
        #expect(file.size == 256 << 20 && file.isOnDisk)
        // All that had arrived by then, but for what may wait to be written.
        #expect(onDiskHalfway.withLock { $0 } >= (128 << 20) - (1 << 20))
        var (count, index) = (0, 0)
        for try await piece in file.pieces {
            #expect(piece.readableBytes <= 256 * 1024)
            let expected = UInt8(truncatingIfNeeded: index * 4)
            #expect(piece.readableBytesView.first == expected)
            count += piece.readableBytes
            index += 1
        }
        #expect(count == file.size)
    }

    @Test func `an upload that nobody keeps leaves nothing behind`() async throws {
        func openUploads() throws -> Int {
            let folder = "/proc/self/fd"
            return try FileManager.default.contentsOfDirectory(atPath: folder).count { name in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
                return target?.contains("ashlar-upload-") == true
            }
        }
        var form: MultipartForm? = try await request(Form(pieces: 4, pieceBytes: 64 * 1024)).multipart()
        #expect(form?.files.first?.isOnDisk == true)
        #expect(try openUploads() >= 1)
        form = nil
    }

    @Test(arguments: [1, 8])
    func `a file is stored as a whole, and not over another`(pieces: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-store-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(
            try await request(Form(pieces: pieces, pieceBytes: 50_000)).multipart().files.first)
        let name = try await file.store(in: folder)
        #expect(name.hasSuffix(".bin") && name.utf8.count == 36)
        let stored = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        #expect(stored.count == pieces * 50_000)
        #expect(ByteBuffer(bytes: stored) == (try await file.bytes()))
        let error = await #expect(throws: UploadError.self) { try await file.store(at: "\(folder)/\(name)") }
        #expect(error?.message == "\(folder)/\(name) cannot be written: File exists.")
        try await file.store(at: "\(folder)/\(name)", overwriting: true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
    }

    @Test(arguments: [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
        (Array("%PDF-1.7".utf8), "application/pdf"), (Array("RIFF1234WEBPVP8 ".utf8), "image/webp"),
        (Array("  <!DOCTYPE html><p>".utf8), "text/html"), (Array("<svg xmlns=''>".utf8), "image/svg+xml"),
        (Array("plain text, ü".utf8), "text/plain"), ([0, 1, 2], "application/octet-stream"), ([], "text/plain"),
        (Array(String(repeating: "a", count: 511).utf8) + [0xC3], "text/plain"),
    ])
    func `a file is known by its first bytes`(bytes: [UInt8], type: String) {
        let file = UploadedFile(named: "a.png", bytes: ByteBuffer(bytes: bytes), mediaType: "image/png")
        #expect(file.mediaType == type)
    }

    @Test func `a file that is too large for memory is not read into it`() async throws {
        let file = UploadedFile(named: "a", bytes: ByteBuffer(repeating: 0, count: 100))
        let error = await #expect(throws: HTTPError.self) { try await file.bytes(upTo: 99) }
        #expect(error?.status == .contentTooLarge)
    }
}

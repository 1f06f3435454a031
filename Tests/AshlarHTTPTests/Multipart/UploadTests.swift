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

    private static func request(_ form: Form) -> Request {
        Request(
            method: .post, target: "/", headers: [.contentType: "multipart/form-data; boundary=x"],
            body: RequestBody(stream: form))
    }

    private static func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }

    /// How much of each upload that is open is on the disk by now.
    private static func bytesOnDisk() throws -> [Int] {
        let folder = "/proc/self/fd"
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            var info = stat()
            guard target?.contains("ashlar-upload-") == true, stat("\(folder)/\(name)", &info) == 0 else { return nil }
            return Int(info.st_size)
        }
    }

    // In a process of its own: the memory and the open files of this one are other tests', too.
    @Test func `a large upload goes to disk as it arrives, and the memory stays as it was`() async {
        await #expect(processExitsWith: .success) {
            var limits = InputLimits()
            limits.fileBytes = 1 << 30
            limits.multipartBytes = 1 << 30
            let onDiskHalfway = Mutex<[Int]>([])
            let source = Form(pieces: 4096, pieceBytes: 64 * 1024) { index in
                if index == 2048 { onDiskHalfway.withLock { $0 = (try? Self.bytesOnDisk()) ?? [] } }
            }
            let before = try Self.residentBytes()
            let form = try await Self.request(source).multipart(limits: limits)
            let file = try #require(form.files.first)
            #expect(file.size == 256 << 20 && file.isOnDisk)
            #expect(try Self.residentBytes() - before < 192 << 20)
            // All that had arrived by then, but for what may wait to be written.
            let halfway = onDiskHalfway.withLock { $0 }
            #expect(halfway.count == 1 && halfway.allSatisfy { $0 >= (128 << 20) - (1 << 20) })
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
    }

    @Test func `an upload that nobody keeps leaves nothing behind`() async {
        await #expect(processExitsWith: .success) {
            let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-tmpdir-\(UUID().uuidString)")
                .path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            setenv("TMPDIR", folder, 1)
            let form = try await Self.request(Form(pieces: 4, pieceBytes: 64 * 1024)).multipart()
            #expect(form.files.first?.isOnDisk == true)
            // It is open, and has no name: with the last who holds it, it is gone.
            #expect(try Self.bytesOnDisk() == [256 * 1024])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test(arguments: [1, 8])
    func `a file is stored as a whole, and not over another`(pieces: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-store-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(
            try await Self.request(Form(pieces: pieces, pieceBytes: 50_000)).multipart().files.first)
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

    @Test(arguments: [
        // What a browser would run keeps its extension only where the bytes say so.
        ("x.html", "<b onclick=f()>", "txt"), ("x.svg", "text", "txt"), ("x.js", "alert(1)", "txt"),
        ("x.php", "<?php", "txt"), ("x.png", "<html>", "html"), ("x.HTML", "<!doctype html>", "html"),
        ("x.xhtml", "<?xml version='1.0'?><html/>", "xml"), ("x.exe", "\u{1}\u{2}", "bin"), ("x", "\u{1}", "bin"),
        ("list.csv", "a,b", "csv"), ("x.MD", "# a", "md"), ("x.docx", "PK\u{3}\u{4}", "docx"),
        ("x.html", "PK\u{3}\u{4}", "zip"), ("x.jpeg", "GIF89a", "gif"),
    ])
    func `a stored file is called by what it is`(name: String, text: String, ending: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-store-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = UploadedFile(named: name, bytes: ByteBuffer(string: text))
        #expect(try await file.store(in: folder).split(separator: ".").last == Substring(ending))
    }

    @Test func `a file that is too large for memory is not read into it`() async throws {
        let file = UploadedFile(named: "a", bytes: ByteBuffer(repeating: 0, count: 100))
        let error = await #expect(throws: HTTPError.self) { try await file.bytes(upTo: 99) }
        #expect(error?.status == .contentTooLarge)
    }
}

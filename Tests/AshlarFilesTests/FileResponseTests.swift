import AshlarFiles
import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct FileResponseTests {
    private let folder: PublicFolder

    init() throws { folder = try PublicFolder() }

    @Test func `a download has its name in both spellings`() async throws {
        let response = try await Response.download(
            folder.publicPath + "/digits.txt", named: "Übersicht \"1\".txt", for: Request(target: "/"))
        #expect(
            response.headers[.contentDisposition]
                == "attachment; filename=\"_bersicht _1_.txt\"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.txt")
        #expect(String(buffer: try await response.body.collect()) == "0123456789")
        let plain = try await Response.inline(folder.publicPath + "/digits.txt", for: Request(target: "/"))
        #expect(plain.headers[.contentDisposition] == "inline; filename=\"digits.txt\"")
    }

    @Test func `a file is answered with 304, 206 and 416`() async throws {
        let path = folder.publicPath + "/digits.txt"
        let first = try await Response.file(path, for: Request(target: "/"))
        let tag = try #require(first.headers[.eTag])
        for (name, value, status) in [
            (HTTPField.Name.ifNoneMatch, tag, 304), (.range, "bytes=-3", 206), (.range, "bytes=10-", 416),
            (.ifMatch, "\"x\"", 412),
        ] {
            let response = try await Response.file(path, for: Request(target: "/", headers: [name: value]))
            #expect(response.status.code == status)
        }
    }

    @Test(arguments: [
        "../secret.txt", "link.txt", ".hidden", "git.txt", "/etc/passwd", "a\u{0}.txt", "css", "", "missing",
    ])
    func `a name from outside finds only what is inside`(name: String) async throws {
        let error = await #expect(throws: FileError.self) {
            try await Response.file(name, for: Request(target: "/"), folder: folder.publicPath)
        }
        #expect(error?.httpError.status == .notFound)
        #expect(error?.httpError.message == "Not Found")
    }

    @Test func `a large file is never in memory as a whole (trap 22)`() async throws {
        let path = folder.path + "/large.bin"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        // A hole: it has a length and takes no room.
        try handle.truncate(atOffset: 1 << 30)
        try handle.close()
        let response = try await Response.download(path, for: Request(target: "/"))
        #expect(response.body.length == 1 << 30)
        guard case .stream(let stream) = response.body else {
            Issue.record("a large file must be a stream")
            return
        }
        var (count, largest) = (0, 0)
        try await stream.send { piece in
            count += piece.readableBytes
            largest = max(largest, piece.readableBytes)
        }
        #expect(count == 1 << 30)
        #expect(largest == 256 * 1024)
    }

    @Test func `a file that becomes shorter breaks off`() async throws {
        let path = folder.path + "/cut.bin"
        try Data(count: 1_000_000).write(to: URL(filePath: path))
        let response = try await Response.file(path, for: Request(target: "/"))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 10)
        await #expect(throws: (any Error).self) { try await response.body.collect() }
    }
}

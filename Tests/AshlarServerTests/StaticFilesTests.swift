import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct StaticFilesTests {
    private let folder: PublicFolder
    private let files: StaticFiles
    private let app = ClosureResponder { _ in Response(status: .init(code: 418)) }

    init() throws {
        folder = try PublicFolder()
        files = StaticFiles(root: folder.publicPath)
    }

    private func get(_ target: String, headers: HTTPFields = [:]) async throws -> (Int, String, HTTPFields) {
        let response = try await files.respond(to: Request(target: target, headers: headers), next: app)
        return (response.status.code, String(buffer: try await response.body.collect()), response.headers)
    }

    @Test func `a file is served with its type and a tag, and not twice`() async throws {
        let (status, text, headers) = try await get("/css/app.css?v=1")
        #expect(status == 200)
        #expect(text == "body {}")
        #expect(headers[.contentType] == "text/css; charset=utf-8")
        let tag = try #require(headers[.eTag])
        #expect(try await get("/css/app.css", headers: [.ifNoneMatch: tag]).0 == 304)
    }

    @Test func `an encoded name is decoded once`() async throws {
        #expect(try await get("/a%20b.txt").1 == "space")
        #expect(try await get("/a%2520b.txt").0 == 418)
        #expect(try await get("/plain").1 == "undotted")
    }

    @Test(arguments: [
        "/", "/css", "/css/", "/missing.txt", "/../secret.txt", "/css/../../secret.txt", "/%2e%2e/secret.txt",
        "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/css/..%5c..%5csecret.txt", "/.hidden", "/app%00.css",
        "/link.txt", "/linked/secret.txt", "/%FF", "/css/app.css/",
    ])
    func `nothing else is served`(target: String) async throws {
        #expect(try await get(target).0 == 418)
    }

    @Test func `other methods go on to the app`() async throws {
        let response = try await files.respond(to: Request(method: .post, target: "/css/app.css"), next: app)
        #expect(response.status.code == 418)
    }
}

private final class PublicFolder: Sendable {
    let path: String
    var publicPath: String { path + "/public" }

    init() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ashlar-static-\(UUID().uuidString)")
        path = root.path
        try FileManager.default.createDirectory(
            at: root.appending(path: "public/css"), withIntermediateDirectories: true)
        for (name, text) in [
            "secret.txt": "secret", "public/css/app.css": "body {}", "public/a b.txt": "space",
            "public/plain": "undotted", "public/.hidden": "x",
        ] {
            try Data(text.utf8).write(to: root.appending(path: name))
        }
        try FileManager.default.createSymbolicLink(
            atPath: path + "/public/link.txt", withDestinationPath: path + "/secret.txt")
        try FileManager.default.createSymbolicLink(atPath: path + "/public/linked", withDestinationPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

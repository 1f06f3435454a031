import Ashlar
import Foundation
import NIOCore
import Synchronization
import TestClients
import Testing

@Controller private struct CountedController {
    func index() -> [String: Int] { ["answer": 42] }
    func count(session: Session) -> String { String(session.increment("visits")) }
    func store(form: Form) -> Redirect { .to("/notes/\(form["title"]?.count ?? 0)") }
    func show(id: Int) -> View { View("note", ["id": id]) }
}

/// What an app keeps in memory, each in a process of its own: the memory of this one is other tests', too.
@Suite struct MemoryTests {
    private static let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()

    @Test(.timeLimit(.minutes(5)))
    func `a download of 1 GiB from an app that is served does not stay in memory`() async {
        await #expect(processExitsWith: .success) {
            let folder = try AppFolder()
            let path = folder.path + "/large.bin"
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let handle = try #require(FileHandle(forWritingAtPath: path))
            // A hole: it has a length and takes no room.
            try handle.truncate(atOffset: 1 << 30)
            try handle.close()
            let app = RoutesOnly { routes in
                routes.get("/file") { request in try await Response.download(path, for: request) }
                routes.get("/stream") { _ in
                    Response(
                        body: .stream(length: 1 << 30) { write in
                            for _ in 0..<16_384 { try await write(ByteBuffer(repeating: 120, count: 65_536)) }
                        })
                }
            }
            try await withKernel(app, in: folder) { kernel async throws in
                try await served(kernel) { port async throws in
                    for target in ["/file", "/stream"] {
                        let before = residentBytes()
                        var largest = 0
                        let count = try await RawClient.connect(port).talk { reader, writer in
                            try await writer.write(ByteBuffer(string: "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n"))
                            #expect(
                                try await reader.read(through: "\r\n\r\n").contains("Content-Length: 1073741824\r\n"))
                            var count = 0
                            while count < 1 << 30 {
                                let read = try await reader.drop(min(16 << 20, (1 << 30) - count))
                                guard read > 0 else { break }
                                count += read
                                largest = max(largest, residentBytes() - before)
                            }
                            return count
                        }
                        #expect(count == 1 << 30, "\(target)")
                        #expect(largest < 100 << 20, "\(target) took \(largest) bytes")
                    }
                }
            }
        }
    }

    /// `ASHLAR_MEMORY_REQUESTS=1000000` asks for as many as that; the first hundredth of them is what it is compared with.
    @Test(.timeLimit(.minutes(60)))
    func `memory after many requests is what it was after the first hundredth`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            keepNoThrownErrors()
            let environment = ProcessInfo.processInfo.environment
            let total = try #require(Int(environment["ASHLAR_MEMORY_REQUESTS"] ?? "100000"))
            let folder = try AppFolder(["views/note.html": "<h1>Note {{ id }}</h1>", "public/site.css": "p {}"])
            let app = RoutesOnly { routes in
                routes.get("/json", CountedController.index)
                routes.get("/notes/{id:int}", CountedController.show)
                routes.get("/breaks") { _ -> String in throw Trouble() }
                routes.group(middleware: .web) {
                    $0.get("/count", CountedController.count)
                    $0.post("/notes", CountedController.store)
                }
            }
            let variables = ["APP_ENV": "production", "APP_KEY": Self.key]
            try await withKernel(app, in: folder, variables) { kernel async throws in
                @Sendable func ask(_ number: Int) async throws {
                    var request =
                        switch number % 8 {
                        case 0: Request(target: "/count")
                        case 1: Request(target: "/notes/\(number)")
                        case 2: Request(target: "/nowhere/\(number)?page=\(number)")
                        case 3:
                            Request(
                                method: .post, target: "/notes",
                                headers: [.contentType: "application/x-www-form-urlencoded"],
                                body: RequestBody(ByteBuffer(string: "title=\(number)")))
                        case 4: Request(target: "/site.css")
                        case 5: Request(target: "/breaks")
                        default: Request(target: "/json?page=\(number)")
                        }
                    request[CSRFProtection.self] = true
                    let response = try await kernel.respond(to: request)
                    _ = try await response.body.collect()
                }
                for number in 0..<total / 100 { try await ask(number) }
                let before = residentBytes()
                for number in total / 100..<total { try await ask(number) }
                let grown = residentBytes() - before
                print("After \(total / 100) requests \(before >> 10) KiB, after \(total) \(grown >> 10) KiB more.")
                #expect(grown < 8 << 20, "\(total) requests left \(grown) bytes more than the first \(total / 100)")
            }
        }
        // The figures, for whoever asked for a million.
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }
}

import Ashlar
import AshlarTesting
import Foundation
import NIOCore
import Synchronization
import Testing

/// What an app under test notes, in order.
final class Notes: Sendable {
    private let noted = Mutex<[String]>([])
    var lines: [String] { noted.withLock { $0 } }
    func note(_ line: String) { noted.withLock { $0.append(line) } }
}

private struct Full: Error {}

/// Boots an app of routes, with what a provider would register.
func withCycle(
    _ declare: @escaping @Sendable (Routes) -> Void, in folder: AppFolder, _ variables: [String: String] = [:],
    register: (Container) throws -> Void = { _ in }, _ body: (TestApp) async throws -> Void
) async throws {
    let config = try await Config.load(
        root: folder.path, variables: ["LOG_LEVEL": "critical"].merging(variables) { $1 })
    try await Kernel.whileBooted(RoutesOnly(declare), config: config, customize: register) { kernel async throws in
        try await body(TestApp(kernel: kernel))
    }
}

@Suite struct LifecycleEventTests {
    private let notes = Notes()

    @Test func `an app tells its life in order`() async throws {
        let folder = try AppFolder(["views/hello.html": "{{ greeting }} {{ name }}"])
        let notes = notes
        try await withCycle({ $0.get("/hello") { _ in View("hello", ["name": "Ada"]) }.name("hello") }, in: folder) {
            $0.listen(ApplicationBooted.self) { notes.note("booted \($0.kernel.routes.entries.count)") }
            $0.listen(RequestReceived.self) { notes.note("received \($0.request.path)") }
            $0.listen(RouteMatched.self) { notes.note("matched \($0.route.name ?? "")") }
            $0.listen(ViewRendering.self, where: { $0.name == "hello" }) { event in
                notes.note("rendering \(event.name)")
                event.set("greeting", "Good morning,")
            }
            $0.listen(ViewRendered.self) { notes.note("rendered \($0.name) \($0.values.keys.sorted())") }
            $0.listen(ResponseReady.self) { notes.note("ready \($0.response.status.code)") }
            $0.listen(RequestFinished.self) { notes.note("finished \($0.request.path) \($0.status.code)") }
            $0.listen(ApplicationStopping.self) { _ in notes.note("stopping") }
        } _: { app async throws in
            let pages = app.record(ViewRendered.self)
            try await app.get("/hello").assertOk().assertSee("Good morning, Ada")
            #expect(pages.all.map(\.name) == ["hello"])
            #expect(pages.all.first?.request?.path == "/hello")
        }
        #expect(
            notes.lines == [
                "booted 1", "received /hello", "matched hello", "rendering hello",
                #"rendered hello ["greeting", "name"]"#, "ready 200", "finished /hello 200", "stopping",
            ])
    }

    @Test func `what a listener throws before the answer is the request's error, later it is not`() async throws {
        let folder = try AppFolder()
        let notes = notes
        try await withCycle(
            {
                $0.get("/closed") { _ in "in" }
                $0.get("/open") { _ in "in" }
                $0.get("/breaks") { _ -> String in throw Trouble() }
            }, in: folder
        ) {
            $0.listen(RouteMatched.self, where: { $0.route.path == "/closed" }) { _ in throw HTTPError(.forbidden) }
            $0.listen(ResponseReady.self) { _ in throw Full() }
            $0.listen(RequestFinished.self) { _ in throw Full() }
            $0.listen(ExceptionReported.self) { notes.note("\($0.status.code) \($0.request.path) \($0.error)") }
        } _: { app async throws in
            try await app.get("/closed").assertStatus(.forbidden)
            try await app.get("/open").assertOk()
            try await app.get("/breaks").assertStatus(.internalServerError)
        }
        #expect(notes.lines == ["500 /breaks the secret <word> is sesame"])
    }

    @Test func `a listener of the boot keeps the app from being served`() async throws {
        let folder = try AppFolder()
        let error = await #expect(throws: ListenerFailure.self) {
            try await withCycle({ _ in }, in: folder) {
                $0.listen(ApplicationBooted.self) { _ in throw Full() }
            } _: { _ in
            }
        }
        #expect(error?.event == "ApplicationBooted")
    }

    @Test func `an error page is a page`() async throws {
        let folder = try AppFolder(["views/errors/404.html": "No {{ what }}."])
        try await withCycle({ _ in }, in: folder, ["APP_DEBUG": "false"]) {
            $0.listen(ViewRendering.self) { $0.set("what", "luck") }
        } _: { app async throws in
            try await app.get("/nowhere").assertNotFound().assertSee("No luck.")
        }
    }
}

@Suite struct RequestCallbackTests {
    private let notes = Notes()

    @Test func `an answer may be changed by whoever asks for it (F9)`() async throws {
        let folder = try AppFolder()
        try await withCycle(
            { routes in
                routes.get("/a") { request in
                    request.afterResponse { $0.headers[.via] = "a" }
                    request.afterResponse { response in
                        response.headers[.via]? += "b"
                        request.afterResponse { $0.headers[.via]? += "c" }
                    }
                    return "a"
                }
                routes.get("/fails") { request -> String in
                    request.afterResponse { $0.headers[.via] = "page" }
                    throw HTTPError(.conflict)
                }
                routes.group {
                    $0.get("/handled") { request -> String in
                        request.afterResponse { $0.headers[.via] = "handler" }
                        throw Full()
                    }
                }.onError(Full.self) { _, _ in "handled" }
                routes.get("/never") { _ in "never" }.middleware(
                    Before.answering { request in
                        request.afterResponse { $0.headers[.via] = "early" }
                        return Response(text: "early")
                    })
                routes.get("/refuses") { request -> String in
                    request.afterResponse { _ in throw HTTPError(.gone) }
                    return "never seen"
                }
            }, in: folder
        ) { app async throws in
            try await app.get("/a").assertOk().assertHeader(.via, "abc")
            try await app.get("/fails").assertStatus(.conflict).assertHeader(.via, "page")
            try await app.get("/handled").assertOk().assertHeader(.via, "handler")
            try await app.get("/never").assertOk().assertHeader(.via, "early")
            try await app.get("/refuses").assertStatus(.gone)
        }
    }

    @Test(arguments: ["/text", "/empty", "/fails", "/breaks", "/stream", "/stream-breaks"])
    func `what waits for the end runs once, behind the last byte`(path: String) async throws {
        let folder = try AppFolder()
        let notes = notes
        try await withCycle(Self.routes(notes), in: folder) { app async throws in
            let response = try await app.kernel.respond(to: Request(target: path))
            #expect(!notes.lines.contains("end"))
            _ = try? await response.body.collect()
            #expect(notes.lines.last == "end")
            await response.body.discard()
            #expect(notes.lines.filter { $0 == "end" }.count == 1)
            if path.hasPrefix("/stream") { #expect(notes.lines == ["piece", "end"]) }
        }
    }

    @Test func `it is too late when the head has gone out, and nobody would do it outside of an app`() async throws {
        let folder = try AppFolder()
        let notes = notes
        #expect(!Request(target: "/").whenFinished {})
        try await withCycle(
            { routes in
                routes.get("/late") { request in
                    Response(
                        body: .stream(length: nil) { write in
                            notes.note("\(request.whenFinished { notes.note("never") })")
                            try await write(ByteBuffer(string: "x"))
                        })
                }
            }, in: folder
        ) { app async throws in
            try await app.get("/late").assertOk()
            #expect(notes.lines == ["false"])
        }
    }

    @Test func `one request that is sent twice lives twice`() async throws {
        let folder = try AppFolder()
        let notes = notes
        try await withCycle(
            { routes in
                routes.get("/a") { request in
                    request.whenFinished { notes.note("end") }
                    return "a"
                }
            }, in: folder
        ) { app async throws in
            let request = Request(target: "/a")
            for _ in 0..<2 { _ = try await app.kernel.respond(to: request).body.collect() }
            #expect(notes.lines == ["end", "end"])
        }
    }

    @Test func `a client that leaves before the answer ends its request, and what waits is not cancelled`() async throws
    {
        let folder = try AppFolder()
        let notes = notes
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withCycle(
            { routes in
                routes.get("/slow") { request in
                    request.whenFinished { notes.note(Task.isCancelled ? "cancelled" : "end") }
                    arrival.finish()
                    try await Task.sleep(for: .seconds(600))
                    return "never"
                }
            }, in: folder
        ) { app async throws in
            let kernel = app.kernel
            let exchange = Task {
                let response = try await kernel.respond(to: Request(target: "/slow"))
                await response.body.discard()
            }
            for await _ in arrived {}
            exchange.cancel()
            try await exchange.value
            #expect(notes.lines == ["end"])
        }
    }

    private static func routes(_ notes: Notes) -> @Sendable (Routes) -> Void {
        { routes in
            @Sendable func wait(_ request: Request) { request.whenFinished { notes.note("end") } }
            routes.get("/text") { request in
                wait(request)
                return "text"
            }
            routes.get("/empty") { request in
                wait(request)
                return Response(status: .noContent)
            }
            routes.get("/fails") { request -> String in
                wait(request)
                throw HTTPError(.conflict)
            }
            routes.get("/breaks") { request -> String in
                wait(request)
                throw Trouble()
            }
            for (path, breaks) in [("/stream", false), ("/stream-breaks", true)] {
                routes.get(path) { request in
                    wait(request)
                    return Response(
                        body: .stream(length: nil) { write in
                            try await write(ByteBuffer(string: "piece"))
                            notes.note("piece")
                            if breaks { throw Trouble() }
                        })
                }
            }
        }
    }
}

import AshlarHTTP
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@Suite struct MiddlewareTests {
    private struct Mark: Middleware {
        let name: String

        func respond(to request: Request, next: any Responder) async throws -> Response {
            var request = request
            request.headers[.via] = (request.headers[.via] ?? "") + name
            var response = try await next.respond(to: request)
            response.headers[.server] = (response.headers[.server] ?? "") + name
            return response
        }
    }

    @Test func `the first layer is the outermost`() async throws {
        let core = ClosureResponder { Response(text: $0.headers[.via] ?? "") }
        let layers: [any Middleware] = [Mark(name: "a"), Mark(name: "b")]
        let response = try await layers.wrapping(core).respond(to: Request(target: "/"))
        #expect(String(buffer: try await response.body.collect()) == "ab")
        #expect(response.headers[.server] == "ba")
    }
}

/// The interface of another framework, as far as it has to be known to run its apps in this one.
private enum Foreign {
    struct Reply {
        var code: Int
        var fields: [(String, String)]
        var content: [UInt8]
    }

    protocol Handler: Sendable {
        func handle(verb: String, uri: String, fields: [(String, String)], content: [UInt8]) async throws -> Reply
    }

    struct Echo: Handler {
        func handle(verb: String, uri: String, fields: [(String, String)], content: [UInt8]) async throws -> Reply {
            let via = fields.first { $0.0 == "Via" }?.1 ?? "-"
            let text = "\(verb) \(uri) \(via) \(String(decoding: content, as: UTF8.self))"
            return Reply(code: 201, fields: [("Server", "foreign-")], content: Array(text.utf8))
        }
    }
}

private struct ForeignResponder: Responder {
    let handler: any Foreign.Handler
    func respond(to request: Request) async throws -> Response {
        let fields = request.headers.map { ($0.name.rawName, $0.value) }
        let content = Array(try await request.body.collect().readableBytesView)
        let reply = try await handler.handle(
            verb: request.method.rawValue, uri: request.target, fields: fields, content: content)
        var response = Response(status: .init(code: reply.code), body: .bytes(ByteBuffer(bytes: reply.content)))
        for (name, value) in reply.fields { HTTPField.Name(name).map { response.headers[$0] = value } }
        return response
    }
}

@Suite struct ForeignMiddlewareTests {
    private struct Mark: Middleware {
        func respond(to request: Request, next: any Responder) async throws -> Response {
            var request = request
            request.headers[.via] = "mark"
            var response = try await next.respond(to: request)
            response.headers[.server] = (response.headers[.server] ?? "") + "mark"
            return response
        }
    }

    @Test func `one middleware lies around a closure, and around the app of another framework`() async throws {
        let closure = ClosureResponder { Response(status: .created, text: "\($0.headers[.via] ?? "-")") }
        let around: [(any Responder, String, String)] = [
            (closure, "mark", "mark"),
            (ForeignResponder(handler: Foreign.Echo()), "PUT /a?b=1 mark hi", "foreign-mark"),
        ]
        for (app, text, server) in around {
            let request = Request(method: .put, target: "/a?b=1", body: RequestBody(ByteBuffer(string: "hi")))
            let response = try await [Mark()].wrapping(app).respond(to: request)
            #expect(response.status.code == 201)
            #expect(response.headers[.server] == server)
            #expect(String(buffer: try await response.body.collect()) == text)
        }
    }
}

@Suite struct MiddlewareOrderTests {
    private struct Outer: Middleware {
        static var over: [any Middleware.Type] { [Inner.self] }
        func respond(to request: Request, next: any Responder) async throws -> Response {
            try await next.respond(to: request)
        }
    }

    private struct Inner: Middleware {
        func respond(to request: Request, next: any Responder) async throws -> Response {
            try await next.respond(to: request)
        }
    }

    private struct Innermost: Middleware {
        static var under: [any Middleware.Type] { [Inner.self, Outer.self] }
        func respond(to request: Request, next: any Responder) async throws -> Response {
            try await next.respond(to: request)
        }
    }

    private struct Free: Middleware {
        let name: String
        func respond(to request: Request, next: any Responder) async throws -> Response {
            try await next.respond(to: request)
        }
    }

    private struct Left: Middleware {
        static var over: [any Middleware.Type] { [Right.self] }
        func respond(to request: Request, next: any Responder) async throws -> Response { Response() }
    }

    private struct Right: Middleware {
        static var over: [any Middleware.Type] { [Far.self] }
        func respond(to request: Request, next: any Responder) async throws -> Response { Response() }
    }

    private struct Far: Middleware {
        static var under: [any Middleware.Type] { [Right.self] }
        static var over: [any Middleware.Type] { [Left.self] }
        func respond(to request: Request, next: any Responder) async throws -> Response { Response() }
    }

    private struct Broken: Middleware {
        func check() throws { throw HTTPError(.conflict, "set up wrongly") }
        func respond(to request: Request, next: any Responder) async throws -> Response { Response() }
    }

    @Test(arguments: [
        (["a", "I", "O", "b"], ["a", "O", "I", "b"]), (["T", "I", "O"], ["O", "I", "T"]),
        (["O", "I", "T"], ["O", "I", "T"]),
        (["b", "a", "T", "c"], ["b", "a", "T", "c"]), (["I", "a", "I", "O"], ["a", "O", "I", "I"]), ([], []),
    ])
    func `layers stay as listed except where their types say more (P4)`(listed: [String], sorted: [String]) throws {
        let layers: [any Middleware] = listed.map { letter in
            switch letter {
            case "O": Outer()
            case "I": Inner()
            case "T": Innermost()
            default: Free(name: letter)
            }
        }
        let names = try MiddlewareOrder.sorted(layers).map { layer in
            ["Outer": "O", "Inner": "I", "Innermost": "T"][layer.name] ?? layer.name
        }
        #expect(names == sorted)
    }

    @Test func `a circle is an error that names it (P4)`() {
        let error = #expect(throws: MiddlewareOrderError.self) {
            try MiddlewareOrder.sorted([Free(name: "a"), Far(), Left(), Right()])
        }
        #expect(
            error?.description
                == "These middleware types cannot be brought into an order: Far over Left over Right over Far")
        #expect(error?.suggestion == "Take one of them out of the \"over\" or \"under\" of the type that names it.")
    }

    @Test func `how a layer was set up is checked`() {
        #expect(throws: HTTPError.self) { try MiddlewareOrder.sorted([MiddlewareGroup("web", Inner(), Broken())]) }
    }

    @Test func `groups are taken apart, and types can be left out`() {
        let web = MiddlewareGroup("web", Outer(), MiddlewareGroup("more", Inner(), Free(name: "a")))
        let layers: [any Middleware] = [web, Free(name: "b")]
        #expect(layers.flattened.map(\.name) == ["Outer", "Inner", "a", "b"])
        #expect(layers.excluding([Inner.self]).map(\.name) == ["Outer", "a", "b"])
    }
}

@Suite struct MiddlewareHookTests {
    private func answer(_ layer: any Middleware, failing: Bool = false) async throws -> Response {
        try await [layer].wrapping(
            ClosureResponder { request in
                if failing { throw HTTPError(.gone) }
                return Response(text: request.path)
            }
        ).respond(to: Request(target: "/a"))
    }

    @Test func `a closure before the action changes the request or answers`() async throws {
        let changed = try await answer(Before { $0.path = "/b" })
        #expect(String(buffer: try await changed.body.collect()) == "/b")
        let answered = try await answer(Before.answering { _ in Response(status: .noContent) })
        #expect(answered.status == .noContent)
    }

    @Test func `a closure after the action changes the response`() async throws {
        let changed = try await answer(After { request, response in response.headers[.eTag] = request.path })
        #expect(changed.headers[.eTag] == "/a")
    }

    @Test(arguments: [404, 405])
    func `layers run for answers that no route gives (Masonite trap 3)`(status: Int) async throws {
        let ran = Mutex(0)
        let layers: [any Middleware] = [
            After { _, response in response.headers[.via] = "outside" },
            Finally { _, _ in ran.withLock { $0 += 1 } },
        ]
        let answering = layers.wrapping(ClosureResponder { _ in Response(status: .init(code: status)) })
        let response = try await answering.respond(to: Request(target: "/nope"))
        #expect(response.headers[.via] == "outside")
        let throwing = layers.wrapping(ClosureResponder { _ in throw HTTPError(.init(code: status)) })
        await #expect(throws: HTTPError.self) { try await throwing.respond(to: Request(target: "/nope")) }
        #expect(ran.withLock { $0 } == 2)
    }

    @Test func `a closure at the end runs also where the action threw (F9)`() async throws {
        let ran = Mutex<[Int]>([])
        let layer = Finally { _, result in
            let status = (try? result.get())?.status.code ?? 0
            ran.withLock { $0.append(status) }
        }
        _ = try await answer(layer)
        await #expect(throws: HTTPError.self) { try await answer(layer, failing: true) }
        #expect(ran.withLock { $0 } == [200, 0])
    }
}

@Suite struct MethodOverrideTests {
    private func method(
        _ target: String = "/", body: String = "", type: String? = "application/x-www-form-urlencoded",
        method: HTTPRequest.Method = .post
    ) async throws -> String {
        var request = Request(method: method, target: target, body: RequestBody(ByteBuffer(string: body)))
        request.headers[.contentType] = type
        let response = try await [MethodOverride()].wrapping(
            ClosureResponder { request in
                let body = String(buffer: try await request.body.collect())
                return Response(text: "\(request.method.rawValue) \(body)")
            }
        ).respond(to: request)
        return String(buffer: try await response.body.collect())
    }

    @Test(arguments: [
        ("_method=PUT", "PUT"), ("a=b&_method=patch&c=d", "PATCH"), ("_method=DELETE&", "DELETE"),
        ("_method=GET", "POST"),
        ("a_method=PUT", "POST"), ("a=_method=PUT", "POST"), ("_method=PUT&_method=DELETE", "DELETE"), ("%zz&", "POST"),
        ("", "POST"),
    ])
    func `a form says which method it means, and its body stays`(body: String, expected: String) async throws {
        #expect(try await method(body: body) == "\(expected) \(body)")
    }

    @Test func `a form with files says it in its address`() async throws {
        #expect(try await method("/?_method=PUT", body: "x", type: "multipart/form-data; boundary=b") == "PUT x")
        #expect(
            try await method("/", body: "_method=PUT", type: "multipart/form-data; boundary=b") == "POST _method=PUT")
    }

    @Test func `only a POST means another method`() async throws {
        #expect(try await method("/?_method=DELETE", method: .get) == "GET ")
        #expect(try await method("/?_method=DELETE", body: "_method=PUT", method: .put) == "PUT _method=PUT")
    }
}

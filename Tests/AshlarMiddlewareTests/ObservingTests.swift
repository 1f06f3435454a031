import AshlarHTTP
import AshlarMiddleware
import HTTPTypes
import InMemoryTracing
import Metrics
import MetricsTestKit
import NIOCore
import Testing
import Tracing

@Suite struct RequestMetricsTests {
    @Test func `requests are counted and measured by method, route and class of status`() async throws {
        let backend = TestMetrics()
        let layers: [any Middleware] = [RequestMetrics(factory: backend)]
        for _ in 0..<3 {
            _ = try await send(Request(target: "/posts/7"), through: layers) { request in
                request[MatchedRoute.self]?.note(pattern: "/posts/{post}", name: "posts.show")
                return Response(text: "")
            }
        }
        _ = try? await send(Request(target: "/nope"), through: layers) { _ in throw HTTPError(.notFound) }
        let good = [("method", "GET"), ("route", "posts.show"), ("status", "2xx")]
        #expect(try backend.expectCounter("http.server.requests", good).totalValue == 3)
        #expect(try backend.expectTimer("http.server.request.duration", good).values.count == 3)
        let missing = [("method", "GET"), ("route", "unmatched"), ("status", "4xx")]
        #expect(try backend.expectCounter("http.server.requests", missing).totalValue == 1)
    }

    @Test func `the backend may be started when the layer is made already`() async throws {
        let backend = TestMetrics()
        let layer = RequestMetrics()
        MetricsSystem.bootstrap(backend)
        _ = try await send(Request(target: "/"), through: [layer]) { request in
            request[MatchedRoute.self]?.note(pattern: "/late", name: "late")
            return Response(text: "")
        }.body.collect()
        let series = [("method", "GET"), ("route", "late"), ("status", "2xx")]
        #expect(try backend.expectCounter("http.server.requests", series).totalValue == 1)
    }

    @Test func `a request is active until its last byte`() async throws {
        let backend = TestMetrics()
        let response = try await send(Request(target: "/"), through: [RequestMetrics(factory: backend)]) { _ in
            Response(body: .stream(length: nil) { write in try await write(ByteBuffer(string: "a")) })
        }
        #expect(backend.counters(label: "http.server.requests").isEmpty)
        _ = try await response.body.collect()
        #expect(backend.counterTotal(label: "http.server.requests") == 1)
    }

    @Test func `a method that a client made up makes no series of its own`() async throws {
        let backend = TestMetrics()
        let method = try #require(HTTPRequest.Method("MADE-UP"))
        _ = try await send(Request(method: method, target: "/"), through: [RequestMetrics(factory: backend)])
        let series = [("method", "other"), ("route", "unmatched"), ("status", "2xx")]
        #expect(try backend.expectCounter("http.server.requests", series).totalValue == 1)
    }
}

@Suite struct RequestTracingTests {
    private func span(
        _ fields: [String: String] = [:], _ core: @escaping @Sendable (Request) async throws -> Response
    ) async throws -> FinishedInMemorySpan {
        let tracer = InMemoryTracer()
        let request = try Request("/posts/7?token=secret", from: "192.0.2.1", fields)
        _ = try? await send(request, through: [RequestTracing(tracer: tracer)], to: core)
        return try #require(tracer.finishedSpans.first)
    }

    @Test func `a span has the name and the attributes of the conventions`() async throws {
        let span = try await span { request in
            request[MatchedRoute.self]?.note(pattern: "/posts/{post}", name: "posts.show")
            return Response(text: "hello")
        }
        #expect(span.operationName == "GET /posts/{post}")
        #expect(span.kind == .server)
        #expect(span.attributes.get("http.request.method") == "GET")
        #expect(span.attributes.get("http.route") == "/posts/{post}")
        #expect(span.attributes.get("url.path") == "/posts/7")
        #expect(span.attributes.get("network.protocol.version") == "1.1")
        #expect(span.attributes.get("client.address") == "192.0.2.1")
        #expect(span.attributes.get("http.response.status_code") == 200)
        #expect(span.status == nil)
        #expect("\(span.attributes)".contains("secret") == false)
    }

    @Test func `a span that a client began is continued, and is the current one inside`() async throws {
        let inner = Heard<String?>()
        let span = try await span(["in-memory-trace-id": "trace-9", "in-memory-span-id": "span-9"]) { _ in
            inner.add(InstrumentationContext.current?.inMemorySpanContext?.traceID)
            return Response(text: "")
        }
        #expect(span.traceID == "trace-9")
        #expect(span.parentSpanID == "span-9")
        #expect(inner.all == ["trace-9"])
    }

    @Test func `what is done while a body is streamed belongs to the span`() async throws {
        let tracer = InMemoryTracer()
        let inner = Heard<String?>()
        let response = try await send(
            Request("/", from: "192.0.2.1", ["in-memory-trace-id": "trace-9", "in-memory-span-id": "span-9"]),
            through: [RequestTracing(tracer: tracer)]
        ) { _ in
            Response(
                body: .stream(length: nil) { _ in
                    inner.add(InstrumentationContext.current?.inMemorySpanContext?.traceID)
                })
        }
        _ = try await response.body.collect()
        #expect(inner.all == ["trace-9"])
    }

    @Test func `an answer that is made of an error further inside names the error's type`() async throws {
        struct Odd: Error {}
        let span = try await span { request in
            request[MatchedRoute.self]?.note(error: Odd())
            return Response(status: .internalServerError)
        }
        #expect(span.attributes.get("error.type") == "Odd")
    }

    @Test(arguments: [(404, false), (500, true), (503, true)])
    func `only what the server did wrong is an error`(status: Int, isError: Bool) async throws {
        let span = try await span { _ in throw HTTPError(HTTPResponse.Status(code: status)) }
        #expect((span.status?.code == .error) == isError)
        #expect(span.attributes.get("http.response.status_code") == .int64(Int64(status)))
    }
}

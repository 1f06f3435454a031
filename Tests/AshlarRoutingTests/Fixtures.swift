import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import Foundation
import HTTPTypes
import NIOCore

protocol Clock: Sendable { var now: String { get } }

struct FixedClock: Clock { let now = "noon" }

enum Order: String { case newest, oldest }

struct Point: Codable, Equatable, Sendable {
    var x: Int
    var y: Int
}

@Controller
struct SampleController {
    let clock: any Clock

    func index(page: Int = 1, order: Order = .newest, tag: [String] = [], draft: Bool = false, q: String?) -> String {
        "page \(page) \(order.rawValue) \(tag) \(draft) \(q ?? "nil")"
    }

    func show(id: Int) async throws -> String { "sample \(id) at \(clock.now)" }

    func two(first: String, second: UUID) -> String { "\(first) \(second.uuidString)" }

    func search(limit: Int) -> String { "limit \(limit)" }

    func page(page: Int) -> String { "page \(page)" }

    func point() -> Point { Point(x: 1, y: 2) }

    func store(form: Form) throws -> Redirect { .route("samples.show", try form.required("id")) }

    func ping() {}

    func method(request: Request, clock: any Clock) -> String { "\(request.method.rawValue) \(clock.now)" }

    func update(id: Int) -> String { "updated \(id)" }

    func destroy(id: Int) -> Response { Response(status: .noContent) }

    func fails() throws -> String { throw HTTPError(.conflict, "Taken.") }

    private func helper() -> String { "not an action" }
}

/// A router over routes, with what the sample controller needs.
struct Fixture {
    let router: Router
    let table: RouteTable

    init(
        baseURL: String? = nil, signer: (any URLSigning)? = nil, _ declare: (Routes) -> Void
    ) throws {
        let routes = Routes()
        declare(routes)
        table = try RouteTable(routes).with(baseURL: baseURL, signer: signer)
        let container = Container()
        container.singleton((any Clock).self) { _ in FixedClock() }
        router = Router(
            table,
            container: try container.verified(roots: table.requirements, scope: Scope(seed: Request(target: "/"))))
    }

    func send(
        _ method: HTTPRequest.Method = .get, _ target: String, form: String? = nil, host: String? = nil,
        headers: HTTPFields = [:], mountPath: String = ""
    ) async throws -> (status: Int, text: String, headers: HTTPFields) {
        var headers = headers
        if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let request = Request(
            method: method, target: target, authority: host, headers: headers,
            body: form.map { RequestBody(ByteBuffer(string: $0)) } ?? .empty, mountPath: mountPath)
        do {
            let response = try await router.respond(to: request)
            return (response.status.code, String(buffer: try await response.body.collect()), response.headers)
        } catch let error as HTTPError {
            return (error.status.code, error.message, error.headers)
        } catch let error as RefusedPathValue {
            let error = error.httpError
            return (error.status.code, error.message, error.headers)
        }
    }
}

@Controller
struct DayController {
    func show(day: Date) -> String { "\(day.timeIntervalSince1970)" }
}

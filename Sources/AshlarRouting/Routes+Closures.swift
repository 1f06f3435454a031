public import AshlarHTTP
import AshlarSupport
public import HTTPTypes

extension Routes {
    /// Answers a method with a closure that returns a view, a redirect, a response or text.
    @discardableResult
    public func on<R: ResponseConvertible>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route {
        closure([method], path, file, line) { try await ActionResult.response(from: handler($0.request), in: $0) }
    }

    /// Answers a method with a closure that returns a value, sent as JSON.
    @discardableResult
    public func on<R: Encodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route {
        closure([method], path, file, line) { try await ActionResult.response(from: handler($0.request), in: $0) }
    }

    /// Answers a method with a closure that returns a value which knows its response.
    @discardableResult
    public func on<R: Encodable & ResponseConvertible>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route {
        closure([method], path, file, line) { try await ActionResult.response(from: handler($0.request), in: $0) }
    }

    /// Answers GET with a closure: `routes.get("/ping") { _ in "pong" }`.
    @discardableResult
    public func get<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.get, path, file: file, line: line, handler) }

    /// Answers GET with a closure whose value is sent as JSON.
    @discardableResult
    public func get<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.get, path, file: file, line: line, handler) }

    /// Answers GET with a closure whose value knows its response.
    @discardableResult
    public func get<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.get, path, file: file, line: line, handler) }

    private func closure(
        _ methods: [HTTPRequest.Method], _ path: String, _ file: String, _ line: Int,
        _ call: @escaping @Sendable (ActionContext) async throws -> Response
    ) -> Route {
        let location = SourceLocation(file: file, line: line)
        let action = Action(name: "closure at \(location.fileName):\(line)", location: location, call: call)
        return match(methods, path, action, file: file, line: line)
    }
}

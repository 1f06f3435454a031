public import AshlarHTTP
import AshlarSupport
public import HTTPTypes

// One overload for each way from a value to a response, as in ``ActionResult``: the compiler chooses.
extension Routes {
    /// Answers several methods with a closure that returns a view, a redirect, a response or text.
    @discardableResult
    public func match<R: ResponseConvertible>(
        _ methods: [HTTPRequest.Method], _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(methods, path, .converting(file, line, handler), file: file, line: line) }

    /// Answers several methods with a closure that returns a value, sent as JSON.
    @discardableResult
    public func match<R: Encodable & Sendable>(
        _ methods: [HTTPRequest.Method], _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(methods, path, .encoding(file, line, handler), file: file, line: line) }

    /// Answers several methods with a closure that returns a value which knows its response.
    @discardableResult
    public func match<R: Encodable & ResponseConvertible>(
        _ methods: [HTTPRequest.Method], _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(methods, path, .converting(file, line, handler), file: file, line: line) }

    /// Answers a method with a closure that returns a view, a redirect, a response or text.
    @discardableResult
    public func on<R: ResponseConvertible>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match([method], path, file: file, line: line, handler) }

    /// Answers a method with a closure that returns a value, sent as JSON.
    @discardableResult
    public func on<R: Encodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match([method], path, file: file, line: line, handler) }

    /// Answers a method with a closure that returns a value which knows its response.
    @discardableResult
    public func on<R: Encodable & ResponseConvertible>(
        _ method: HTTPRequest.Method, _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match([method], path, file: file, line: line, handler) }

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

    /// Answers POST with a closure.
    @discardableResult
    public func post<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.post, path, file: file, line: line, handler) }

    /// Answers POST with a closure whose value is sent as JSON.
    @discardableResult
    public func post<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.post, path, file: file, line: line, handler) }

    /// Answers POST with a closure whose value knows its response.
    @discardableResult
    public func post<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.post, path, file: file, line: line, handler) }

    /// Answers PUT with a closure.
    @discardableResult
    public func put<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.put, path, file: file, line: line, handler) }

    /// Answers PUT with a closure whose value is sent as JSON.
    @discardableResult
    public func put<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.put, path, file: file, line: line, handler) }

    /// Answers PUT with a closure whose value knows its response.
    @discardableResult
    public func put<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.put, path, file: file, line: line, handler) }

    /// Answers PATCH with a closure.
    @discardableResult
    public func patch<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.patch, path, file: file, line: line, handler) }

    /// Answers PATCH with a closure whose value is sent as JSON.
    @discardableResult
    public func patch<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.patch, path, file: file, line: line, handler) }

    /// Answers PATCH with a closure whose value knows its response.
    @discardableResult
    public func patch<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.patch, path, file: file, line: line, handler) }

    /// Answers DELETE with a closure.
    @discardableResult
    public func delete<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.delete, path, file: file, line: line, handler) }

    /// Answers DELETE with a closure whose value is sent as JSON.
    @discardableResult
    public func delete<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.delete, path, file: file, line: line, handler) }

    /// Answers DELETE with a closure whose value knows its response.
    @discardableResult
    public func delete<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { on(.delete, path, file: file, line: line, handler) }

    /// Answers all of ``anyMethod`` with a closure.
    @discardableResult
    public func any<R: ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(Self.anyMethod, path, file: file, line: line, handler) }

    /// Answers all of ``anyMethod`` with a closure whose value is sent as JSON.
    @discardableResult
    public func any<R: Encodable & Sendable>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(Self.anyMethod, path, file: file, line: line, handler) }

    /// Answers all of ``anyMethod`` with a closure whose value knows its response.
    @discardableResult
    public func any<R: Encodable & ResponseConvertible>(
        _ path: String, file: String = #filePath, line: Int = #line,
        _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { match(Self.anyMethod, path, file: file, line: line, handler) }

    /// Answers with a closure what no other route does: `routes.fallback { _ in Redirect.to("/") }`.
    @discardableResult
    public func fallback<R: ResponseConvertible>(
        file: String = #filePath, line: Int = #line, _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { fallback(.converting(file, line, handler), file: file, line: line) }

    /// Answers what no other route does with a closure whose value is sent as JSON.
    @discardableResult
    public func fallback<R: Encodable & Sendable>(
        file: String = #filePath, line: Int = #line, _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { fallback(.encoding(file, line, handler), file: file, line: line) }

    /// Answers what no other route does with a closure whose value knows its response.
    @discardableResult
    public func fallback<R: Encodable & ResponseConvertible>(
        file: String = #filePath, line: Int = #line, _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Route { fallback(.converting(file, line, handler), file: file, line: line) }
}

extension Action {
    /// Of a closure whose value knows its response.
    fileprivate static func converting<R: ResponseConvertible>(
        _ file: String, _ line: Int, _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Action {
        closure(R.self, file, line) { try await handler($0.request).response(in: $0) }
    }

    /// Of a closure whose value is sent as JSON; nil is 404.
    fileprivate static func encoding<R: Encodable & Sendable>(
        _ file: String, _ line: Int, _ handler: @escaping @Sendable (Request) async throws -> R
    ) -> Action {
        let isOptional = R.self is any OptionalValue.Type
        return closure(R.self, file, line) { context in
            let value = try await handler(context.request)
            if isOptional, let optional = value as? any OptionalValue, optional.wrappedValue == nil {
                throw HTTPError(.notFound)
            }
            return try await ActionResult.response(from: value, in: context)
        }
    }

    private static func closure(
        _ type: Any.Type, _ file: String, _ line: Int,
        _ call: @escaping @Sendable (ActionContext) async throws -> Response
    ) -> Action {
        let location = SourceLocation(file: file, line: line)
        return Action(name: "closure at \(location.fileName):\(line)", location: location, returns: type, call: call)
    }
}

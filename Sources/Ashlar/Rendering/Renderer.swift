public import AshlarHTTP
public import AshlarRouting

/// Makes a kind of document of the values that actions return as ``Rendered``: CSV, Atom, PDF. It is registered in the container.
///
/// ```swift
/// struct CSVRenderer: Renderer {
///     let mediaTypes = ["text/csv"]
///
///     func canRender(_ value: any Encodable & Sendable) -> Bool { value is any CSVConvertible }
///
///     func response(for value: any Encodable & Sendable, in context: ActionContext) async throws -> Response {
///         guard let value = value as? any CSVConvertible else { throw HTTPError(.notAcceptable) }
///         return Response(contentType: "text/csv; charset=utf-8", bytes: ByteBuffer(string: value.csv))
///     }
/// }
///
/// container.tag("renderers", (any Renderer).self) { _ in CSVRenderer() }
/// ```
public protocol Renderer: Sendable {
    /// The media types that it makes, without parameters; of equals for a client the first.
    var mediaTypes: [String] { get }

    /// Whether it can do anything with a value. One that cannot is passed over, as if it were not there.
    func canRender(_ value: any Encodable & Sendable) -> Bool

    /// The document.
    ///
    /// - Parameters:
    ///   - value: what the action returned; ``canRender(_:)`` was true of it.
    ///   - context: the request and its container.
    /// - Throws: whatever keeps it from being made.
    func response(for value: any Encodable & Sendable, in context: ActionContext) async throws -> Response
}

extension Renderer {
    /// Any value.
    public func canRender(_ value: any Encodable & Sendable) -> Bool { true }
}

public import AshlarHTTP
public import AshlarSupport
import HTTPTypes

/// The path has a value that the action's parameter cannot be: `/posts/abc` for an `Int`. Clients are told 404, as of any
/// address that does not exist; in development the page says which value it was.
public struct RefusedPathValue: DetailedError, HTTPErrorConvertible, Equatable {
    /// The parameter.
    public let name: String
    /// What the path has for it.
    public let value: String
    /// What it should be.
    public let type: String

    /// Which value, and what it is not.
    public var description: String {
        "The path has \"\(value.prefix(80))\" for {\(name)}, which is not a valid \(type)."
    }

    /// How such addresses are kept from the action.
    public var suggestion: String? {
        "A converter in the path keeps such addresses for other routes: {\(name):int}, {\(name):uuid} and the like."
    }

    /// 404.
    public var httpError: HTTPError { HTTPError(.notFound) }
}

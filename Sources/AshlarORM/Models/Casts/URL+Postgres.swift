public import AshlarPostgres
public import Foundation

/// A URL is stored as text.
extension URL: PostgresEncodable, PostgresDecodable {
    /// `text`
    public static var postgresType: PostgresType { .text }

    /// The URL as text.
    public func encode(into buffer: inout [UInt8]) { buffer += absoluteString.utf8 }

    /// Reads what `String` reads, if it is a URL.
    public init(from cell: PostgresCell) throws {
        let text = try String(from: cell)
        guard let url = URL(string: text) else {
            throw cell.failure(URL.self, "the text is no URL", value: "\"\(text.prefix(40))\"")
        }
        self = url
    }
}

public import AshlarPostgres
import AshlarSupport
import Foundation

/// A value that is stored encrypted, as text. `@Encrypted` uses it.
///
/// The key is that of ``ModelSettings/sealing``: in an app the one that `APP_KEY` holds. Each time it is stored the text
/// differs, so that a condition cannot compare with it.
public struct Sealed<Value: Codable & Sendable>: Sendable {
    /// The value itself.
    public let value: Value

    /// A value to be encrypted.
    public init(_ value: Value) { self.value = value }

    private var json: Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try? encoder.encode(value)
    }

    /// What two values are compared by: the value itself, which never leaves the process.
    public static func comparison(_ sealed: Sealed) -> PostgresBinding {
        PostgresBinding(type: .text, bytes: sealed.json.map(Array.init))
    }

    /// What two values are compared by, or NULL.
    public static func comparison(_ sealed: Sealed?) -> PostgresBinding {
        PostgresBinding(type: .text, bytes: sealed?.json.map(Array.init))
    }
}

extension Sealed: PostgresEncodable, PostgresDecodable {
    /// `text`
    public static var postgresType: PostgresType { .text }

    /// The encrypted JSON of the value.
    public func encode(into buffer: inout [UInt8]) {
        guard let json, let sealing = Sealing.current,
            let text = try? sealing.seal(String(decoding: json, as: UTF8.self), context: Sealing.context)
        else { return }
        buffer += text.utf8
    }

    /// Why there is nothing to store.
    public var postgresEncodingFailure: String? {
        if Sealing.current == nil { return Sealing.missing }
        return json == nil ? "\(Value.self) could not be written as JSON" : "it could not be encrypted"
    }

    /// Decrypts the text and reads its JSON.
    public init(from cell: PostgresCell) throws {
        let text = try String(from: cell)
        guard let sealing = Sealing.current else { throw cell.failure(Sealed.self, Sealing.missing) }
        guard let opened = sealing.open(text, context: Sealing.context) else {
            throw cell.failure(
                Sealed.self, "it was not encrypted with one of the app's keys",
                suggestion: "Set APP_KEY to the key that it was stored with, or list that among the previous keys.")
        }
        do { value = try JSONDecoder().decode(Value.self, from: Data(opened.utf8)) } catch {
            throw cell.failure(Value.self, "the decrypted JSON does not fit")
        }
    }
}

/// What encrypts the columns of the models that are being read or written.
enum Sealing {
    @TaskLocal static var current: (any TextSealing)?

    static let context = "model"
    static let missing = "there is nothing to encrypt with: set database.models.sealing at boot"
}

extension Database {
    /// Runs code that encodes or decodes a model's columns.
    func sealing<M: Model, R>(for model: M.Type, _ body: () throws -> R) rethrows -> R {
        guard M._description.isSealed else { return try body() }
        return try Sealing.$current.withValue(models.sealing) { try body() }
    }
}

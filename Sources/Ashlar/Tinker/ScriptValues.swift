import Synchronization

/// The values that lines of `craft tinker` have given names: later lines read them.
public final class ScriptValues: Sendable {
    /// Those of this process.
    public static let shared = ScriptValues()

    private let values = Mutex<[String: any Sendable]>([:])

    /// Keeps a value.
    public func keep<Value: Sendable>(_ name: String, _ value: Value) { values.withLock { $0[name] = value } }

    /// The value of a name.
    ///
    /// - Throws: an error if the name has no value of that type.
    public func value<Value: Sendable>(_ name: String, as type: Value.Type) throws -> Value {
        guard let value = values.withLock({ $0[name] }) as? Value else {
            throw ScriptError(message: "\(name) is no \(type) any more.")
        }
        return value
    }

    /// The names with their types, as Swift writes them.
    var types: [(String, String)] {
        values.withLock { values in
            values.sorted { $0.key < $1.key }.map { ($0.key, String(reflecting: type(of: $0.value as Any))) }
        }
    }
}

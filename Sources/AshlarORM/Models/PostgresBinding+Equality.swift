import AshlarPostgres
import Foundation

extension PostgresBinding {
    /// Whether two values of a column are the same.
    ///
    /// The members of a JSON object have no order, and encoders write them in any, so JSON is compared by what it says.
    func isSameValue(as other: PostgresBinding) -> Bool {
        if bytes == other.bytes { return true }
        guard type == other.type, let mine = canonicalJSON, let others = other.canonicalJSON else { return false }
        return mine == others
    }

    /// The JSON with sorted keys; nil for any other type.
    private var canonicalJSON: Data? {
        guard let bytes, type == .jsonb || type == .json else { return nil }
        // The first byte of binary jsonb is the version of the format.
        let text = Data(type == .jsonb ? bytes.dropFirst() : bytes[...])
        guard let value = try? JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed) else { return nil }
        return try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    }
}

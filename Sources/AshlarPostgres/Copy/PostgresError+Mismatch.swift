extension PostgresError {
    /// The same error; where the server could not read the bytes of a value, with what that means.
    ///
    /// - Parameters:
    ///   - columns: the columns that the COPY is for.
    ///   - types: what the first row had for them.
    func asMismatch(_ columns: [String], _ types: [PostgresType]) -> PostgresError {
        // protocol_violation and invalid_binary_representation
        guard kind == .server, sqlState == "08P01" || sqlState == "22P03" else { return self }
        var error = self
        let place = context.map { " (\($0))" } ?? ""
        error.message = "A value is not of its column's type\(place): \(message)"
        let written = zip(columns, types).map { "\($0) as \($1)" }.joined(separator: ", ")
        error.suggestion =
            "Nothing converts the values of a COPY: each must be of its column's type, such as Int32 for an integer and Int "
            + "for a bigint." + (written.isEmpty ? "" : " Written were \(written).")
        return error
    }
}

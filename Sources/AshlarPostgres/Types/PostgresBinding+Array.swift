extension PostgresBinding {
    /// One value that holds many, all of the same type, as an array of PostgreSQL's.
    ///
    /// - Returns: nil where there is no array of that type, or none that is of one dimension.
    package init?(arrayOf bindings: [PostgresBinding]) {
        guard let type = bindings.first?.type, let array = type.array,
            bindings.allSatisfy({ $0.type == type })
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + bindings.reduce(0) { $0 + 4 + ($1.bytes?.count ?? 0) })
        bytes.appendInteger(Int32(1))
        bytes.appendInteger(Int32(bindings.contains { $0.bytes == nil } ? 1 : 0))
        bytes.appendInteger(type.rawValue)
        bytes.appendInteger(Int32(truncatingIfNeeded: bindings.count))
        bytes.appendInteger(Int32(1))
        for binding in bindings {
            guard let value = binding.bytes else {
                bytes.appendInteger(Int32(-1))
                continue
            }
            bytes.appendInteger(Int32(truncatingIfNeeded: value.count))
            bytes += value
        }
        self.init(type: array, bytes: bytes, failure: bindings.lazy.compactMap(\.failure).first)
    }
}

/// Lays out the parameters of a statement as libpq's functions take them. One is used again and again.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var pointers: [UnsafePointer<CChar>?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// Calls `body` with the count, the values, their lengths and their formats, valid during the call only.
    mutating func withParameters<R>(
        _ bindings: [PostgresBinding],
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        guard !bindings.isEmpty else { return body(0, nil, nil, nil) }
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for binding in bindings {
            offsets.append(bytes.count)
            lengths.append(Int32(truncatingIfNeeded: binding.bytes?.count ?? 0))
            formats.append(binding.isText ? 0 : 1)
            if let value = binding.bytes { bytes.append(contentsOf: value) }
            // A value in the text format ends with a zero; and an empty value needs an address too.
            bytes.append(0)
        }
        return bytes.withUnsafeBytes { buffer in
            pointers.removeAll(keepingCapacity: true)
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            for (index, binding) in bindings.enumerated() {
                pointers.append(binding.bytes == nil ? nil : base.map { $0 + offsets[index] })
            }
            return body(Int32(truncatingIfNeeded: bindings.count), pointers, lengths, formats)
        }
    }
}

import NIOCore

extension RequestBody {
    /// The number of bytes, where all of them are here; nil for a body that is still arriving.
    public var knownLength: Int? {
        if case .bytes(let bytes) = storage { return bytes.readableBytes }
        return nil
    }
}

public import HTTPTypes
public import NIOCore

/// What a ``MultipartParser`` finds, in this order for each part: one beginning, any number of pieces, one end.
public enum MultipartEvent: Sendable, Equatable {
    /// A part begins, with its header fields.
    case partBegan(HTTPFields)
    /// Some bytes of the part.
    case bytes(ByteBuffer)
    /// The part is complete.
    case partEnded
    /// The closing delimiter: nothing that follows counts.
    case ended
}

import NIOCore

/// Where an upload's bytes are.
enum UploadContent: Sendable {
    case memory(ByteBuffer)
    case file(TemporaryFile, size: Int)

    var size: Int {
        switch self {
        case .memory(let bytes): bytes.readableBytes
        case .file(_, let size): size
        }
    }
}

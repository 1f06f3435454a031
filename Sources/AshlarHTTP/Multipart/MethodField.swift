import HTTPTypes
import NIOCore

/// Looks for the field in a form with files while that arrives.
struct MethodField {
    private var parser: MultipartParser
    private var isInside = false
    private var text = ""
    /// What it says, when all of it has arrived.
    private(set) var value: String?

    init(boundary: String) {
        parser = MultipartParser(boundary: boundary)
    }

    /// Whether it takes another piece to know.
    mutating func takes(_ piece: ByteBuffer) -> Bool {
        parser.append(piece)
        do {
            while let event = try parser.next() {
                switch event {
                case .partBegan(let headers):
                    guard let disposition = headers[.contentDisposition].flatMap({ HeaderParameters($0) }),
                        disposition["filename"] == nil
                    else { return false }
                    isInside = disposition["name"] == "_method" || disposition["name"] == "__method"
                case .bytes(let bytes): if isInside { text += String(buffer: bytes) }
                case .partEnded:
                    guard isInside else { continue }
                    value = text
                    return false
                case .ended: return false
                }
            }
            return true
        } catch {
            return false
        }
    }
}

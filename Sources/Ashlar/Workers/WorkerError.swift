import AshlarSupport
import Foundation

/// Why there are no workers.
struct WorkerError: DetailedError {
    let message: String
    var suggestion: String?

    var description: String { [message, suggestion].compactMap(\.self).joined(separator: "\n") }

    static func system(_ what: String, _ code: Int32) -> WorkerError {
        WorkerError(message: "Cannot \(what): \(String(cString: strerror(code)))")
    }
}

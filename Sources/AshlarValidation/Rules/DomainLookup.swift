import Dispatch
import Foundation

/// Asks the system whether a name resolves, on a thread of its own: the question may take seconds.
enum DomainLookup {
    private static let queue = DispatchQueue(label: "ashlar.domains", attributes: .concurrent)

    static func exists(_ host: String) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                var result: UnsafeMutablePointer<addrinfo>?
                let status = getaddrinfo(host, nil, nil, &result)
                if let result { freeaddrinfo(result) }
                continuation.resume(returning: status == 0)
            }
        }
    }
}

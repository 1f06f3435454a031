import AshlarHTTP
import HTTPTypes
import NIOCore

/// A file of a mount with its precompressed variants.
struct ServedFile: Sendable {
    /// As it is, then what is compressed, the better first.
    let identity: FileRepresentation
    let variants: [(coding: String, file: FileRepresentation)]

    /// What is in memory of it.
    var memoryBytes: Int {
        ([identity] + variants.map(\.file)).reduce(0) {
            if case .memory(let bytes) = $1.content { $0 + bytes.readableBytes } else { $0 }
        }
    }

    /// Whether all of it is in memory: then nothing of it is open.
    var isInMemory: Bool {
        ([identity] + variants.map(\.file)).allSatisfy { if case .memory = $0.content { true } else { false } }
    }

    /// The one that the client takes (RFC 9110 section 12.5.3).
    func representation(for request: Request) -> FileRepresentation {
        guard !variants.isEmpty, request.headers.contains(.acceptEncoding) else { return identity }
        let list = AcceptCodings(request.headers[values: .acceptEncoding].joined(separator: ","))
        var best = (weight: 0.0, file: identity)
        for (coding, file) in variants {
            let weight = list.weight(of: coding)
            if weight > best.weight { best = (weight, file) }
        }
        // Who weighs the identity more than what is compressed gets it.
        return list.identityWeight.map { $0 > best.weight } == true ? identity : best.file
    }
}

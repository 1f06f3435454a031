import Foundation

/// What Swift's runtime writes of a crash: `SWIFT_BACKTRACE=format=json`.
struct CrashReport: Sendable, Equatable {
    /// A place in a program that was on its way.
    struct Frame: Sendable, Equatable {
        /// Relative to the beginning of its program or library; that of the call, not of what comes after it.
        let address: UInt64
        /// The program or library.
        let image: String
    }

    /// From where it crashed outwards.
    let frames: [Frame]

    /// Reads a report.
    ///
    /// - Returns: nil if it is none, or not whole yet.
    init?(_ data: Data) {
        guard let written = try? JSONDecoder().decode(Written.self, from: data) else { return nil }
        let images = (written.images ?? []).compactMap { image -> (path: String, range: Range<UInt64>)? in
            guard let path = image.path, let begin = Self.number(image.baseAddress),
                let end = Self.number(image.endOfText), begin < end
            else { return nil }
            return (path, begin..<end)
        }
        let crashed = written.threads.first { $0.crashed == true }
        frames = (crashed?.frames ?? []).compactMap { frame in
            guard let address = Self.number(frame.address), address > 0 else { return nil }
            // A call has returned to the instruction after it, which may be of another line.
            let called = frame.kind == "returnAddress" ? address - 1 : address
            guard let image = images.first(where: { $0.range.contains(called) }) else { return nil }
            return Frame(address: called - image.range.lowerBound, image: image.path)
        }
    }

    private static func number(_ text: String?) -> UInt64? {
        text.flatMap { UInt64($0.hasPrefix("0x") ? $0.dropFirst(2) : $0[...], radix: 16) }
    }

    private struct Written: Decodable {
        struct Thread: Decodable {
            let crashed: Bool?
            let frames: [Frame]
        }

        struct Frame: Decodable {
            let kind: String
            let address: String?
        }

        struct Image: Decodable {
            let path: String?
            let baseAddress: String?
            let endOfText: String?
        }

        let threads: [Thread]
        let images: [Image]?
    }
}

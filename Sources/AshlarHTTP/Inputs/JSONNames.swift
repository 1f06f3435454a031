import AshlarSupport

/// The names that an object of JSON has had so far.
struct JSONNames {
    /// Where those stand that are written in ASCII without escapes: comparing each with each is fastest for the few that
    /// people write.
    private var plain: [Range<Int>] = []
    /// All of them, once there are many, or one is not plain.
    private var texts: Set<String> = []

    private static let few = 16

    /// Notes a name.
    ///
    /// - Parameters:
    ///   - place: where it stands, without its quotes.
    ///   - isPlain: whether it is ASCII without escapes.
    ///   - bytes: the whole text.
    /// - Returns: whether it is the first of this name.
    mutating func insert(_ place: Range<Int>, isPlain: Bool, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if isPlain, texts.isEmpty {
            for other in plain where other.count == place.count && bytes[other].elementsEqual(bytes[place]) {
                return false
            }
            plain.append(place)
            if plain.count > Self.few { texts = Set(plain.map { Self.text($0, in: bytes) }) }
            return true
        }
        if texts.isEmpty { texts = Set(plain.map { Self.text($0, in: bytes) }) }
        return texts.insert(Self.text(place, in: bytes)).inserted
    }

    /// The name, with its escapes read.
    static func text(_ place: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        let quoted = UnsafeRawBufferPointer(
            UnsafeBufferPointer(rebasing: bytes[place.lowerBound - 1..<place.upperBound + 1]))
        // What could not be read has been refused before.
        guard case .text(let text) = try? JSONReader.read(quoted) else { return "" }
        return text
    }
}

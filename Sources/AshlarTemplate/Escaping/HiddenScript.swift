/// What hides the end of a script: between `<!--` and `-->`, the one that belongs to a `<script>` there.
struct HiddenScript: Sendable, Equatable {
    /// Whether it is in `<!--`, and whether in a `<script>` in it.
    private var depth = 0
    /// The last eight bytes.
    private var tail: UInt64 = 0

    /// Whether `</script>` ends the script.
    var isEndSeen: Bool { depth < 2 }

    mutating func read(_ byte: UInt8) {
        tail = tail << 8 | UInt64(HTMLPosition.lowercased(byte))
        if depth == 0, tail & 0xFFFF_FFFF == Self.bytes("<!--") {
            depth = 1
        } else if depth > 0, tail & 0xFF_FFFF == Self.bytes("-->") {
            depth = 0
        } else if depth == 1, HTMLPosition.endsName(byte), tail >> 8 == Self.bytes("<script") {
            depth = 2
        }
    }

    /// A value was printed, which is no mark of these.
    mutating func readOutput() { tail = 0 }

    /// The `<script>` inside of `<!--` has ended.
    mutating func endInner() { depth = 1 }

    /// What hides the end after branches that end here and there; nil where it differs.
    func joined(with other: HiddenScript) -> HiddenScript? {
        guard depth == other.depth else { return nil }
        var result = self
        if tail != other.tail { result.tail = 0 }
        return result
    }

    private static func bytes(_ text: StaticString) -> UInt64 {
        text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}

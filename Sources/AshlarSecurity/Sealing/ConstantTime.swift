/// Comparing secrets without telling, by the time it takes, how much of them was right.
public enum ConstantTime {
    /// Whether two secrets are the same. Only their lengths show in the time.
    public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    /// Whether two secrets are the same text, byte by byte.
    public static func isEqual(_ left: String, _ right: String) -> Bool {
        isEqual(Array(left.utf8), Array(right.utf8))
    }
}

/// Comparing secrets without telling, by the time it takes, how much of them was right.
public enum ConstantTime {
    /// Whether two secrets are the same. Only their lengths show in the time.
    public static func isEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }

    /// Whether two secrets are the same text, byte by byte.
    public static func isEqual(_ left: String, _ right: String) -> Bool {
        isEqual(left.utf8, right.utf8)
    }
}

/// Where in a script a place is: how what is printed there has to be written.
///
/// Where it cannot be told whether a slash divides or begins a pattern, the script is read both ways.
struct ScriptPosition: Sendable, Equatable {
    /// What an output would stand in.
    enum Output: Sendable, Equatable { case code, string, pattern, comment, unclear }

    private var readings = [ScriptReading()]
    /// Whether there were too many readings to follow.
    private var isLost = false

    private static let most = 8

    mutating func read(_ byte: UInt8) {
        if readings.count == 1, !readings[0].isAtUnclearSlash { return readings[0].read(byte) }
        var next: [ScriptReading] = []
        for reading in readings {
            for var reading in reading.decided {
                reading.read(byte)
                if !next.contains(reading) { next.append(reading) }
            }
        }
        isLost = isLost || next.count > Self.most
        readings = Array(next.prefix(Self.most))
    }

    /// How all readings see an output here.
    var output: Output {
        guard !isLost else { return .unclear }
        let all = readings.flatMap(\.decided).map(\.output)
        return all.dropFirst().allSatisfy { $0 == all[0] } ? all[0] : .unclear
    }

    /// A value was printed here.
    mutating func readOutput() {
        var next: [ScriptReading] = []
        for var reading in readings.flatMap(\.decided) {
            reading.readOutput()
            if !next.contains(reading) { next.append(reading) }
        }
        readings = Array(next.prefix(Self.most))
    }

    /// The position after branches that end here and there; nil where they end in different places.
    func joined(with other: ScriptPosition) -> ScriptPosition? {
        if self == other { return self }
        var result = self
        result.isLost = isLost || other.isLost
        if readings.count == 1, other.readings.count == 1 {
            guard let reading = readings[0].joined(with: other.readings[0]) else { return nil }
            result.readings = [reading]
            return result
        }
        for reading in other.readings where !result.readings.contains(reading) { result.readings.append(reading) }
        result.isLost = result.isLost || result.readings.count > Self.most
        result.readings = Array(result.readings.prefix(Self.most))
        return result
    }
}

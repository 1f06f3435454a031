import Foundation

enum Measure {
    /// The least CPU seconds of so many rounds: what the work costs where nobody disturbs it.
    static func least(of rounds: Int, _ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let start = cpu()
            try body()
            best = min(best, cpu() - start)
        }
        return best
    }

    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Resident memory in bytes.
    static func memory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    /// A text without its whitespace between tags, to compare pages of different engines.
    static func packed(_ page: String) -> String { page.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

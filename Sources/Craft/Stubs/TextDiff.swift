import AshlarTerminal

/// The difference of two texts by lines, as `diff -u` shows it.
struct TextDiff: Sendable {
    private enum Line {
        case same(Substring)
        case removed(Substring)
        case added(Substring)
    }

    private let lines: [Line]

    /// Compares two texts.
    init(from old: String, to new: String) {
        let before = old.isEmpty ? [] : old.split(separator: "\n", omittingEmptySubsequences: false)
        let after = new.isEmpty ? [] : new.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = after.difference(from: before)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if left < before.count, removed.contains(left) {
                lines.append(.removed(before[left]))
                left += 1
            } else if right < after.count, added.contains(right) {
                lines.append(.added(after[right]))
                right += 1
            } else {
                if left < before.count { lines.append(.same(before[left])) }
                left += 1
                right += 1
            }
        }
        self.lines = lines
    }

    /// The changed lines with up to three around them; parts that are left out show as `@@`.
    func text(console: Console) -> [String] {
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        var shown: [String] = []
        var last: Int?
        for index in lines.indices where changed.contains(where: { abs($0 - index) <= 3 }) {
            if let last, last + 1 < index { shown.append(console.styled("@@", .dim)) }
            last = index
            switch lines[index] {
            case .same(let line): shown.append(" \(line)")
            case .removed(let line): shown.append(console.styled("-\(line)", .red))
            case .added(let line): shown.append(console.styled("+\(line)", .green))
            }
        }
        return shown
    }
}

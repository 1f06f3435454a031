/// Finds what somebody probably meant: "did you mean ...?".
public enum Suggestion {
    /// The candidate nearest to a misspelt word.
    ///
    /// - Parameters:
    ///   - word: what was written.
    ///   - candidates: what exists.
    /// - Returns: the candidate with the fewest edits, if there are few enough for it to be a slip: a third of its length,
    ///   at least one; else the only one that ends in a dot and the word.
    public static func closest(to word: String, in candidates: some Sequence<String>) -> String? {
        var best: (name: String, distance: Int)?
        // Of one letter every other would be near.
        let isLetter = word.count == 1
        for candidate in candidates.sorted() where candidate != word && !(isLetter && candidate.count == 1) {
            let limit = max(1, max(candidate.count, word.count) / 3)
            let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        if let best { return best.name }
        // Somebody may have left out what stands before it: `posts.index` of `api.posts.index`.
        let longer = candidates.filter { $0.hasSuffix("." + word) }
        return longer.count == 1 ? longer[0] : nil
    }

    /// ` Did you mean "posts"?`, or nothing: to be appended to a message.
    public static func sentence(for word: String, in candidates: some Sequence<String>) -> String {
        closest(to: word, in: candidates).map { " Did you mean \"\($0)\"?" } ?? ""
    }

    /// Damerau-Levenshtein distance (optimal string alignment): a swap of two neighbours is one edit.
    package static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var cost = min(current[column] + 1, last[column + 1] + 1, last[column] + (character == other ? 0 : 1))
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

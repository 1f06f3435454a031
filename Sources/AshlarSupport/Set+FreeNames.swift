extension Set<String> {
    /// Takes a name that nobody has yet: the one that is wanted, or it with the first number behind it that is free, from 2.
    ///
    /// ```swift
    /// var taken: Set = ["Post"]
    /// taken.take("Post")      // "Post2"
    /// ```
    package mutating func take(_ wanted: String) -> String {
        var candidate = wanted
        var number = 2
        while !insert(candidate).inserted {
            candidate = "\(wanted)\(number)"
            number += 1
        }
        return candidate
    }
}

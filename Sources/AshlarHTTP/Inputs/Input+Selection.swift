extension Input {
    /// Whether all of the paths were sent, be it empty.
    public func has(_ paths: String...) -> Bool { paths.allSatisfy { self[$0] != nil } }

    /// Whether any of the paths was sent.
    public func hasAny(_ paths: String...) -> Bool { paths.contains { self[$0] != nil } }

    /// Whether all of the paths were sent and are not blank.
    public func filled(_ paths: String...) -> Bool { paths.allSatisfy { self[$0]?.isFilled == true } }

    /// Whether none of the paths was sent.
    public func missing(_ paths: String...) -> Bool { paths.allSatisfy { self[$0] == nil } }

    /// These values of the first level and no others.
    public func only(_ names: String...) -> Input { Input(.object(all.filter { names.contains($0.key) })) }

    /// All values of the first level but these: a password is not flashed back into a form.
    public func except(_ names: String...) -> Input { Input(.object(all.filter { !names.contains($0.key) })) }

    /// The input with other values over its own, on the first level.
    public func merging(_ other: [String: InputValue]) -> Input {
        Input(.object(all.merging(other) { $1 }))
    }
}

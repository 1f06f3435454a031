/// What `craft doctor` found out about one thing that apps need.
struct Finding: Sendable, Equatable {
    /// What was looked at.
    let name: String
    /// What is there, or what is wrong.
    let text: String
    /// The command, or the step, that mends it; nil if all is well.
    let fix: String?
    /// Whether apps work without it.
    var isMinor = false

    static func good(_ name: String, _ text: String) -> Finding { Finding(name: name, text: text, fix: nil) }

    static func bad(_ name: String, _ text: String, fix: String, isMinor: Bool = false) -> Finding {
        Finding(name: name, text: text, fix: fix, isMinor: isMinor)
    }
}

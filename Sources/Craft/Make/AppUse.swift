/// A place of an app that uses what a file of it gives to others.
struct AppUse: Sendable, Equatable {
    /// The path of the file that gives it.
    let item: String
    /// The path of the file that uses it.
    let file: String
    let line: Int
    /// The line, without its indentation.
    let text: String

    /// `Sources/App/Seeder.swift:7`
    var place: String { "\(file):\(line)" }

    /// The first of several uses in lines for people.
    static func lines(_ uses: [AppUse]) -> [String] {
        var shown: [String] = []
        for use in uses {
            let line = "\(use.place): \(use.text)"
            if !shown.contains(line) { shown.append(line) }
        }
        let more = shown.count - limit
        return more > 0 ? shown.prefix(limit) + ["and \(more) more"] : shown
    }

    private static let limit = 12
}

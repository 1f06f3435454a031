/// A client, as files.
struct ClientCode {
    /// Where each file goes below the folder of the client, and what it says.
    var files: [(path: String, text: String)] = []

    /// What is written above everything that was generated.
    static let notice = "Written by craft client generate: changes are lost when it is written anew."
}

/// A language in which clients are written.
enum ClientLanguage: String, CaseIterable {
    case swift, typescript
}

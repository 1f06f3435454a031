import AshlarSupport

/// The place of a call.
struct CallSite: Sendable {
    let file: String
    let line: Int

    var sourceLocation: SourceLocation { SourceLocation(file: file, line: line) }
}

/// How long a value lives that the container makes.
enum Lifetime: Sendable {
    /// Made anew each time.
    case transient
    /// Made once for a scope: for a request.
    case scoped
    /// Made once.
    case singleton
}

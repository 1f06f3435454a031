/// Is told when models are written. What it throws cancels the write, and everything that was done for it.
///
/// ```swift
/// struct PostObserver: ModelObserver {
///     func creating(_ post: inout Post) async throws { post.slug = Slug(post.title) }
///     func deleted(_ post: Post) async throws { try await Cover.where { $0.postID == post.id }.delete() }
/// }
/// ```
///
/// A model names its observers in `static var observers`; those that need something from the container are added to
/// ``ModelSettings``. Statements for many rows at once (``Query/update(all:file:line:_:)``) tell nobody.
public protocol ModelObserver<Observed>: Sendable {
    /// The model.
    associatedtype Observed: Model

    /// Whether what happens after a write is told only when the transaction around it was committed, and not at all if it
    /// was rolled back; what then throws can no longer cancel it.
    var isAfterCommit: Bool { get }

    /// Models were read.
    func retrieved(_ models: [Observed]) async throws
    /// A model is about to be saved, be it new or not.
    func saving(_ model: inout Observed) async throws
    /// A new model is about to be inserted.
    func creating(_ model: inout Observed) async throws
    /// A changed model is about to be updated.
    func updating(_ model: inout Observed) async throws
    /// A new model was inserted.
    func created(_ model: Observed) async throws
    /// A changed model was updated; `model.previous` is what it was.
    func updated(_ model: Observed) async throws
    /// A model was saved, even if nothing had changed.
    func saved(_ model: Observed) async throws
    /// A model is about to be deleted, softly or for good.
    func deleting(_ model: Observed) async throws
    /// A model was deleted, softly or for good.
    func deleted(_ model: Observed) async throws
    /// A model that was deleted softly is about to be restored.
    func restoring(_ model: inout Observed) async throws
    /// A model that was deleted softly was restored.
    func restored(_ model: Observed) async throws
}

extension ModelObserver {
    /// At once, within the transaction.
    public var isAfterCommit: Bool { false }
    /// Does nothing.
    public func retrieved(_ models: [Observed]) async throws {}
    /// Does nothing.
    public func saving(_ model: inout Observed) async throws {}
    /// Does nothing.
    public func creating(_ model: inout Observed) async throws {}
    /// Does nothing.
    public func updating(_ model: inout Observed) async throws {}
    /// Does nothing.
    public func created(_ model: Observed) async throws {}
    /// Does nothing.
    public func updated(_ model: Observed) async throws {}
    /// Does nothing.
    public func saved(_ model: Observed) async throws {}
    /// Does nothing.
    public func deleting(_ model: Observed) async throws {}
    /// Does nothing.
    public func deleted(_ model: Observed) async throws {}
    /// Does nothing.
    public func restoring(_ model: inout Observed) async throws {}
    /// Does nothing.
    public func restored(_ model: Observed) async throws {}
}

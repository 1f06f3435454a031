/// A block of a view that an action shows alone.
public struct ViewFragment: Sendable, Hashable {
    /// The view: `posts.index`.
    public let view: String
    /// The block.
    public let block: String

    /// Names a block of a view.
    public init(_ view: String, block: String) {
        self.view = view
        self.block = block
    }
}

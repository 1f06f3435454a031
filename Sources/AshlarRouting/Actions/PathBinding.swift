/// By what a model of the path is found: for who adds a kind of argument that is looked up.
public struct PathBinding: Sendable {
    /// The model before it in the path, which it has to belong to.
    public struct Parent: Sendable {
        /// The model's type.
        public let type: Any.Type
        /// The place of its parameter among the path's.
        public let parameter: Int
        /// The column by which it is found itself; nil for its key.
        public let column: String?
    }

    /// The column that the path names: `slug` for `{post.slug}`; nil for the key.
    public let column: String?
    /// The model that it is scoped to; nil if it is not.
    public let parent: Parent?
}

/// A condition that every query for a model has, unless it says otherwise.
///
/// ```swift
/// @Model
/// struct Article {
///     var id: Int?
///     var isHidden: Bool = false
///
///     static let visible = GlobalScope<Article>("visible") { $0.isHidden == false }
///     static var globalScopes: [GlobalScope<Article>] { [visible] }
/// }
///
/// let all = try await Article.query().without(Article.visible).all()
/// ```
///
/// It holds for `find`, for counting, for statements that change many rows, and wherever the model is loaded or asked for by
/// a relation.
public struct GlobalScope<M: Model>: Sendable {
    /// What it is known by.
    public let name: String
    let condition: @Sendable (M.Fields) -> Condition

    /// A scope.
    ///
    /// - Parameters:
    ///   - name: what tells it from the model's other scopes.
    ///   - condition: the condition; it is asked for by each query, so that it may depend on the task.
    public init(_ name: String, _ condition: @escaping @Sendable (M.Fields) -> Condition) {
        self.name = name
        self.condition = condition
    }
}

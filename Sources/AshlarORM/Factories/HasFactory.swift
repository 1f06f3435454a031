/// A model that tests and seeders can make with data that looks real.
///
/// ```swift
/// extension Post: HasFactory {
///     static var factory: Factory<Post> {
///         Factory { fake in
///             Post(title: fake.title(), authorID: try await fake.key(of: User.factory))
///         }
///     }
/// }
/// ```
public protocol HasFactory: Model {
    /// What makes models of the type.
    static var factory: Factory<Self> { get }
}

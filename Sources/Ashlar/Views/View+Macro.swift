import AshlarRouting

/// Makes a struct a page: its stored properties are what its template can name, and at boot the template, its layouts and
/// what it includes are checked against them. An action returns it like a ``View``.
///
/// ```swift
/// @View
/// struct PostShow {          // views/posts/show.html
///     let post: Post
///     let related: [Post]
/// }
///
/// func show(post: Post) async throws -> PostShow {
///     PostShow(post: post, related: try await post.related.all())
/// }
/// ```
///
/// - Parameter name: the view's name; by default it comes from the struct's: `PostShow` is `posts.show`.
@attached(extension, conformances: TypedView, names: named(view), named(fields), named(values))
public macro View(_ name: String? = nil) = #externalMacro(module: "AshlarMacros", type: "ViewMacro")

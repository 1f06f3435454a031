import AshlarHTTP
public import AshlarORM
public import AshlarRouting

extension ActionInput {
    /// A model, by the key in the path: `/posts/{post}` for a parameter `post: Post`. 404 if there is no such row.
    public static func of<M: Model>(_ type: M.Type, _ name: String) -> Argument<M> {
        Argument(ArgumentDescriptor(name, type, kind: .bound)) { context, source in
            guard let text = try context.text(name, from: source) else { throw HTTPError(.notFound) }
            return try await M.find(keyText: text)
        }
    }
}

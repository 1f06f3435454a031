public import AshlarContainer

extension ActionInput {
    /// A parameter marked with `@Named`: one of several bindings of a type.
    public static func of<T: Sendable>(_ type: T.Type, _ name: String, named qualifier: Qualifier) -> Argument<T> {
        let dependency = Dependency(type, name, named: qualifier)
        return Argument(ArgumentDescriptor(name, type, kind: .container(dependency))) { context, _ in
            try context.resolver.resolve(type, named: qualifier)
        }
    }
}

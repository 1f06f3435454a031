import AshlarSupport

/// A step behind the making of a type: a decorator or a hook.
protocol AnyModifier: Sendable {
    var location: SourceLocation { get }
    func applied(to binding: any AnyBinding) -> any AnyBinding
}

struct Modifier<T: Sendable>: AnyModifier {
    enum Step: Sendable {
        /// Runs when a value has been made.
        case made(@Sendable (T, Resolver) throws -> T)
        /// Runs when a value is given out.
        case resolved(@Sendable (T, Resolver) throws -> Void)
    }

    let key: BindingKey
    let location: SourceLocation
    let step: Step

    /// The binding to put the step behind where there is none, for a type that makes itself.
    var implicit: (any AnyBinding)? {
        guard key.qualifier == nil, let type = T.self as? any Injectable.Type else { return nil }
        return Self.implicit(type)
    }

    private static func implicit<I: Injectable>(_ type: I.Type) -> any AnyBinding { Binding<I>.implicit(type) }

    func applied(to binding: any AnyBinding) -> any AnyBinding {
        guard let binding = binding as? Binding<T> else { return binding }
        switch step {
        case .made(let step):
            return Binding(binding.recipe.followed(by: step))
        case .resolved(let observer):
            var recipe = binding.recipe
            recipe.observers.append(observer)
            recipe.isPlain = false
            return Binding(recipe)
        }
    }
}

/// Lets the container make a struct, a final class or an actor from its stored properties, or from its initialiser if it
/// declares one.
///
/// ```swift
/// @Injectable
/// struct PostFeed {
///     let mailer: any Mailer      // bound by a provider
///     let counter: Counter        // an @Injectable itself: nothing to register
/// }
/// ```
@attached(extension, conformances: Injectable, names: named(dependencies), named(init))
public macro Injectable() = #externalMacro(module: "AshlarMacros", type: "InjectableMacro")

/// Lets the container make a struct, a final class or an actor from its stored properties, or from its initialiser if it
/// declares one.
///
/// ```swift
/// @Injectable
/// struct PostFeed {
///     let mailer: any Mailer                            // bound by a provider
///     let counter: Counter                              // an @Injectable itself: nothing to register
///     @Named("replica") let store: any Store            // one of several bindings of a type
///     let tracer: (any Tracer)?                         // nil where nothing is bound
///     let printer: Lazy<any Printer>                    // made when it is asked for
///     @Named("reports") let reports: [any Report]       // all that carry a tag
/// }
/// ```
@attached(extension, conformances: Injectable, names: named(dependencies), named(init))
public macro Injectable() = #externalMacro(module: "AshlarMacros", type: "InjectableMacro")

/// Says which of several bindings of a type a property of an `@Injectable` or `@Controller` type is given; or, for an array,
/// which list.
///
/// ```swift
/// @Named("replica") let store: any Store
/// ```
///
/// Parameters of initialisers and actions are marked the same way.
@attached(peer)
public macro Named(_ qualifier: Qualifier) = #externalMacro(module: "AshlarMacros", type: "NamedMacro")

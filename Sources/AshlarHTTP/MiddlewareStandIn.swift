/// A layer that stands for one of another type, which is made later: order and exclusion go by that type.
package protocol MiddlewareStandIn: Middleware {
    /// The type that it stands for.
    var standsFor: any Middleware.Type { get }
}

extension Middleware {
    /// The type that order and exclusion know this layer by.
    package var identity: any Middleware.Type { (self as? any MiddlewareStandIn)?.standsFor ?? type(of: self) }
}

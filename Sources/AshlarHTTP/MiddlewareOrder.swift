/// The order of layers: as they are listed, except where a type says that it lies over or under another.
public enum MiddlewareOrder {
    /// Brings layers into an order that keeps to what their types say, and checks how each was set up.
    ///
    /// The order is stable: a layer that nothing speaks of stays where it was listed. Groups are taken apart.
    ///
    /// ```swift
    /// let layers = try MiddlewareOrder.sorted([CSRFProtection(), SessionMiddleware(driver)])   // the session comes first
    /// ```
    ///
    /// - Parameter layers: the layers as they are listed, outermost first.
    /// - Throws: ``MiddlewareOrderError`` if what they say is a circle; what ``Middleware/check()`` of one throws.
    public static func sorted(_ layers: [any Middleware]) throws -> [any Middleware] {
        let (order, problems) = checked(layers)
        if let first = problems.first { throw first }
        return order
    }

    /// The same for who reports everything at once: the order as far as there is one, and all that is wrong.
    package static func checked(_ layers: [any Middleware]) -> (order: [any Middleware], problems: [any Error]) {
        let layers = layers.flattened
        var problems: [any Error] = []
        for layer in layers {
            do { try layer.check() } catch { problems.append(error) }
        }
        do { return (try arranged(layers), problems) } catch { return (layers, problems + [error]) }
    }

    private static func arranged(_ layers: [any Middleware]) throws(MiddlewareOrderError) -> [any Middleware] {
        let outside = Self.outside(of: layers.map(\.identity))
        var isPlaced = [Bool](repeating: false, count: layers.count)
        var order: [any Middleware] = []
        order.reserveCapacity(layers.count)
        while order.count < layers.count {
            guard
                let next = layers.indices.first(where: { index in
                    !isPlaced[index] && outside[index].allSatisfy { isPlaced[$0] }
                })
            else { throw MiddlewareOrderError(cycle: cycle(outside, isPlaced, layers)) }
            isPlaced[next] = true
            order.append(layers[next])
        }
        return order
    }

    /// For each layer, the positions of those that must lie outside of it.
    private static func outside(of types: [any Middleware.Type]) -> [[Int]] {
        var positions: [ObjectIdentifier: [Int]] = [:]
        for (index, type) in types.enumerated() { positions[ObjectIdentifier(type), default: []].append(index) }
        var outside = [[Int]](repeating: [], count: types.count)
        for (index, type) in types.enumerated() {
            for inner in type.over.flatMap({ positions[ObjectIdentifier($0)] ?? [] }) { outside[inner].append(index) }
            outside[index] += type.under.flatMap { positions[ObjectIdentifier($0)] ?? [] }
        }
        return outside
    }

    /// A circle among what could not be placed: from any of them, going outwards comes back to a place seen before.
    private static func cycle(_ outside: [[Int]], _ isPlaced: [Bool], _ layers: [any Middleware]) -> [String] {
        guard var here = isPlaced.firstIndex(of: false) else { return [] }
        var path: [Int] = []
        while !path.contains(here) {
            path.append(here)
            guard let further = outside[here].first(where: { !isPlaced[$0] }) else { return [] }
            here = further
        }
        // The path went from the inside outwards; it is told the other way round.
        let circle = path[(path.firstIndex(of: here) ?? 0)...].reversed()
        return ([here] + circle).map { "\(layers[$0].identity)" }
    }
}

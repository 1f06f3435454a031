extension Container {
    /// Adds a listener of an event.
    ///
    /// ```swift
    /// func register(_ container: Container) {
    ///     container.listen(RouteMatched.self, where: { $0.route.name == "home" }) { _ in counter.increment() }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - type: the event.
    ///   - order: listeners of a lower number hear first; of one number, those that were added first.
    ///   - condition: which events it hears of; all unless it is given.
    ///   - perform: does what is to be done.
    public func listen<E: Event>(
        _ type: E.Type, order: Int = 0, where condition: (@Sendable (E) -> Bool)? = nil,
        _ perform: @escaping @Sendable (E) async throws -> Void
    ) {
        events.listen(type, order: order, where: condition, perform)
    }

    /// Adds a listener that the container makes: once at boot, or for each event if it needs what belongs to a request. What
    /// it needs is proven at boot.
    ///
    /// - Parameters:
    ///   - listener: its type.
    ///   - order: listeners of a lower number hear first; of one number, those that were added first.
    ///   - condition: which events it hears of; all unless it is given.
    public func listen<L: Listener & Injectable>(
        _ listener: L.Type, order: Int = 0, where condition: (@Sendable (L.Subject) -> Bool)? = nil
    ) {
        let made = MadeListener<L>()
        events.add(made)
        events.listen(L.Subject.self, order: order, where: condition) { try await made.handle($0) }
    }
}

extension Session {
    /// A text by name; nil takes it away.
    public subscript(_ name: String) -> String? {
        get { get(name) }
        set {
            write { state in
                if let newValue { state.set(name, JSONText.quoted(newValue)) } else { state.remove(name) }
            }
        }
    }

    /// A value by name, flashed ones included; nil if there is none, or none of that type.
    public func get<Value: Codable & Sendable>(_ name: String, as type: Value.Type = Value.self) -> Value? {
        read { $0.value(name) }.flatMap { JSONText.decode($0, as: type) }
    }

    /// The value of a key; nil if there is none.
    public func get<Value>(_ key: SessionKey<Value>) -> Value? { get(key.name, as: Value.self) }

    /// Sets a value.
    ///
    /// - Throws: what the JSON coder says of a value that JSON cannot hold, such as an infinite number.
    public func set<Value: Codable & Sendable>(_ name: String, _ value: Value) throws {
        let text = try JSONText.encode(value)
        write { $0.set(name, text) }
    }

    /// Sets the value of a key.
    ///
    /// - Throws: what the JSON coder says.
    public func set<Value>(_ key: SessionKey<Value>, _ value: Value) throws { try set(key.name, value) }

    /// Whether there is a value, flashed ones included.
    public func has(_ name: String) -> Bool { read { $0.value(name) != nil } }

    /// Takes a value away.
    public func remove(_ name: String) { write { $0.remove(name) } }

    /// Takes the value of a key away.
    public func remove<Value>(_ key: SessionKey<Value>) { remove(key.name) }

    /// Takes a value out: gives it and removes it.
    public func pull<Value: Codable & Sendable>(_ name: String, as type: Value.Type = Value.self) -> Value? {
        defer { remove(name) }
        return get(name, as: type)
    }

    /// Adds to a number, which begins at 0, in one step.
    ///
    /// - Returns: the new number.
    @discardableResult
    public func increment(_ name: String, by amount: Int = 1) -> Int {
        var sum = 0
        write { state in
            sum = (state.value(name).flatMap { Int($0) } ?? 0) &+ amount
            state.set(name, "\(sum)")
        }
        return sum
    }

    /// Takes from a number, which begins at 0, in one step.
    ///
    /// - Returns: the new number.
    @discardableResult
    public func decrement(_ name: String, by amount: Int = 1) -> Int { increment(name, by: 0 &- amount) }

    /// The names of all values, without flashed ones and those of the framework.
    public var names: [String] { read { $0.values.keys.filter { !$0.hasPrefix("_") }.sorted() } }

    /// All values as JSON by name, as the development page shows them.
    public var json: [String: String] { read { state in state.values.filter { !$0.key.hasPrefix("_") } } }

    /// Takes all values away and keeps the id.
    public func removeAll() { write { $0.removeAll() } }
}

extension Session {
    /// Sets a value for the next request alone: a message after a redirect.
    ///
    /// - Throws: what the JSON coder says.
    public func flash<Value: Codable & Sendable>(_ name: String, _ value: Value) throws {
        let text = try JSONText.encode(value)
        write { $0.flash(name, text) }
    }

    /// Sets a value for this request alone, in the place of a flashed one: a message on a page that is shown at once.
    ///
    /// - Throws: what the JSON coder says.
    public func now<Value: Codable & Sendable>(_ name: String, _ value: Value) throws {
        let text = try JSONText.encode(value)
        write { $0.flashNow(name, text) }
    }

    /// Keeps all flashed values for one more request.
    public func reflash() { write { $0.keep(nil) } }

    /// Keeps some flashed values for one more request.
    public func keep(_ names: String...) { write { $0.keep(names) } }
}

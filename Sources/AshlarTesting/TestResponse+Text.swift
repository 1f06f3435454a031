import Ashlar
public import Testing

extension TestResponse {
    /// Expects the body to contain a text.
    @discardableResult
    public func assertSee(_ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse
    {
        if !text.contains(expected) {
            fail("Expected to see \"\(expected)\" in: \(text.prefix(1000))", sourceLocation, showsError: true)
        }
        return self
    }

    /// Expects the body to contain some texts, each behind the one before it.
    @discardableResult
    public func assertSeeInOrder(
        _ expected: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        var rest = text[...]
        for (index, part) in expected.enumerated() {
            guard let range = rest.firstRange(of: part) else {
                let place = index == 0 ? "" : " behind \"\(expected[index - 1])\""
                fail("Expected to see \"\(part)\"\(place) in: \(text.prefix(1000))", sourceLocation, showsError: true)
                return self
            }
            rest = rest[range.upperBound...]
        }
        return self
    }

    /// Expects the body not to contain a text.
    @discardableResult
    public func assertDontSee(_ unexpected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation)
        -> TestResponse
    {
        if text.contains(unexpected) { fail("Did not expect to see \"\(unexpected)\".", sourceLocation) }
        return self
    }

    /// Expects a view to have been rendered: `posts.index`. What it was given is in ``views``.
    @discardableResult
    public func assertView(_ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        let names = views.map(\.name)
        if !names.contains(name) {
            let others = names.isEmpty ? "none" : names.joined(separator: ", ")
            fail("Expected the view \(name), got \(others).", sourceLocation, showsError: true)
        }
        return self
    }

    /// Expects a view to have been given a value by its action: `assertViewHas("title", "Tea")`.
    @discardableResult
    public func assertViewHas<Value: Equatable & Sendable>(
        _ name: String, _ expected: Value, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        let given = views.compactMap { $0.values[name] }
        if !given.contains(where: { $0 as? Value == expected }) {
            let text = given.isEmpty ? "no such value" : given.map { "\($0)" }.joined(separator: ", ")
            fail("Expected a view with \(name) = \(expected), got \(text).", sourceLocation, showsError: true)
        }
        return self
    }

    /// Expects the route of a name to have answered.
    @discardableResult
    public func assertRoute(_ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        if routeName != name {
            fail("Expected the route \(name), got \(routeName ?? "none with a name").", sourceLocation)
        }
        return self
    }
}

import Ashlar
public import Testing

extension TestResponse {
    /// Expects JSON that has all of this: more members are no mistake, another list is.
    ///
    /// ```swift
    /// response.assertJSON(["title": "Tea", "writer": ["name": "Ada"]])
    /// ```
    @discardableResult
    public func assertJSON(
        _ expected: TestJSON, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { json in
            json.contains(expected) ? nil : "Expected \(expected) in \(json)"
        }
    }

    /// Expects exactly this JSON.
    @discardableResult
    public func assertExactJSON(
        _ expected: TestJSON, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { $0 == expected ? nil : "Expected \(expected), got \($0)" }
    }

    /// Expects a value at a path: `assertJSON(path: "data.0.title", "Tea")`.
    @discardableResult
    public func assertJSON(
        path: String, _ expected: TestJSON, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { json in
            let value = json[path: path]
            return value == expected
                ? nil : "Expected \(expected) at \(path), got \(value.map(\.description) ?? "nothing") in \(json)"
        }
    }

    /// Expects some value at a path, `null` included.
    @discardableResult
    public func assertJSON(
        path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { $0[path: path] == nil ? "Expected something at \(path) in \($0)" : nil }
    }

    /// Expects nothing at a path.
    @discardableResult
    public func assertJSONMissing(
        path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { json in json[path: path].map { "Expected nothing at \(path), got \($0)" } }
    }

    /// Expects how many elements a list has, or members an object; the whole answer if no path is given.
    @discardableResult
    public func assertJSON(
        count: Int, at path: String = "", sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { json in
            let place = path.isEmpty ? "" : " at \(path)"
            return switch json[path: path] {
            case .array(let elements)?:
                elements.count == count ? nil : "Expected \(count) elements\(place), got \(elements.count): \(json)"
            case .object(let members)?:
                members.count == count ? nil : "Expected \(count) members\(place), got \(members.count): \(json)"
            case let value: "Expected a list\(place), got \(value.map(\.description) ?? "nothing")"
            }
        }
    }

    /// Expects members by their names, whatever their values. A name of a list stands for each of its elements with `*`.
    ///
    /// ```swift
    /// response.assertJSON(structure: ["data.*.id", "data.*.writer.name", "meta"])
    /// ```
    @discardableResult
    public func assertJSON(
        structure paths: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        withJSON(sourceLocation) { json in
            for path in paths {
                if let missing = Self.missing(path.split(separator: ".").map(String.init), in: json, at: []) {
                    return "Expected \(missing) in \(json)"
                }
            }
            return nil
        }
    }

    private static func missing(_ path: [String], in json: TestJSON, at place: [String]) -> String? {
        guard let first = path.first else { return nil }
        let rest = Array(path.dropFirst())
        if first == "*" {
            guard case .array(let elements) = json else { return "a list at \(place.joined(separator: "."))" }
            for (index, element) in elements.enumerated() {
                if let missing = missing(rest, in: element, at: place + ["\(index)"]) { return missing }
            }
            return nil
        }
        guard let member = json[path: first] else { return (place + [first]).joined(separator: ".") }
        return missing(rest, in: member, at: place + [first])
    }

    private func withJSON(_ location: Testing.SourceLocation, _ check: (TestJSON) -> String?) -> TestResponse {
        do {
            // As it was sent: the app's policy for keys is about its own types.
            let json = try FoundationJSON().decode(TestJSON.self, from: body)
            if let message = check(json) { fail(message, location) }
        } catch {
            fail("Expected JSON, got \(status.code): \(text.prefix(400))", location, showsError: true)
        }
        return self
    }
}

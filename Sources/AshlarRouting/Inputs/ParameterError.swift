import AshlarSupport
import AshlarValidation

/// What is wrong with a single parameter of the query.
enum ParameterError {
    static func missing(_ name: String) -> InputErrors {
        InputErrors([
            FieldError(
                source: .query, path: [.name(name)], rule: "required",
                message: "The query parameter \"\(name)\" is required.")
        ])
    }

    static func invalidElement<T>(_ index: Int, of name: String, _ text: String, _ type: T.Type) -> FieldError {
        let shown = String(text.prefix(80))
        return FieldError(
            source: .query, path: [.name(name), .index(index)], rule: "type",
            message: "The query parameter \"\(name)\" has an element that is not a valid \(type): \"\(shown)\".",
            parameters: ["type": "\(type)"], value: SecretName.matches(name) ? nil : .text(shown))
    }

    static func invalid<T>(_ name: String, _ text: String, _ type: T.Type) -> InputErrors {
        let shown = String(text.prefix(80))
        return InputErrors([
            FieldError(
                source: .query, path: [.name(name)], rule: "type",
                message: "The query parameter \"\(name)\" is not a valid \(type): \"\(shown)\".",
                parameters: ["type": "\(type)"], value: SecretName.matches(name) ? nil : .text(shown))
        ])
    }
}

/// An attribute that a component was given.
struct ComponentAttribute {
    let name: String
    var value: TemplateValue
    /// What stands between its quotes; nil where that follows from its name and its value.
    var html: String?
}

/// An attribute of a component's tag, compiled.
struct AttributeExpression: Sendable {
    enum Piece: Sendable {
        case text(TemplateValue, html: String)
        case output(any Evaluable, PlacedWriter)
    }

    let name: String
    let value: any Evaluable
    /// The value in pieces, where each has to be written as its place in the attribute asks for.
    let pieces: [Piece]?
    let offset: Int

    func evaluate(_ frame: Frame) throws -> ComponentAttribute {
        guard let pieces else { return ComponentAttribute(name: name, value: try value.evaluate(frame)) }
        let values = try pieces.map { piece in
            switch piece {
            case .text(let text, _): text
            case .output(let expression, _): try expression.evaluate(frame)
            }
        }
        if values.count == 1 {
            // A name alone, or nothing.
            switch values[0] {
            case .bool, .none, .undefined: return ComponentAttribute(name: name, value: values[0])
            default: break
            }
        }
        do {
            let value =
                values.count == 1
                ? values[0]
                : try TemplateValue.joined(values, autoescape: frame.state.autoescape, limits: frame.state.limits)
            return ComponentAttribute(name: name, value: value, html: Self.html(of: pieces, values))
        } catch { throw frame.error(error, at: offset) }
    }

    /// Nil if a value cannot be written there: it may be a prop, which is never printed like this.
    private static func html(of pieces: [Piece], _ values: [TemplateValue]) -> String? {
        try? zip(pieces, values).reduce(into: "") { html, pair in
            switch pair.0 {
            case .text(_, let text): html += text
            case .output(_, let writer): html += String(decoding: try writer.text(of: pair.1), as: UTF8.self)
            }
        }
    }
}

/// What a component was called with.
final class ComponentCall {
    var attributes: [ComponentAttribute]

    init(_ attributes: [ComponentAttribute]) { self.attributes = attributes }

    /// Takes what is given for a prop: `max-length` is the prop `max_length`.
    func take(_ prop: String) -> TemplateValue? {
        guard let place = attributes.firstIndex(where: { Self.prop(of: $0.name) == prop }) else { return nil }
        return attributes.remove(at: place).value
    }

    static func prop(of attribute: String) -> String { String(attribute.map { $0 == "-" ? "_" : $0 }) }
}

/// `<x-alert kind="error">...</x-alert>`
struct ComponentStatement: Executable {
    struct Slot: Sendable {
        let name: String?
        let body: Body
        let scope: [Int]
    }

    let name: String
    let template: String
    let attributes: [AttributeExpression]
    let spreads: [any Evaluable]
    let slots: [Slot]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let state = frame.state
        var given: [ComponentAttribute] = []
        for attribute in attributes { given.append(try attribute.evaluate(frame)) }
        for spread in spreads {
            for pair in try pairs(of: try spread.evaluate(frame), frame)
            where !given.contains(where: { $0.name == pair.name }) { given.append(pair) }
        }
        var locals: [String: TemplateValue] = [:]
        var named: [(TemplateValue, TemplateValue)] = []
        for slot in slots {
            frame.empty(slot.scope)
            let content = try state.capture { _ = try slot.body.execute(frame) }
            if let name = slot.name { named.append((.string(name), content)) } else { locals["slot"] = content }
        }
        locals["slots"] = .dictionary(TemplateDictionary(named, isFixed: true, holdsSlots: true))
        locals["attributes"] = .object(ComponentAttributes(given))
        do {
            let component = try state.template(named: template)
            let context = Context(
                state: state, templateName: component.origin.name, given: state.scope.composed[template] ?? [:],
                locals: locals)
            context.component = ComponentCall(given)
            try state.enter(component) { try state.render(component, in: context) }
        } catch let fault as PropFault {
            // What is wrong is what the caller wrote.
            let place = attributes.first { ComponentCall.prop(of: $0.name) == fault.prop }?.offset
            throw frame.error(fault.failure, at: place ?? offset)
        } catch let error as TemplateError {
            throw error.reached(by: "uses \(template)", at: offset, in: frame.template)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }

    private func pairs(of value: TemplateValue, _ frame: Frame) throws -> [ComponentAttribute] {
        switch value {
        case .dictionary(let dictionary):
            return try zip(dictionary.keys, dictionary.values).map {
                ComponentAttribute(name: try $0.text(), value: $1)
            }
        case .object(let object):
            if let attributes = object as? ComponentAttributes { return attributes.pairs }
        default: break
        }
        throw frame.error(Failure("attributes are spread from a dictionary, not from \(value.typeName)"), at: offset)
    }
}

/// What a component was given, or not given, and cannot do with: told where it was called.
struct PropFault: Error, CustomStringConvertible {
    let prop: String
    let failure: Failure

    var description: String { failure.message }
}

/// `{% props %}`
struct PropsStatement: Executable {
    struct Prop: Sendable {
        let name: String
        let type: PropType
        let fallback: (any Evaluable)?
        let target: Target
        let offset: Int
    }

    let props: [Prop]

    func execute(_ frame: Frame) throws -> Flow {
        let component = frame.context.component
        for prop in props {
            let given = component == nil ? frame.context.value(of: prop.name) : component?.take(prop.name)
            do {
                guard let value = try given ?? prop.fallback?.evaluate(frame) else {
                    throw Failure(
                        "the prop \"\(prop.name)\" is not given",
                        suggestion: "Give it \(prop.type.described), or a default in {% props %}.")
                }
                let isDefault = given == nil
                if !isDefault, !prop.type.accepts(value) {
                    throw Failure(
                        "the prop \"\(prop.name)\" is \(value.quoted), not \(prop.type.described)",
                        suggestion: prop.type.suggestion(for: value, of: prop.name, isText: false))
                }
                try prop.target.assign(value, frame)
            } catch let failure as Failure where component != nil && failure.undefined == nil {
                throw PropFault(prop: prop.name, failure: failure)
            } catch { throw frame.error(error, at: prop.offset) }
        }
        if let component {
            frame.context.export("attributes", .object(ComponentAttributes(component.attributes)))
        }
        return .next
    }
}

/// Filters that keep the elements that pass a test, or those that do not.
enum SelectionFilters {
    static let all: [String: TemplateFilter] = [
        "select": filter(keeps: true, byAttribute: false), "reject": filter(keeps: false, byAttribute: false),
        "selectattr": filter(keeps: true, byAttribute: true), "rejectattr": filter(keeps: false, byAttribute: true),
    ]

    private static func filter(keeps: Bool, byAttribute: Bool) -> TemplateFilter {
        TemplateFilter { value, arguments in
            guard try value.truth() else { return .newList([]) }
            var rest = arguments
            var path: AttributePath?
            if byAttribute {
                path = try AttributePath(try arguments.required(0, "attribute"), arguments)
                rest.positional.removeFirst()
            }
            var test: TemplateTest?
            if let name = rest.positional.first {
                guard let found = arguments.state?.engine.tests[try name.text()] else {
                    throw Failure("there is no test \(name.quoted)")
                }
                test = found
                rest.positional.removeFirst()
            }
            return .newList(
                try value.requiredElements().values().filter { item in
                    let tested = try path?.value(of: item) ?? item
                    guard let test else { return try tested.truth() == keeps }
                    if case .undefined(let undefined) = tested, !test.acceptsUndefined { try undefined.use() }
                    return try test.body(tested, rest) == keeps
                })
        }
    }
}

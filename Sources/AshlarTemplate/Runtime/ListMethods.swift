/// The methods of lists: `items.append(1)`.
enum ListMethods {
    /// Those that change nothing, of tuples and ranges too.
    static let asking: [String: Methods.Body] = [
        "index": { value, arguments in
            let element = try arguments.required(0, "value")
            guard let place = try place(of: element, in: value.requiredElements(), arguments) else {
                throw Failure("\(element.quoted) is not in the list")
            }
            return .int(place)
        },
        "count": { value, arguments in
            let element = try arguments.required(0, "value")
            let values = try value.requiredElements().values()
            try arguments.state?.countVisits(values.count)
            return .int(try values.filter { try $0.equals(element) }.count)
        },
    ]

    static let changing: [String: Methods.Body] = [
        "copy": { value, _ in .newList(try value.requiredElements().values()) },
        "append": { value, arguments in
            let element = try arguments.required(0, "value")
            return try change(value, arguments, adding: [element]) { list in
                list.append(element)
                return .none
            }
        },
        "extend": { value, arguments in
            let elements = try arguments.required(0, "iterable").requiredElements().values()
            return try change(value, arguments, adding: elements) { list in
                list += elements
                return .none
            }
        },
        "insert": { value, arguments in
            guard let index = try arguments.integer(0, "index") else { throw Failure("the index must be an integer") }
            let element = try arguments.required(1, "value")
            return try change(value, arguments, adding: [element], moves: true) { list in
                let place = index < 0 ? max(0, list.count + max(index, -list.count)) : min(index, list.count)
                list.insert(element, at: place)
                return .none
            }
        },
        "pop": { value, arguments in
            let index = try arguments.integer(0, "index") ?? -1
            return try change(value, arguments, moves: index != -1) { list in
                if list.isEmpty { throw Failure("the list is empty") }
                guard -list.count <= index, index < list.count else { throw Failure("there is no element \(index)") }
                return list.remove(at: index < 0 ? list.count + index : index)
            }
        },
        "remove": { value, arguments in
            let element = try arguments.required(0, "value")
            guard let place = try place(of: element, in: value.requiredElements(), TemplateArguments()) else {
                throw Failure("\(element.quoted) is not in the list")
            }
            return try change(value, arguments, moves: true) { list in
                if place < list.count { list.remove(at: place) }
                return .none
            }
        },
        "sort": { value, arguments in
            try arguments.accept("reverse")
            let reverse = try arguments.flag(0, "reverse")
            let sorted = try SequenceFilters.sorted(try value.requiredElements().values(), reverse: reverse) { $0 }
            return try change(value, arguments, moves: true) { list in
                list = sorted
                return .none
            }
        },
        "reverse": { value, arguments in
            try change(value, arguments, moves: true) { list in
                list.reverse()
                return .none
            }
        },
        "clear": { value, arguments in
            try change(value, arguments) { list in
                list = []
                return .none
            }
        },
    ]

    private static func place(
        of element: TemplateValue, in sequence: any TemplateSequence, _ arguments: TemplateArguments
    ) throws -> Int? {
        let values = try sequence.values()
        try arguments.state?.countVisits(values.count)
        let bounds = TextSearch.bounds(
            try arguments.integer(1, "start"), try arguments.integer(2, "stop"), count: values.count)
        return try bounds.first { try values[$0].equals(element) }
    }

    private static func change(
        _ value: TemplateValue, _ arguments: TemplateArguments, adding added: [TemplateValue] = [], moves: Bool = false,
        _ change: (inout [TemplateValue]) throws -> TemplateValue
    ) throws -> TemplateValue {
        guard case .array(let sequence) = value, let list = sequence as? TemplateArray else {
            throw Failure(
                "a list that was given to the template does not change",
                suggestion: "Make one of its own: {% set items = items|list %}.")
        }
        try arguments.limits.check(count: list.count + added.count)
        try arguments.state?.countVisits(added.count + (moves ? list.count : 0))
        return try list.change(adding: added, in: arguments.state, change)
    }
}

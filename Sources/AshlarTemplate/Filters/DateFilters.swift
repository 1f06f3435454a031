/// Filters for points in time.
enum DateFilters {
    static let all: [String: TemplateFilter] = [
        "date": TemplateFilter { value, arguments in
            try arguments.accept("format")
            if value.isNone { return "" }
            guard case .object(let object) = value, let date = object as? DateObject else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("it needs a date, not \(value.typeName)")
            }
            guard let format = arguments.value(0, "format") else { return .string(date.text) }
            return .string(try DateParts(date.value).formatted(try DateFormatText.checked(format)))
        }
    ]
}

extension TemplateValue {
    /// `value.name`, apart from methods: nil where there is no such member.
    func member(_ name: String) throws -> TemplateValue? {
        switch self {
        case .object(let object): return try object.member(named: name)
        case .dictionary(let dictionary): return dictionary[name]
        case .array(let sequence):
            guard let group = sequence as? GroupTuple else { return nil }
            return group.member(named: name)
        default: return nil
        }
    }

    /// `value[key]`: nil where there is no such element.
    func element(_ key: TemplateValue) throws -> TemplateValue? {
        switch self {
        case .dictionary(let dictionary): return dictionary[key]
        case .array(let sequence):
            guard let index = key.integer else { return try key.plainText.flatMap { try member($0) } }
            if sequence is DictionaryView { return nil }
            let place = index < 0 ? sequence.count + index : index
            return place >= 0 && place < sequence.count ? try sequence.element(at: place) : nil
        case .string, .markup:
            guard let index = key.integer else { return nil }
            let scalars = (plainText ?? "").unicodeScalars
            let place = index < 0 ? scalars.count + index : index
            guard place >= 0,
                let start = scalars.index(scalars.startIndex, offsetBy: place, limitedBy: scalars.endIndex),
                start < scalars.endIndex
            else { return nil }
            let character = String(scalars[start])
            return isMarkup ? .markup(Markup(character)) : .string(character)
        case .object(let object):
            if let name = key.plainText { return try object.member(named: name) }
            guard let index = key.integer, let sequence = try object.elements() else { return nil }
            let place = index < 0 ? sequence.count + index : index
            return place >= 0 && place < sequence.count ? try sequence.element(at: place) : nil
        default: return nil
        }
    }

    /// `value[start:stop:step]`.
    func slice(_ start: Int?, _ stop: Int?, _ step: Int?) throws -> TemplateValue {
        let step = step ?? 1
        if step == 0 { throw Failure("the step of a slice cannot be 0") }
        switch self {
        case .undefined(let undefined): throw undefined.failure
        case .string(let text): return .string(Self.slice(text, start, stop, step))
        case .markup(let markup): return .markup(Markup(Self.slice(markup.html, start, stop, step)))
        case .array(let sequence):
            let indices = Self.indices(of: sequence.count, start, stop, step)
            if let range = sequence as? TemplateRange, let first = indices.first {
                return .array(range.slice(from: first, count: indices.count, step: step))
            }
            return .array(
                TemplateArray(try indices.map { try sequence.element(at: $0) }, isTuple: sequence.isTuple))
        default:
            guard case .object(let object) = self, let sequence = try object.elements() else {
                throw Failure("\(typeName) cannot be sliced")
            }
            return try TemplateValue.array(sequence).slice(start, stop, step)
        }
    }

    private static func slice(_ text: String, _ start: Int?, _ stop: Int?, _ step: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for index in indices(of: scalars.count, start, stop, step) { result.append(scalars[index]) }
        return String(result)
    }

    /// The indices of a slice, as Python clamps them; all of them are less than the count.
    private static func indices(of count: Int, _ start: Int?, _ stop: Int?, _ step: Int) -> [Int] {
        func clamp(_ index: Int, _ low: Int, _ high: Int) -> Int {
            let place = index < 0 ? index + count : index
            return min(max(place, low), high)
        }
        // A step beyond the end is as good as one just beyond it, and cannot overflow.
        let step = max(min(step, count + 1), -count - 1)
        if step > 0 {
            let first = start.map { clamp($0, 0, count) } ?? 0
            let end = stop.map { clamp($0, 0, count) } ?? count
            return first < end ? Array(Swift.stride(from: first, to: end, by: step)) : []
        }
        let first = start.map { clamp($0, -1, count - 1) } ?? count - 1
        let end = stop.map { clamp($0, -1, count - 1) } ?? -1
        return first > end ? Array(Swift.stride(from: first, to: end, by: step)) : []
    }
}

/// `{% push %}` and `{% prepend %}`
struct PushStatement: Executable {
    let name: any Evaluable
    let isFirst: Bool
    let once: (any Evaluable)?
    let body: Body
    let scope: [Int]
    /// Whether it prints values, which are escaped for text.
    let hasOutputs: Bool
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let state = frame.state
        do {
            let name = try RenderStacks.name(of: name.evaluate(frame), after: isFirst ? "prepend" : "push")
            if state.cacheDepth > 0 {
                throw Failure("nothing can be pushed from inside of \"cache\"", suggestion: "Push it outside.")
            }
            if state.stacks.sent.contains(name) {
                throw Failure(
                    "the stack \"\(name)\" has been sent already",
                    suggestion: "Put {% stack '\(name)' %} behind {% flush %}.")
            }
            if hasOutputs { try state.stacks.noteValues(in: name) }
            if let once, !state.stacks.once.insert("\(name)\u{0}\(try once.evaluate(frame).text())").inserted {
                return .next
            }
            frame.empty(scope)
            let text = try state.captureText { _ = try body.execute(frame) }
            state.stacks.push(text, to: name, isFirst: isFirst)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% stack %}`
struct StackStatement: Executable {
    let name: any Evaluable
    /// Whether escaping for text does where it stands.
    let isPlain: Bool
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        do {
            let name = try RenderStacks.name(of: name.evaluate(frame), after: "stack")
            if frame.state.cacheDepth > 0 { throw Failure("a stack cannot stand inside of \"cache\"") }
            if !isPlain { try frame.state.stacks.notePlace(of: name) }
            try frame.state.write(frame.state.stacks.mark(for: name))
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// What was pushed, and where it goes: a stack may stand before what is pushed to it, so its place is marked in the output
/// and filled when the page is done.
struct RenderStacks {
    private var contents: [String: [String]] = [:]
    private var marked: [String] = []
    /// What no value that is printed can hold by chance or by intent.
    private var seal: [UInt8] = []
    var once: Set<String> = []
    /// Stacks that stand in a tag, a script or a style.
    private var placed: Set<String> = []
    /// Stacks that were pushed values to.
    private var valued: Set<String> = []
    private(set) var sent: Set<String> = []

    mutating func push(_ text: String, to name: String, isFirst: Bool) {
        if isFirst { contents[name, default: []].insert(text, at: 0) } else { contents[name, default: []].append(text) }
    }

    mutating func noteValues(in name: String) throws {
        valued.insert(name)
        try check(name)
    }

    mutating func notePlace(of name: String) throws {
        placed.insert(name)
        try check(name)
    }

    private func check(_ name: String) throws {
        guard placed.contains(name), valued.contains(name) else { return }
        throw Self.misplaced(name)
    }

    /// The name of a stack, which most write out.
    static func name(of value: TemplateValue, after tag: String) throws -> String {
        guard case .undefined(let undefined) = value, let name = undefined.name.plainText, undefined.isVariable(name)
        else { return try value.text() }
        throw Failure(
            .undefined, undefined.message, suggestion: quoting(name, after: tag), undefined: undefined)
    }

    /// What to do about a name that is taken for a variable.
    static func quoting(_ name: String, after tag: String) -> String {
        "A name that is written out stands in quotes: {% \(tag) '\(name)' %}."
    }

    static func misplaced(_ name: String) -> Failure {
        Failure(
            "values are pushed to the stack \"\(name)\", which stands in a tag, a script or a style",
            suggestion: "Put the stack in text, and push the whole element.")
    }

    mutating func mark(for name: String) -> [UInt8] {
        if seal.isEmpty {
            seal = Array("\u{0}stack:\(UInt64.random(in: .min ... .max)):\(UInt64.random(in: .min ... .max)):".utf8)
        }
        marked.append(name)
        return seal + Array("\(marked.count - 1)\u{0}".utf8)
    }

    /// The output with every mark replaced by what was pushed.
    ///
    /// - Parameter isFinal: whether the output goes away now, so that nothing more can be pushed to its stacks.
    mutating func filled(_ output: [UInt8], isFinal: Bool = true) -> [UInt8] {
        seal.isEmpty ? output : filled(output[...], depth: 0, isFinal: isFinal)
    }

    private mutating func filled(_ output: ArraySlice<UInt8>, depth: Int, isFinal: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(output.count)
        var rest = output
        while let place = rest.firstIndex(of: 0) {
            guard rest[place...].starts(with: seal),
                let end = rest[(place + seal.count)...].firstIndex(of: 0),
                let number = Int(String(decoding: rest[(place + seal.count)..<end], as: UTF8.self)),
                marked.indices.contains(number)
            else {
                result += rest[...place]
                rest = rest[(place + 1)...]
                continue
            }
            result += rest[..<place]
            let name = marked[number]
            if isFinal { sent.insert(name) }
            // A stack may be pushed to another one, but not in a circle.
            if depth < 8 {
                for text in contents[name] ?? [] {
                    result += filled(Array(text.utf8)[...], depth: depth + 1, isFinal: isFinal)
                }
            }
            rest = rest[(end + 1)...]
        }
        return result + rest
    }
}

import AshlarHTTP
import AshlarSupport
import AshlarTemplate

/// `pagination(posts)`: links to the pages of a list. It prints itself; its members are for markup of one's own.
///
/// It takes what `paginate` answers, or anything with the members `page` and `lastPage` (numbers), `hasPrevious` and
/// `hasNext` (so no numbers are shown), or `previous` and `next` (cursors). The links keep the request's query.
final class PageLinks: TemplateObject {
    /// A number with its address, or a gap between numbers.
    struct Entry {
        let number: Int?
        let address: String
        let isCurrent: Bool
    }

    let previous: String?
    let next: String?
    let entries: [Entry]
    let texts: (previous: String, next: String, label: String)

    init(previous: String?, next: String?, entries: [Entry], texts: (previous: String, next: String, label: String)) {
        self.previous = previous
        self.next = next
        self.entries = entries
        self.texts = texts
    }

    let memberNames = ["previous", "next", "pages"]
    let typeName = "pagination"
    var isTrue: Bool { previous != nil || next != nil }

    func member(named name: String) throws -> TemplateValue? {
        switch name {
        case "previous": return previous.map { .string($0) } ?? TemplateValue.none
        case "next": return next.map { .string($0) } ?? TemplateValue.none
        case "pages":
            return .list(
                entries.map { entry in
                    [
                        "number": entry.number.map { .int($0) } ?? .none, "url": .string(entry.address),
                        "current": .bool(entry.isCurrent),
                    ]
                })
        default: return nil
        }
    }

    var text: String { markup?.html ?? "" }

    /// A `nav` with links; nothing where there is one page only.
    var markup: Markup? {
        guard isTrue else { return Markup("") }
        var html = "<nav class=\"pagination\" aria-label=\"\(escaped(texts.label))\">"
        html += link(previous, texts.previous, rel: "prev")
        for entry in entries {
            switch entry.number {
            case let number? where entry.isCurrent: html += "<span aria-current=\"page\">\(number)</span>"
            case let number?: html += "<a href=\"\(escaped(entry.address))\">\(number)</a>"
            case nil: html += "<span aria-hidden=\"true\">&hellip;</span>"
            }
        }
        html += link(next, texts.next, rel: "next")
        return Markup(html + "</nav>")
    }

    private func link(_ address: String?, _ text: String, rel: String) -> String {
        address.map { "<a href=\"\(escaped($0))\" rel=\"\(rel)\">\(escaped(text))</a>" } ?? ""
    }

    private func escaped(_ text: String) -> String { Markup.escaping(text).html }
}

extension PageLinks {
    /// `pagination(posts, name='page', window=2, previous='Previous', next='Next', label='Pages')`
    static func function(_ request: Request) -> TemplateFunction {
        TemplateFunction("pagination") { arguments in .object(try make(arguments, request)) }
    }

    private static func make(_ arguments: TemplateArguments, _ request: Request) throws -> PageLinks {
        let list = try arguments.required(0, "page")
        guard let page = list.rawValue as? any MemberReadable else {
            throw NoPage(description: "pagination needs a page, not \(list.typeName)")
        }
        let members = Set(type(of: page).memberNames)
        func value(_ name: String) throws -> TemplateValue { TemplateValue(try page.member(named: name)) }
        let texts = (
            previous: try arguments.value(2, "previous")?.text() ?? "Previous",
            next: try arguments.value(3, "next")?.text() ?? "Next",
            label: try arguments.value(4, "label")?.text() ?? "Pages"
        )
        guard members.contains("page"), case .int(let number) = try value("page") else {
            guard members.isSuperset(of: ["previous", "next"]) else {
                throw NoPage(description: "\(list.typeName) is no page: it has neither \"page\" nor \"next\"")
            }
            let addresses = PageAddresses(request, name: try arguments.value(5, "name")?.text() ?? "cursor")
            func cursor(_ name: String) throws -> String? {
                let text = try value(name).text()
                return text.isEmpty || text == "None" ? nil : addresses.address(text)
            }
            return PageLinks(previous: try cursor("previous"), next: try cursor("next"), entries: [], texts: texts)
        }
        let addresses = PageAddresses(request, name: try arguments.value(5, "name")?.text() ?? "page")
        func address(_ number: Int) -> String { addresses.address(of: number) }
        var last: Int?
        if members.contains("lastPage"), case .int(let number) = try value("lastPage") { last = number }
        func has(_ name: String) throws -> Bool {
            if case .bool(let flag) = try value(name) { flag } else { false }
        }
        let hasNext = try last.map { number < $0 } ?? has("hasNext")
        let window = max(0, min(try arguments.integer(1, "window") ?? 2, 100))
        return PageLinks(
            previous: number > 1 ? address(number - 1) : nil, next: hasNext ? address(number + 1) : nil,
            entries: last.map { numbers(around: number, of: $0, window: window) }.map { numbers in
                numbers.map { Entry(number: $0, address: $0.map(address) ?? "", isCurrent: $0 == number) }
            } ?? [], texts: texts)
    }

    /// The first, the last, and those around the current page; nil for a gap of more than one.
    private static func numbers(around number: Int, of last: Int, window: Int) -> [Int?] {
        var numbers: [Int?] = []
        var before = 0
        let near = max(1, number - window)...max(1, min(last, number + window))
        for number in [1] + Array(near) + [last] where number > before && number <= last {
            if number == before + 2 { numbers.append(before + 1) } else if number > before + 2 { numbers.append(nil) }
            numbers.append(number)
            before = number
        }
        return numbers
    }
}

/// `pagination` was called with something else than a page.
struct NoPage: DetailedError {
    let description: String
    var suggestion: String? { "Give it what paginate() answers: {{ pagination(posts) }}." }
}

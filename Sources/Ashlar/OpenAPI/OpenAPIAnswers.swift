import AshlarRouting
import AshlarSupport
import HTTPTypes

/// The answers of an operation.
struct OpenAPIAnswers {
    private let entry: RouteTable.Entry
    private let components: SchemaComponents
    private let problems: OpenAPIProblems

    init(_ entry: RouteTable.Entry, _ components: SchemaComponents, _ problems: OpenAPIProblems) {
        self.entry = entry
        self.components = components
        self.problems = problems
    }

    /// As the document has them: those of the action, those that the framework gives before it is asked, and what is said of the
    /// route, which takes the place of what the action says.
    func value(hasBody: Bool, takesValues: Bool) -> SentValue {
        var answers: [(status: Int, answer: OpenAPIAnswer)] = []
        func change(_ status: Int, _ change: (inout OpenAPIAnswer) -> Void) {
            if let index = answers.firstIndex(where: { $0.status == status }) { return change(&answers[index].answer) }
            var answer = OpenAPIAnswer()
            change(&answer)
            answers.append((status, answer))
        }
        let told = entry.action.answer
        let said = entry.documentation.answers
        for told in told?.all ?? [] where !said.contains(where: { $0.status.code == told.status && $0.type != nil }) {
            change(told.status) { $0.add(told, in: components) }
        }
        if told == nil, !said.contains(where: { $0.status.kind == .successful }) {
            change(200) { $0.add(AnswerDescription(bodies: []), in: components) }
        }
        for answer in said { change(answer.status.code) { $0.add(answer, in: components) } }
        let isFound = entry.action.arguments.contains { if case .bound = $0.kind { true } else { false } }
        if isFound || told?.isOptional == true || entry.path.contains("{") {
            change(404) { $0.add(problem: "NotFound") }
        }
        if hasBody {
            change(400) { $0.add(problem: "Malformed") }
            change(415) { $0.add(problem: "Unsupported") }
        }
        if takesValues { change(422) { $0.add(problem: "Invalid") } }
        var members = answers.map { SentValue.Member(String($0.status), $0.answer.value(status: $0.status, problems)) }
        members.append(.init("default", OpenAPIProblems.reference("Problem")))
        return .members(members)
    }
}

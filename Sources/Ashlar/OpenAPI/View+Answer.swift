public import AshlarRouting

extension View: DescribedAnswer {
    /// A page.
    public static var answer: AnswerDescription {
        var answer = AnswerDescription(bodies: [("text/html", nil)])
        answer.isPage = true
        return answer
    }
}

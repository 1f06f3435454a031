extension TemplateError {
    /// The error as those see it who use the template, block or macro that has it.
    ///
    /// - Parameters:
    ///   - step: what leads there: `includes parts/row.html`.
    ///   - offset: where it stands.
    ///   - template: the template that it stands in.
    func reached(by step: String, at offset: Int, in template: CompiledTemplate) -> TemplateError {
        var error = self
        let origin = template.origin
        error.way.insert("\(origin.name):\(origin.place(ofOffset: offset).line) \(step)", at: 0)
        return error
    }
}

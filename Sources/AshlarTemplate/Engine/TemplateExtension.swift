/// Parts of the language that Jinja has as extensions.
public enum TemplateExtension: Sendable, Hashable {
    /// `{% do expression %}`: evaluates without printing.
    case `do`
    /// `{% break %}` and `{% continue %}`.
    case loopControls
    /// `{% debug %}`: prints the names of the variables, filters and tests.
    case debug
}

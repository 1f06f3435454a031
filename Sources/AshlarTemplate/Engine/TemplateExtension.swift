/// Parts of the language that Jinja has as extensions, and some that it does not have.
public enum TemplateExtension: Sendable, Hashable {
    /// `{% do expression %}`: evaluates without printing.
    case `do`
    /// `{% break %}` and `{% continue %}`.
    case loopControls
    /// `{% debug %}`: prints the names of the variables, filters and tests.
    case debug
    /// `{% trans %}`, `{% pluralize %}` and the functions of gettext.
    case i18n
    /// `<x-alert kind="error">...</x-alert>` and `{% props %}`.
    case components
    /// `{% push %}`, `{% prepend %}` and `{% stack %}`.
    case stacks
    /// `{% cache %}`: keeps what a part of a page was rendered to.
    case caching
    /// `{% flush %}`: sends what is rendered so far.
    case streaming

    /// What Ashlar's views have beyond Jinja.
    public static let ashlar: Set<TemplateExtension> = [.components, .stacks, .caching, .streaming]
}

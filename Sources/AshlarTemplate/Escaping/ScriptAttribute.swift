/// Attributes that libraries of the browser run.
enum ScriptAttribute {
    /// The name that counts: htmx, Alpine and AngularJS read `data-hx-on` as `hx-on`.
    static func withoutData(_ name: String) -> String {
        guard name.hasPrefix("data-") else { return name }
        let rest = String(name.dropFirst("data-".count))
        return ["hx-", "x-", "ng-"].contains { rest.hasPrefix($0) } ? rest : name
    }

    /// Whether a library runs the value: htmx, Alpine, Vue, AngularJS, Angular, Livewire, Unpoly, hyperscript or Datastar.
    ///
    /// - Parameter name: the attribute, in lower case and without `data-` where that means nothing.
    static func isScript(_ name: String) -> Bool {
        if names.contains(name) || starts.contains(where: { name.hasPrefix($0) }) { return true }
        if name.hasPrefix("v-") { return !marks.contains(name) }
        if name.hasPrefix("ng-") { return !plainOfAngular.contains(name) && !HTMLAttribute.isAddress(name) }
        if name.hasPrefix("wire:") { return !plainOfLivewire.contains(base(name.dropFirst("wire:".count))) }
        return directives.contains(base(name[...]))
    }

    /// A name without its modifiers and its argument.
    private static func base(_ name: Substring) -> String { String(name.prefix { $0 != "." && $0 != ":" }) }

    /// JSON of htmx is a script behind `js:`; `_` is hyperscript's.
    private static let names: Set<String> = [
        "hx-vals", "hx-vars", "hx-headers", "hx-request", "_", "data-script", "data-signals",
    ]
    private static let starts = [
        "@", "(", "[", "x-on:", "hx-on", "up-on-", "data-on-", "data-on:", "data-signals-", "data-signals:",
        "data-computed-", "data-computed:",
    ]
    /// Directives of Vue that have no value.
    private static let marks: Set<String> = ["v-cloak", "v-else", "v-once", "v-pre"]
    private static let directives: Set<String> = [
        "x-data", "x-init", "x-show", "x-text", "x-html", "x-model", "x-modelable", "x-for", "x-effect", "x-if",
        "x-id", "x-bind", "x-intersect",
    ]
    private static let plainOfAngular: Set<String> = [
        "ng-app", "ng-controller", "ng-cloak", "ng-non-bindable", "ng-csp", "ng-jq",
    ]
    private static let plainOfLivewire: Set<String> = [
        "key", "id", "snapshot", "effects", "navigate", "loading", "target", "model", "ignore", "poll", "offline",
        "dirty",
        "confirm", "stream", "replace", "transition", "current", "cloak",
    ]
}

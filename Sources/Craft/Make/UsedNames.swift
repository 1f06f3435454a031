/// The names that a line of an app uses.
struct UsedNames {
    private var types: Set<String> = []
    private var factories: Set<String> = []
    private var views: Set<String> = []
    private var routes: Set<String> = []

    /// A line of Swift.
    ///
    /// - Parameters:
    ///   - code: what is code of it, where types are.
    ///   - line: all of it: views and routes are named by texts.
    init(swift code: String, literalsOf line: String) {
        for match in code.matches(of: /[A-Za-z_]\w*/) {
            let before = code[..<match.range.lowerBound]
            // What another type has inside is not the app's own.
            guard before.last != "." || before.hasSuffix("App.") else { continue }
            types.insert(String(match.0))
            if code[match.range.upperBound...].hasPrefix(".factory") { factories.insert(String(match.0)) }
        }
        for match in line.matches(of: /"([\w.:\/-]+)"/) {
            let (before, text) = (line[..<match.range.lowerBound], String(match.1))
            // Gives the name to another route.
            if before.hasSuffix(".name(") { continue }
            let isView =
                ["View(", "view(", "view: "].contains(where: before.hasSuffix)
                || before.firstMatch(of: /view\("[^"]*", $/) != nil
            let isRoute = ["oute(", "to: ", "at: "].contains(where: before.hasSuffix)
            // Where neither is said, a word alone is any text.
            let isOpen = text.contains(".") || text.contains("/") || before.allSatisfy(\.isWhitespace)
            if isView || isOpen && !isRoute { views.insert(Self.dotted(text)) }
            if isRoute || isOpen && !isView { routes.insert(text) }
        }
    }

    /// A line of a template.
    init(view line: String) {
        for match in line.matches(of: /["']([\w.:\/-]+)["']/) {
            let (before, text) = (line[..<match.range.lowerBound], String(match.1))
            if before.hasSuffix("route(") || before.hasSuffix("url(") {
                routes.insert(text)
            } else if text.hasSuffix(".html") || before.contains("{%") {
                views.insert(Self.dotted(text))
            }
        }
        for match in line.matches(of: /<x-([\w.-]+)/) { views.insert("components.\(match.1)") }
    }

    /// Whether one of the names that a file gives is used.
    func use(_ names: GivenNames) -> Bool {
        !types.isDisjoint(with: names.types) || !factories.isDisjoint(with: names.factories)
            || !views.isDisjoint(with: names.views) || !routes.isDisjoint(with: names.routes)
    }

    /// `posts/fields.html` is `posts.fields`, which is how code may write it too.
    private static func dotted(_ view: String) -> String {
        view.replacing(/\.html$/, with: "").replacing("/", with: ".")
    }
}

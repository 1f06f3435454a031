import AshlarRouting
import AshlarTemplate

/// The functions that every template can call.
enum TemplateHelpers {
    static func globals(urls: URLGenerator) -> [String: TemplateValue] {
        let functions = [route(urls), asset, methodField]
        return Dictionary(uniqueKeysWithValues: functions.map { ($0.name, .function($0)) })
    }

    /// `route('posts.show', post, page=2)`: positional arguments fill the placeholders, named ones too; named ones that are
    /// no placeholder become the query.
    private static func route(_ urls: URLGenerator) -> TemplateFunction {
        TemplateFunction("route") { arguments in
            let name = try arguments.string(0, "name")
            let values = arguments.positional.indices.dropFirst().compactMap { arguments.rawValue($0, "") }
            var named: [String: any Sendable] = [:]
            for (key, value) in arguments.keyword { named[key] = value.rawValue }
            return .string(try urls.path(to: name, values, named: named))
        }
    }

    /// `asset('app.css')`: the address of a file in `public/`.
    private static let asset = TemplateFunction("asset") { arguments in
        let path = try arguments.string(0, "path")
        return .string(path.hasPrefix("/") ? path : "/" + path)
    }

    /// `method_field('PUT')`: lets a form say which method it means.
    private static let methodField = TemplateFunction("method_field") { arguments in
        let method = Markup.escaping(try arguments.string(0, "method")).html
        return .markup(Markup("<input type=\"hidden\" name=\"_method\" value=\"\(method)\">"))
    }
}

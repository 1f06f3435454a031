import AshlarConfig
import AshlarFiles
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import AshlarTemplate

/// The functions that every template can call.
enum TemplateHelpers {
    /// The names that are the framework's own in every template.
    static let names = ["route", "url", "asset", "method_field", "config", "dump", "environment", "exists"]

    static func globals(
        urls: URLGenerator, assets: AssetURLs, config: Config, loader: any TemplateLoader, dumps: Bool
    ) -> [String: TemplateValue] {
        let functions = [
            route(urls), url(urls), asset(assets), methodField, ConfigHelper.function(config), dump(isShown: dumps),
            environment(config), exists(loader),
        ]
        return Dictionary(uniqueKeysWithValues: functions.map { ($0.name, .function($0)) })
    }

    /// What is wrong with calls that templates write out: with the names of routes, which are known when the app boots, and
    /// with the number of values for them.
    static func checks(urls: URLGenerator) -> [String: @Sendable (TemplateCall) -> TemplateFault?] {
        let check: @Sendable (TemplateCall) -> TemplateFault? = { call in
            let name = call.literal
            // A name that begins with a dot is one of the module that the page is shown in.
            if name.hasPrefix(".") { return nil }
            if urls.has(name) {
                if call.hasMore { return nil }
                return urls.missingPlaceholder(of: name, given: call.valueCount, named: call.names).map {
                    TemplateFault("the route \"\(name)\" needs a value for \"\($0)\"")
                }
            }
            return TemplateFault(
                "there is no route named \"\(name)\"",
                suggestion: Suggestion.closest(to: name, in: urls.names).map { "Did you mean \"\($0)\"?" })
        }
        return ["route": check, "url": check]
    }

    /// `{% if environment() == 'production' %}`: where the app runs; other variables of the environment are settings or secrets.
    private static func environment(_ config: Config) -> TemplateFunction {
        TemplateFunction("environment") { _ in .string(config.environment.rawValue) }
    }

    /// `{% if exists('partials.banner') %}`: whether there is such a view.
    private static func exists(_ loader: any TemplateLoader) -> TemplateFunction {
        TemplateFunction("exists") { arguments in
            .bool(try loader.load(ViewRenderer.path(of: try arguments.string(0, "name"))) != nil)
        }
    }

    /// `dump(post)`: what a value is made of, for looking at while developing; nothing in production.
    private static func dump(isShown: Bool) -> TemplateFunction {
        TemplateFunction("dump") { arguments in
            guard isShown else { return .string("") }
            let dumps = arguments.positional.map { $0.dump() }
            for text in dumps { Request.inTask?.trace?.note(Dumped(name: "in a template", text: text)) }
            let texts = dumps.map { Markup.escaping($0).html }
            return .markup(Markup("<pre>\(texts.joined(separator: "\n"))</pre>"))
        }
    }

    /// `route('posts.show', post, page=2)`: positional arguments fill the placeholders, named ones too; named ones that are
    /// no placeholder become the query.
    static func route(_ urls: URLGenerator) -> TemplateFunction {
        TemplateFunction("route") { arguments in
            let (name, values, named) = try parameters(arguments)
            return .string(try urls.path(to: name, values, named: named))
        }
    }

    /// `url('posts.show', post)`: the same with scheme and host, for links that leave the site.
    static func url(_ urls: URLGenerator) -> TemplateFunction {
        TemplateFunction("url") { arguments in
            let (name, values, named) = try parameters(arguments)
            return .string(try urls.url(to: name, values, named: named))
        }
    }

    private static func parameters(
        _ arguments: TemplateArguments
    ) throws -> (name: String, values: [any Sendable], named: [String: any Sendable]) {
        let name = try arguments.string(0, "name")
        let values = arguments.positional.indices.dropFirst().compactMap { arguments.rawValue($0, "") }
        var named: [String: any Sendable] = [:]
        for (key, value) in arguments.keyword { named[key] = value.rawValue }
        return (name, values, named)
    }

    /// `asset('app.css')`: the address of a file in `public/`, with a hash of its content where that is known, so that browsers
    /// may keep it for good.
    private static func asset(_ assets: AssetURLs) -> TemplateFunction {
        TemplateFunction("asset") { arguments in
            let url = try assets.url(try arguments.string(0, "path"))
            // An app that is mounted in another serves its files there, too.
            guard let mountPath = Request.inTask?.mountPath, !mountPath.isEmpty, url.hasPrefix("/") else {
                return .string(url)
            }
            return .string(mountPath + url)
        }
    }

    /// `method_field('PUT')`: lets a form say which method it means.
    private static let methodField = TemplateFunction("method_field") { arguments in
        let method = Markup.escaping(try arguments.string(0, "method")).html
        return .markup(Markup("<input type=\"hidden\" name=\"_method\" value=\"\(method)\">"))
    }
}

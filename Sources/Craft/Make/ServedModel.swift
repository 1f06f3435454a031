import AshlarSupport

/// A model that controllers and views are made for, in the ways it is named there.
struct ServedModel: Sendable {
    /// Its type.
    let type: String
    /// Its name without the folders of the controller: what its rows are called in code and templates.
    let base: String
    let fields: FieldList
    /// The app's models, by their types; fields refer to them.
    let models: [String: ModelFile]

    /// One row in code and templates: `post`.
    var variable: String { CaseConversion.camel(base) }

    /// Several rows: `posts`.
    var variables: String { Self.several(variable) }

    /// What several rows are called, of which one is called so: `posts`. Of a noun without a plural, `allNews`: a loop needs both.
    static func several(_ variable: String) -> String {
        let plural = Inflector.plural(variable)
        return plural == variable ? "all\(CaseConversion.pascal(variable))" : plural
    }

    /// Code calls a row by its model's name in small letters.
    ///
    /// - Throws: ``CraftError`` if Swift has that word for itself.
    static func checkVariable(of name: String) throws {
        let variable = CaseConversion.camel(name)
        guard ReservedNames.keywords.subtracting(ReservedNames.contextual).contains(variable) else { return }
        throw CraftError(
            "A row of \(name) would be called \"\(variable)\" in code, which is a word of Swift.",
            suggestion: "Choose a name that says more, such as Blog\(name).")
    }

    /// Pages call a row by its model's name in small letters, too, beside the helpers that their layout calls.
    ///
    /// - Throws: ``CraftError`` if a helper has that name.
    func checkPages() throws {
        guard Self.helpers.contains(variable) else { return }
        throw CraftError(
            "A row of \(base) would be called \"\(variable)\" in pages, which is a helper of templates.",
            suggestion: "Choose a name that says more, such as Blog\(base), or leave out the pages with --api.")
    }

    /// What templates have by itself and layouts may call.
    private static let helpers: Set<String> = [
        "asset", "back", "config", "cookie", "dump", "environment", "errors", "exists", "flash", "loop", "old",
        "request",
        "route", "self", "session", "url",
    ]

    /// The types of other models' keys that are not the usual number.
    var keys: [String: String] { models.compactMapValues(\.keyType) }

    /// The members that tell rows of other models from each other.
    var labels: FieldList.Labels {
        models.mapValues { ModelFile.label(of: $0.fields) }.merging([type: ModelFile.label(of: fields.fields)]) { $1 }
    }

    /// What placeholders stand for.
    var values: [String: String] {
        let label = ModelFile.label(of: fields.fields)
        return [
            "model": type, "variable": variable, "variables": variables,
            "title": MakeName.title(Inflector.plural(CaseConversion.snake(base))), "label": MakeName.title(base),
            "words": CaseConversion.words(base).joined(separator: " "),
            "heading": label == "id" ? "\(MakeName.title(base)) {{ \(variable).id }}" : "{{ \(variable).\(label) }}",
            "heads": fields.heads.isEmpty ? "<th>\(MakeName.title(base))</th>" : fields.heads,
            "cells": fields.heads.isEmpty
                ? "<td>\(MakeName.title(base)) {{ \(variable).id }}</td>" : fields.cells(of: variable, labels: labels),
            "definitions": fields.definitions(of: variable, labels: labels),
            "controls": fields.controls(of: variable, labels: labels), "with": with, "loads": loads,
            "arguments": fields.arguments,
            "assignments": fields.assignments(to: variable),
            "inputProperties": fields.inputProperties(model: type, variable: variable),
        ]
    }

    /// `.with { [$0.author] }`
    private var with: String {
        let names = fields.references.map { "$0.\($0.name)" }
        return names.isEmpty ? "" : ".with { [\(names.joined(separator: ", "))] }"
    }

    /// Loads what a page of one row shows of others.
    private var loads: String {
        let names = fields.references.map { "\(variable).\($0.name)" }
        switch names.count {
        case 0: return ""
        case 1: return "_ = try await \(names[0])"
        default: return "_ = try await (\(names.joined(separator: ", ")))"
        }
    }

    /// The pages with forms, and what they choose from.
    ///
    /// - Parameter folder: the views' folder, with dots.
    func formPages(in folder: String) -> [String: String] {
        var seen: Set<String> = []
        let choices = fields.references.compactMap(\.referenced).filter { seen.insert($0).inserted }.map {
            "\"\(Self.several(CaseConversion.camel($0)))\": try await \($0).all()"
        }
        return [
            "createPage": Self.page("\(folder).create", choices),
            "editPage": Self.page("\(folder).edit", ["\"\(variable)\": \(variable)"] + choices),
        ]
    }

    private static func page(_ name: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return "View(\"\(name)\")" }
        let line = "View(\"\(name)\", [\(values.joined(separator: ", "))])"
        guard line.count > 110 else { return line }
        let rows = values.map { "        \($0),\n" }.joined()
        return "View(\n    \"\(name)\",\n    [\n\(rows)    ])"
    }
}

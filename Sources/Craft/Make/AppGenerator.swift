import AshlarSupport
import Foundation

/// Plans what `craft make` writes into an app: which stub, with which values.
struct AppGenerator: Sendable {
    /// The app.
    let app: AppFolder
    /// Writes what was planned.
    let files: Generator
    /// When it runs; migrations carry it in their files' names.
    let now: Date
    /// Whether it plans what is taken away: what the app no longer has, or never could have, is no mistake then.
    var isRemoving = false

    /// A name, checked.
    func name(_ text: String, suffix: String = "") throws -> MakeName {
        try MakeName(text, suffix: suffix, isKnown: isRemoving)
    }

    /// A view.
    func view(_ name: String) throws -> Generator.Item {
        // The file's name means the same as the view's.
        let parts = name.replacing(/\.html$/, with: "").split(omittingEmptySubsequences: false) {
            $0 == "." || $0 == "/"
        }.map(String.init)
        let isValid = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        }
        guard isValid, let last = parts.last else {
            throw CraftError(
                "\"\(name)\" cannot be the name of a view.",
                suggestion: "Use letters, digits, - and _, with dots between folders: posts.index.")
        }
        let folder = parts.dropLast().last ?? last
        let type = parts.dropLast().map { CaseConversion.pascal(Inflector.singular($0)) }.joined()
        if last == "index" || last == "show", let model = ModelFile(type, inApp: app.root) {
            let served = ServedModel(
                type: type, base: CaseConversion.pascal(Inflector.singular(folder)), fields: FieldList(model.fields),
                models: models)
            return try view(last, of: served, folders: Array(parts.dropLast()))
        }
        return try files.item(
            "view",
            StubValues([
                "path": parts.joined(separator: "/"), "dotted": parts.joined(separator: "."),
                "title": MakeName.title(last == "index" ? folder : last),
            ]))
    }

    /// A view of a model's rows.
    ///
    /// - Parameters:
    ///   - stub: its name: `index`, `show`, or one of those with forms.
    ///   - model: the model.
    ///   - folders: where it lies.
    func view(_ stub: String, of model: ServedModel, folders: [String], withForms: Bool = false) throws
        -> Generator.Item
    {
        let values = [
            "path": (folders + [stub]).joined(separator: "/"), "dotted": (folders + [stub]).joined(separator: "."),
            "folder": folders.joined(separator: "/"), "names": folders.joined(separator: "."),
        ].merging(model.values) { $1 }
        return try files.item("view.\(withForms ? "resource." : "")\(stub)", StubValues(values))
    }

    /// Any other thing that is a type in a file of its own: a middleware, a provider, a command, an event, a listener.
    ///
    /// - Parameters:
    ///   - stub: the stub's name.
    ///   - name: the name as given.
    ///   - suffix: what the type's name ends in.
    ///   - values: more that placeholders stand for.
    func thing(
        _ stub: String, _ name: String, suffix: String = "", _ values: [String: String] = [:]
    ) throws -> Generator.Item {
        let name = try self.name(name, suffix: suffix)
        return try item(stub, type: name.type, self.values(of: name).merging(values) { $1 })
    }

    /// A module, with its first page where the app has pages.
    func module(_ name: String) throws -> [Generator.Item] {
        if isAPIOnly { return [try thing("module.json", name)] }
        let values = values(of: try self.name(name, suffix: ""))
        return [try thing("module", name), try files.item("module.view", StubValues(values))]
    }

    /// What placeholders stand for that say the name.
    func values(of name: MakeName) -> [String: String] {
        [
            "type": name.type, "path": name.path, "route": name.plurals(separator: "/"),
            "dotted": name.plurals(separator: "."), "title": MakeName.title(name.plural),
            "label": MakeName.title(name.base), "word": CaseConversion.kebab(name.folders.joined() + name.base),
            "words": CaseConversion.words(name.base).joined(separator: " "), "snake": CaseConversion.snake(name.type),
        ]
    }

    /// The app's own type, for tests.
    ///
    /// - Throws: ``CraftError`` if there is none.
    func appType() throws -> String {
        for file in Files.list(below: "\(app.root)/Sources/App") where file.hasSuffix(".swift") {
            let text = try Files.text("\(app.root)/Sources/App/\(file)")
            if let match = text.firstMatch(
                of: /(?m)^\s*(?:public )?(?:struct|enum|final class) (\w+)\s*:[^{\n]*\bApplication\b/)
            {
                return String(match.1)
            }
        }
        throw CraftError(
            "No type of Sources/App is an Application, and a test needs one.",
            suggestion: "Leave out --test, or declare the app: @main struct Blog: Application { ... }")
    }

    /// The models of the app, as their files declare them.
    var models: [String: ModelFile] {
        var models: [String: ModelFile] = [:]
        for file in Files.list(below: "\(app.root)/Sources/App/Models") where file.hasSuffix(".swift") {
            guard let text = try? Files.text("\(app.root)/Sources/App/Models/\(file)") else { continue }
            // A file may declare several, under whatever name.
            let declared = ModelFile.types(in: text)
            for type in declared.isEmpty ? [String(Files.name(of: file).dropLast(6))] : declared {
                models[type] = ModelFile(type, inApp: app.root)
            }
        }
        return models
    }

    func item(_ stub: String, type: String, _ values: [String: String]) throws -> Generator.Item {
        let item = try files.item(stub, StubValues(values))
        try checkUnused(type, except: item.path)
        return item
    }

    /// A type can be declared once in an app.
    private func checkUnused(_ type: String, except path: String) throws {
        guard !isRemoving, let file = try declaration(of: type, except: path) else { return }
        throw CraftError("\(file) declares \(type). Nothing was changed.", suggestion: "Choose another name.")
    }

    /// The file of the app that declares a type.
    func declaration(of type: String, except path: String? = nil) throws -> String? {
        let declaration = try Regex(#"\b(struct|class|enum|actor|protocol|typealias)\s+\#(type)\b"#)
        return try Files.list(below: "\(app.root)/Sources/App").map { "Sources/App/\($0)" }.first { file in
            try file.hasSuffix(".swift") && file != path
                && Files.text("\(app.root)/\(file)").contains(declaration)
        }
    }
}

extension AppGenerator {
    /// The generator of the app that craft was called in.
    init(in place: Place) throws {
        let app = try place.app()
        self.init(
            app: app, files: Generator(root: app.root, stubs: place.stubs(for: app), console: place.console),
            now: Date())
    }
}

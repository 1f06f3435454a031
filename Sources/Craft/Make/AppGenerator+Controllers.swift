import AshlarSupport

extension AppGenerator {
    /// A controller with its views, its input and its route.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - kind: what it does.
    ///   - model: the model it serves. If nil, the app's model of that name, if there is one.
    ///   - fields: the fields of a model that is made by the same command; nil for one that exists.
    ///   - isTested: whether a test is made too.
    func controller(
        _ name: String, _ kind: ControllerKind = .pages, model: String? = nil, fields: FieldList? = nil,
        isTested: Bool = false
    ) throws -> [Generator.Item] {
        let items = try plannedController(name, kind, model: model, fields: fields, isTested: isTested)
        guard let controller = items.first else { return items }
        guard isRemoving else {
            try checkRoutes(of: controller)
            return items
        }
        // It may have been made before there was a model of its name: then its routes are declared in another way.
        let plain = try self.name(name, suffix: "Controller")
        let others = try plainController(plain, isTested: false) + plainAPIController(plain, isTested: false)
        var first = controller
        first.injections += others.flatMap(\.injections)
        return [first] + items.dropFirst()
    }

    private func plannedController(
        _ name: String, _ kind: ControllerKind, model: String?, fields: FieldList?, isTested: Bool
    ) throws -> [Generator.Item] {
        let name = try self.name(name, suffix: "Controller")
        let models = models
        let wantsPages = kind == .pages
        let kind = isAPIOnly ? .api : kind
        let wanted = try model.map { try MakeName($0, isKnown: true).type }
        let type = wanted ?? name.model
        var found = fields ?? models[type].map { FieldList($0.fields) }
        if found == nil {
            guard isRemoving || wanted == nil && wantsPages else { throw missing(type, models) }
            let plain =
                try isAPIOnly
                ? plainAPIController(name, isTested: isTested) : plainController(name, isTested: isTested)
            // Its model may be gone already: then its own file tells whether it served one.
            guard isRemoving, !wantsPages || wanted != nil || !isThere(plain) else { return noting(name, in: plain) }
            found = try self.fields(ofModel: type)
        }
        guard let found else { throw missing(type, models) }
        let served = ServedModel(type: type, base: name.base, fields: found, models: models)
        if !isRemoving, kind != .api { try served.checkPages() }
        // The routes of an API stand below /api: Api/Post does not ask for it twice.
        let isBelowAPI = kind == .api && name.folders.first == "Api"
        let folders = name.folders.dropFirst(isBelowAPI ? 1 : 0).map(CaseConversion.snake) + [name.plural]
        let values = self.values(of: name).merging(served.values) { $1 }.merging(inputValues(served)) { $1 }
            .merging(served.formPages(in: folders.joined(separator: "."))) { $1 }
            .merging(["route": folders.joined(separator: "/"), "dotted": folders.joined(separator: ".")]) { $1 }
        var items = [try item(kind.stub, type: name.type, values)]
        if kind != .pages {
            if !isRemoving { try found.checkForms() }
            var input = try item("input", type: "\(type)Input", values)
            // Another controller of the model may have made it, and somebody may have gone on writing it.
            input.isShared = fields == nil
            items.append(input)
        }
        let views: [String] =
            switch kind {
            case .pages: ["index", "show"]
            case .resource: ["index", "show", "create", "edit", "fields"]
            case .api: []
            }
        items += try views.map { try view($0, of: served, folders: folders, withForms: kind == .resource) }
        if isTested { items.append(try controllerTest(name, kind, served, folders)) }
        return items
    }

    /// A model with all that belongs to it: its table, its controller, its pages, its tests.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - fields: its columns.
    ///   - isAPI: whether it answers with JSON only.
    func scaffold(_ name: String, _ fields: FieldList, isAPI: Bool = false) throws -> [Generator.Item] {
        if !isRemoving { try fields.checkForms() }
        return try [model(name, fields), migration(forModel: name, fields)]
            + controller(name, isAPI ? .api : .resource, model: name, fields: fields, isTested: true)
    }

    /// Whether the first of some files is there as it would be written.
    private func isThere(_ items: [Generator.Item]) -> Bool {
        guard let item = items.first, let text = try? Files.text("\(app.root)/\(item.path)") else { return false }
        return text == item.contents
    }

    /// Says that a model is called almost so: `photos` of `Photo`.
    private func noting(_ name: MakeName, in items: [Generator.Item]) -> [Generator.Item] {
        let type = name.folders.joined() + Inflector.singular(name.base)
        guard !isRemoving, type != name.model, models[type] != nil, var first = items.first else { return items }
        first.messages.append(
            "Note: there is a model \(type), which this controller does not serve. "
                + "One that does:  ./craft make controller \((name.folders + [Inflector.singular(name.base)]).joined(separator: "/"))"
        )
        return [first] + items.dropFirst()
    }

    private func plainController(_ name: MakeName, isTested: Bool) throws -> [Generator.Item] {
        let values = values(of: name)
        var page = try files.item(
            "view",
            StubValues([
                "path": name.plurals(separator: "/") + "/index", "dotted": name.plurals(separator: ".") + ".index",
                "title": MakeName.title(name.plural),
            ]))
        // It is shown already.
        page.messages = []
        var items = [try item("controller", type: name.type, values), page]
        if isTested {
            let more = ["app": try appType(), "suite": "\(name.type)Tests"]
            items.append(try files.item("test.controller", StubValues(values.merging(more) { $1 })))
        }
        return items
    }

    /// Whether the app has no pages: it was made with `craft new --api`.
    var isAPIOnly: Bool {
        !Files.exists("\(app.root)/Sources/App/Routes/Web.swift")
            && Files.exists("\(app.root)/Sources/App/Routes/API.swift")
    }

    private func plainAPIController(_ name: MakeName, isTested: Bool) throws -> [Generator.Item] {
        let values = values(of: name)
        var items = [try item("controller.json", type: name.type, values)]
        if isTested {
            let more = ["app": try appType(), "suite": "\(name.type)Tests", "route": "api/\(values["route"] ?? "")"]
            items.append(try files.item("test.controller", StubValues(values.merging(more) { $1 })))
        }
        return items
    }

    /// What the file of an input needs besides.
    private func inputValues(_ model: ServedModel) -> [String: String] {
        // The macro of a model writes types of Foundation only where a property has one.
        let usesUUID = model.fields.references.contains { $0.referenced.flatMap { model.keys[$0] } == "uuid" }
        return [
            "inputPath": "\(model.type)Input", "input": "\(model.type)Input",
            "foundation": model.fields.needFoundation || usesUUID ? "import Foundation" : "",
        ]
    }

    private func missing(_ type: String, _ models: [String: ModelFile]) -> CraftError {
        CraftError(
            "There is no model \(type) in Sources/App/Models.\(Suggestion.sentence(for: type, in: models.keys))",
            suggestion: "Make it first: ./craft make model \(type) --migration")
    }
}

import AshlarSupport

extension AppGenerator {
    /// The test of a controller that serves a model.
    ///
    /// - Parameters:
    ///   - name: the controller's name.
    ///   - kind: what it does.
    ///   - model: the model.
    ///   - folders: where its routes and views lie.
    func controllerTest(
        _ name: MakeName, _ kind: ControllerKind, _ model: ServedModel, _ folders: [String]
    ) throws -> Generator.Item {
        let samples = SampleCode(models: model.models)
        let row = samples.creation(
            of: model.type, fields: model.fields.fields, unknown: model.models[model.type]?.unknown ?? [])
        guard let row else {
            let more = ["app": try appType(), "suite": "\(name.type)Tests"]
            return try files.item("test.controller", StubValues(values(of: name).merging(more) { $1 }))
        }
        let route = (kind == .api ? "api/" : "") + folders.joined(separator: "/")
        let dotted = (kind == .api ? "api." : "") + folders.joined(separator: ".")
        let label = ModelFile.label(of: model.fields.fields)
        let told = model.fields.fields.first { $0.name == label }
        let sameForm = samples.form(model.fields, of: model.variable)
        let keys = ["uuid": "UUID", "text": "String"]
        var values = values(of: name).merging(model.values) { $1 }
        values.merge([
            "app": try appType(), "suite": "\(name.type)Tests", "route": route, "dotted": dotted,
            "setup": row.setup.joined(separator: "\n"), "creation": row.expression,
            "formSetup": samples.setup(of: model.fields).joined(separator: "\n"), "form": samples.form(model.fields),
            "json": samples.json(model.fields, keys: model.keys),
            "sameForm": sameForm,
            "row": sameForm.contains("\\(\(model.variable).")
                ? "let \(model.variable) = try #require(try await \(model.type).first())" : "",
            "key": model.models[model.type]?.keyType.flatMap { keys[$0] } ?? "Int",
            "seen": told.map(SampleCode.text) ?? "\(MakeName.title(model.base)) ",
            "foundation": "import Foundation",
        ]) { $1 }
        let hasRequired = model.fields.inForms.contains(where: \.isRequired)
        let stub =
            switch kind {
            case .pages: "test.model.pages"
            case .resource: hasRequired ? "test.resource" : "test.resource.free"
            case .api: hasRequired ? "test.api" : "test.api.free"
            }
        return try files.item(stub, StubValues(values))
    }

    /// The test of a model: it is stored and found again.
    func modelTest(_ name: String, _ fields: FieldList) throws -> Generator.Item {
        let name = try self.name(name)
        let samples = SampleCode(models: models)
        let made = samples.creation(of: name.type, fields: fields.fields, unknown: [])
        // Of one that is taken away, where it lies is all that matters.
        guard let row = made ?? (isRemoving ? ([], "") : nil) else {
            throw CraftError(
                "A test of \(name.type) needs rows of models whose columns have types of their own.",
                suggestion: "Leave out --test, and write it by hand.")
        }
        let more = [
            "app": try appType(), "suite": "\(name.type)Tests", "setup": row.setup.joined(separator: "\n"),
            "creation": row.expression, "variable": CaseConversion.camel(name.base),
        ]
        return try files.item("test.model", StubValues(values(of: name).merging(more) { $1 }))
    }

    /// A test of the app, or of one of its types.
    func test(_ name: String) throws -> Generator.Item {
        let name = try self.name(name, suffix: "Tests")
        return try files.item("test", StubValues(values(of: name).merging(["app": try appType()]) { $1 }))
    }
}

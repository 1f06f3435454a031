import AshlarSupport

extension AppGenerator {
    /// The kinds of controller.
    enum ControllerKind: Sendable {
        /// Pages that list and show.
        case pages
        /// Pages for all seven actions of a resource, with forms; JSON where it is asked for.
        case resource
        /// JSON for the five actions of a resource that have no forms.
        case api

        /// Its stub, for a controller of a model.
        var stub: String {
            switch self {
            case .pages: "controller.model"
            case .resource: "controller.resource"
            case .api: "controller.api"
            }
        }
    }

    /// What kind of controller a file is that was made before; nil if it is not there.
    ///
    /// - Parameter name: the name as given.
    func earlierKind(_ name: String) throws -> ControllerKind? {
        let name = try self.name(name, suffix: "Controller")
        guard let text = try? Files.text("\(app.root)/Sources/App/Controllers/\(name.path).swift") else { return nil }
        guard text.contains("func store(") else { return .pages }
        return text.contains("View(") || text.contains("Rendered(") ? .resource : .api
    }

    /// The controllers of a model, of one or two kinds. Beside one with pages, that for JSON lies in a folder of its own.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - kind: what the one with pages does; nil if there is none.
    ///   - isAPI: whether there is one for JSON.
    ///   - model: the model as it is named by ``controller(_:_:model:fields:isTested:)``.
    ///   - fields: see there.
    ///   - isTested: see there.
    func controllers(
        _ name: String, _ kind: ControllerKind?, isAPI: Bool, model: String? = nil, fields: FieldList? = nil,
        isTested: Bool = false
    ) throws -> [Generator.Item] {
        guard let kind, isAPI, !isAPIOnly else {
            return try controller(name, kind ?? .api, model: model, fields: fields, isTested: isTested)
        }
        let plain = try self.name(name, suffix: "Controller")
        let pages = try controller(name, kind, model: model, fields: fields, isTested: isTested)
        let json = try controller(
            "Api/" + (plain.folders + [plain.base]).joined(separator: "/"), .api, model: model ?? plain.model,
            fields: fields, isTested: isTested)
        // Both read the same input.
        return pages + json.filter { item in !pages.contains { $0.path == item.path } }
    }
}

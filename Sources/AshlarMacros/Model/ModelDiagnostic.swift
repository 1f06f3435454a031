import SwiftDiagnostics
import SwiftSyntax

/// A mistake in a model's declaration, with what to do about it.
struct ModelDiagnostic: DiagnosticMessage {
    let message: String
    let identifier: String
    var diagnosticID: MessageID { MessageID(domain: "AshlarMacros.Model", id: identifier) }
    var severity: DiagnosticSeverity { .error }

    static func notAStruct(_ keyword: String) -> Self {
        let article = keyword.first.map { "aeiou".contains($0) } == true ? "an" : "a"
        return Self(
            message:
                "@Model belongs on a struct, not on \(article) \(keyword): models are plain values that can be sent between tasks",
            identifier: "notAStruct")
    }

    static func generic(_ name: String) -> Self {
        Self(
            message:
                "@Model cannot describe the generic struct \(name): a model is one table; remove the type parameters",
            identifier: "generic")
    }

    static func noKey(_ name: String) -> Self {
        Self(
            message: "\(name) has no primary key; declare \"var id: Int?\" (or UUID?, String?): nil until it is saved",
            identifier: "noKey")
    }

    static func constant(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" is a column and must be declared with \"var\": saving reads it back",
            identifier: "constant")
    }

    static func noType(_ name: String) -> Self {
        Self(
            message:
                "\"\(name)\" needs a written type, such as \"var \(name): String\": @Model reads the declaration as text",
            identifier: "noType")
    }

    static func severalNames() -> Self {
        Self(message: "Declare each column of a model in a \"var\" of its own", identifier: "severalNames")
    }

    static func lazy(_ name: String) -> Self {
        Self(
            message:
                "\"\(name)\" is lazy; a column is stored as it is: remove \"lazy\", or make it a computed property",
            identifier: "lazy")
    }

    static func tableNotLiteral() -> Self {
        Self(
            message: "The name must be a string literal: it is written into the model's SQL when the app is built",
            identifier: "notLiteral")
    }

    static func belongsToMany(_ name: String, _ element: String) -> Self {
        Self(
            message: "\"\(name)\" belongs to one \(element), not to many; "
                + "write \"@BelongsTo var \(name): \(element)\", or \"@HasMany\" if they hold the foreign key",
            identifier: "belongsToMany")
    }

    static func hasManyOfOne(_ name: String, _ type: String) -> Self {
        Self(
            message: "\"\(name)\" has many \(type) and must be an array: \"@HasMany var \(name): [\(type)]\"",
            identifier: "hasManyOfOne")
    }

    static func relationWithValue(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" is a relation, read from the database; remove its initial value or accessors",
            identifier: "relationWithValue")
    }

    static func constantRelation(_ name: String) -> Self {
        Self(message: "\"\(name)\" is a relation and must be declared with \"var\"", identifier: "constantRelation")
    }

    static func severalRelations(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" can be one relation only; keep one of its attributes", identifier: "severalRelations")
    }

    static func outsideModel(_ attribute: String) -> Self {
        Self(
            message: "@\(attribute) belongs on a property of a struct marked @Model",
            identifier: "outsideModel")
    }

    static func reserved(_ name: String) -> Self {
        Self(message: "\"\(name)\" is a name that @Model needs for itself; choose another", identifier: "reserved")
    }
}

/// The text of an edit that repairs a mistake.
struct ModelFixIt: FixItMessage {
    let message: String
    var fixItID: MessageID { MessageID(domain: "AshlarMacros.Model", id: message) }
}

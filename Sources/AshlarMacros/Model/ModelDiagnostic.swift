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

    static func manyOfOne(_ name: String, _ attribute: String, _ type: String) -> Self {
        let verb = attribute == "HasMany" ? "has many \(type)" : "is a relation to many \(type)"
        return Self(
            message: "\"\(name)\" \(verb) and must be an array: \"@\(attribute) var \(name): [\(type)]\"",
            identifier: "manyOfOne")
    }

    static func oneOfMany(_ name: String, _ attribute: String, _ element: String) -> Self {
        Self(
            message: "\"\(name)\" is a relation to one \(element), not to many; "
                + "write \"@\(attribute) var \(name): \(element)?\", or use a relation to many",
            identifier: "oneOfMany")
    }

    static func notAModel(_ name: String, _ attribute: String, _ type: String) -> Self {
        Self(
            message: "\"\(name)\" is a relation, and \(type) is not a model; "
                + "remove @\(attribute) for a column, or write the model on the other side",
            identifier: "notAModel")
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

    static func appendedStored(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" is a column and in the model's JSON anyway; @Appended is for computed properties",
            identifier: "appendedStored")
    }

    static func optionalKeyPart(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" is a part of a key of several columns, none of which may be optional",
            identifier: "optionalKeyPart")
    }

    static func keyNeverNil(_ name: String) -> Self {
        Self(
            message: "\"\(name)\" is made when the model is saved and must be optional: nil until then",
            identifier: "keyNeverNil")
    }

    static func severalMarked(_ names: [String]) -> Self {
        Self(
            message: names.map { "\"\($0)\"" }.joined(separator: " and ") + " have the same mark; only one column can",
            identifier: "severalMarked")
    }

    static func severalCasts(_ name: String, _ marks: [String]) -> Self {
        Self(
            message: "\"\(name)\" can be stored in one way only; keep one of "
                + marks.map { "@\($0)" }.joined(separator: ", "),
            identifier: "severalCasts")
    }

    static func wrongType(_ name: String, _ attribute: String, _ type: String) -> Self {
        Self(
            message: "\"\(name)\" must be declared as \(type): @\(attribute) var \(name): \(type)",
            identifier: "wrongType")
    }

    static func generatedWithoutValue(_ name: String) -> Self {
        Self(
            message:
                "\"\(name)\" is computed by the database: declare it optional, or give it an initial value for new models",
            identifier: "generatedWithoutValue")
    }

    static func notAnEnum(_ keyword: String) -> Self {
        let article = keyword.first.map { "aeiou".contains($0) } == true ? "an" : "a"
        return Self(
            message: "@Polymorphic belongs on an enum with a case for each model, not on \(article) \(keyword)",
            identifier: "notAnEnum")
    }

    static func kindWithoutModel(_ name: String) -> Self {
        Self(message: "The case \"\(name)\" must hold one model: \"case post(Post)\"", identifier: "kindWithoutModel")
    }

    static func noKinds(_ name: String) -> Self {
        Self(message: "\(name) has no case; write one for each model: \"case post(Post)\"", identifier: "noKinds")
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

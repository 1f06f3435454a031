import AshlarSupport

/// A field of a generator: `title:string`, `body:text?`, `author:references`, `slug:string=80:unique`.
struct Field: Sendable, Equatable {
    /// What a field holds.
    enum Kind: Sendable, Equatable {
        /// One value.
        case value(FieldType)
        /// Several values in an array.
        case list(FieldType)
        /// The key of another model's row.
        case reference(model: String)
    }

    /// The property: `publishedAt`; for a reference that of the other model, `author`.
    let name: String
    let kind: Kind
    /// Whether it may be missing.
    var isOptional = false
    var isIndexed = false
    var isUnique = false
    /// The numbers of its type: a length, or the digits in all and behind the point.
    var arguments: [Int] = []
    /// What a new row has, as Swift writes it.
    var initial: String?
    /// What becomes of the row when the one that it refers to goes: `cascade`, `restrict` or `setNull`.
    var onDelete: String?

    /// The type of its value, or of those in its list; nil for a reference.
    var type: FieldType? {
        switch kind {
        case .value(let type), .list(let type): type
        case .reference: nil
        }
    }

    /// The model that it refers to.
    var referenced: String? { if case .reference(let model) = kind { model } else { nil } }

    /// Whether it holds several values.
    var isList: Bool { if case .list = kind { true } else { false } }

    /// The stored property: `authorID` for a reference.
    var property: String { referenced == nil ? name : name + "ID" }

    /// The column.
    var column: String { CaseConversion.snake(name) + (referenced == nil ? "" : "_id") }

    /// What people read: `published at`.
    var label: String { CaseConversion.words(name).joined(separator: " ") }

    /// The property's type, without its question mark.
    var swiftType: String {
        switch kind {
        case .value(let type): type.swift
        case .list(let type): "[\(type.swift)]"
        case .reference(let model): model
        }
    }

    /// Whether somebody who makes a row has to give it.
    var isRequired: Bool { !isOptional && initial == nil && type?.control != .checkbox }

    /// Whether a form can send it.
    var isInForms: Bool { type?.control != FieldType.Control.none }
}

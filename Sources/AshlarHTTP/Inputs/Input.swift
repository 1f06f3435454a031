import AshlarSupport
import HTTPTypes

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Everything that a client sent to be worked on: the query, and over it the body, be it JSON, a form, or a form with files.
///
/// Names are paths: `user.name` is what a form calls `user[name]`, `tags.0` the first of `tags[]`.
///
/// ```swift
/// let input = try await request.input()
/// let name = input.string("user.name")            // String?
/// let age = try input.integer("user.age")         // Int?, 422 if it is no number
/// let tags = input.strings("tags")                // [String]
/// let photo = input.file("photo")                 // UploadedFile?
/// ```
public struct Input: Sendable, Equatable {
    /// The whole: an object, or the list that a JSON body is.
    public let value: InputValue

    /// Makes an input.
    public init(_ value: InputValue) {
        self.value = value
    }

    /// The values by name; empty for a JSON list.
    public var all: [String: InputValue] {
        if case .object(let members) = value { members } else { [:] }
    }

    /// The value at a path, or nil if it was not sent.
    public subscript(_ path: String) -> InputValue? {
        // A name with a dot of its own is found as it is.
        if let value = value[path] { return value }
        var current = value
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = current[key] else { return nil }
            current = next
        }
        return current
    }

    /// All values at a path in which `*` stands for every element of a list or object: `lines.*.price`.
    public func values(_ path: String) -> [InputValue] {
        path.split(separator: ".", omittingEmptySubsequences: false).reduce([value]) { found, key in
            guard key == "*" else { return found.compactMap { $0[key] } }
            return found.flatMap { value -> [InputValue] in
                switch value {
                case .array(let values): values
                case .object(let members): members.sorted { $0.key < $1.key }.map(\.value)
                default: []
                }
            }
        }
    }

    /// Text, as it was sent; nil if there is none.
    public func string(_ path: String) -> String? { self[path]?.string }

    /// A whole number; nil if it was not sent or is blank.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if it is no whole number.
    public func integer(_ path: String) throws -> Int? {
        try parsed(path, "a whole number") { Int($0) }
    }

    /// A number; nil if it was not sent or is blank.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if it is no finite number.
    public func double(_ path: String) throws -> Double? {
        try parsed(path, "a number") { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
    }

    /// Whether it is `1`, `true`, `on` or `yes`: browsers send nothing for a checkbox that is not ticked.
    public func boolean(_ path: String) -> Bool {
        guard let text = string(path) else { return false }
        return ["1", "true", "on", "yes"].contains(text.lowercased())
    }

    /// A moment of ISO 8601: `2026-11-22`, `2026-11-22T10:15` as browsers send it, or with seconds and zone; UTC where no
    /// zone is named. Nil if it was not sent or is blank.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if it is no date.
    public func date(_ path: String) throws -> Date? {
        try parsed(path, "a date such as 2026-11-22", ISODate.parse)
    }

    /// A case of an enumeration; nil if it was not sent or is blank.
    ///
    /// - Throws: ``HTTPError`` 422 that names the field, if there is no such case.
    public func value<Choice: RawRepresentable<String>>(_ path: String, as type: Choice.Type = Choice.self) throws
        -> Choice?
    {
        try parsed(path, "one of the choices") { Choice(rawValue: $0) }
    }

    /// The elements of a list; a single value is a list of one, nothing an empty one.
    public func array(_ path: String) -> [InputValue] {
        switch self[path] {
        case .array(let values): values
        case .none, .null: []
        case .some(let value): [value]
        }
    }

    /// The texts of a list: `tags[]=a&tags[]=b`.
    public func strings(_ path: String) -> [String] { array(path).compactMap(\.string) }

    /// An uploaded file; nil if none was sent.
    public func file(_ path: String) -> UploadedFile? { files(path).first }

    /// The uploaded files of a field with `multiple`.
    public func files(_ path: String) -> [UploadedFile] {
        array(path).compactMap { if case .file(let file) = $0 { file } else { nil } }
    }

    private func parsed<Value>(_ path: String, _ kind: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let value = self[path], value.isFilled else { return nil }
        let text = value.string.map { String($0.trimmingPrefix { $0.isWhitespace }) } ?? ""
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
        guard let result = parse(String(text[..<end])) else {
            let sent = value.string.map { ": \"\($0.prefix(80))\"" } ?? ""
            throw HTTPError(.unprocessableContent, "The field \"\(path)\" is not \(kind)\(sent).")
        }
        return result
    }
}

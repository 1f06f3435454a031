public import AshlarPostgres
import Foundation

/// A place in a `jsonb` value: `$0.settings.json["theme"]["colour"]`.
///
/// Keys are bound like all values.
public struct JSONExpression: Sendable {
    let sql: SQL

    /// The member of an object; NULL where there is none.
    public subscript(_ key: String) -> JSONExpression { JSONExpression(sql: "(\(sql) -> \(key))") }

    /// The element of an array, from 0, or from the end at -1; NULL where there is none.
    public subscript(_ index: Int32) -> JSONExpression { JSONExpression(sql: "(\(sql) -> \(index))") }

    /// The place as text: a string without its quotes; NULL for JSON's null too.
    public var text: OptionalComputed<String> { OptionalComputed("(\(sql) #>> '{}')") }

    /// The place as a number.
    public var int: OptionalComputed<Int> { OptionalComputed("(\(sql) #>> '{}')::bigint") }

    /// The place as a number.
    public var double: OptionalComputed<Double> { OptionalComputed("(\(sql) #>> '{}')::double precision") }

    /// The place as true or false.
    public var bool: OptionalComputed<Bool> { OptionalComputed("(\(sql) #>> '{}')::boolean") }

    /// The place as a value that is read from JSON.
    public func value<Value: Codable & Sendable>(as type: Value.Type) -> OptionalComputed<JSONB<Value>> {
        OptionalComputed(sql)
    }

    /// The place as JSON, for comparing with other JSON and for selecting.
    public var whole: OptionalComputed<String> { OptionalComputed("(\(sql))::text") }

    /// How many elements an array has.
    public var elementCount: OptionalComputed<Int32> { OptionalComputed("jsonb_array_length(\(sql))") }

    /// `object`, `array`, `string`, `number`, `boolean` or `null`.
    public var type: OptionalComputed<String> { OptionalComputed("jsonb_typeof(\(sql))") }
}

extension JSONExpression {
    /// It is the value.
    public static func == <Value: Codable & Sendable>(left: JSONExpression, value: JSONB<Value>) -> Condition {
        Condition("\(left.sql) = \(value)")
    }

    /// It has all that a value has: a GIN index answers this.
    ///
    /// ```swift
    /// User.where { $0.settings.json.contains(["theme": "dark"]) }
    /// ```
    public func contains<Value: Codable & Sendable>(_ value: Value) -> Condition {
        Condition("\(sql) @> \(JSONB(value))")
    }

    /// It has nothing but what a value has.
    public func isContained<Value: Codable & Sendable>(in value: Value) -> Condition {
        Condition("\(sql) <@ \(JSONB(value))")
    }

    /// The object has a member, or the array a string.
    public func has(_ key: String) -> Condition { Condition("\(sql) ? \(key)") }

    /// The object has one of some members.
    public func has(anyOf keys: [String]) -> Condition { Condition("\(sql) ?| \(keys)") }

    /// The object has all of some members.
    public func has(allOf keys: [String]) -> Condition { Condition("\(sql) ?& \(keys)") }

    /// A path of SQL/JSON finds something: `$0.data.json.matches(path: "$.tags[*] ? (@ == \"swift\")")`.
    public func matches(path: String) -> Condition { Condition("jsonb_path_exists(\(sql), \(path)::jsonpath)") }

    /// There is something at the place, be it JSON's null.
    public var exists: Condition { Condition("\(sql) IS NOT NULL") }
}

extension SQLExpression {
    /// A `jsonb` column as JSON, for what is inside of it.
    public var json: JSONExpression { JSONExpression(sql: sql) }
}

extension ColumnReference {
    /// Changes one place inside of a `jsonb` column and leaves the rest as it is.
    ///
    /// - Parameters:
    ///   - value: the new value of the place.
    ///   - path: the keys that lead to it; what is missing of the last is made.
    public func setJSON<New: Codable & Sendable>(_ value: New, at path: String...) -> Assignment {
        Assignment(column: name, value: "jsonb_set(\(sql), \(path), \(JSONB(value)))")
    }

    /// Adds the members of an object to those of a `jsonb` column; equal ones are replaced.
    public func mergeJSON<New: Codable & Sendable>(_ value: New) -> Assignment {
        Assignment(column: name, value: "\(sql) || \(JSONB(value))")
    }

    /// Takes a place inside of a `jsonb` column away.
    public func removeJSON(at path: String...) -> Assignment { Assignment(column: name, value: "\(sql) #- \(path)") }
}

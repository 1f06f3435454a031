/// What a placeholder accepts, and how its value is written: `{id:int}`, or `.where("id", .int)`.
///
/// A segment that a converter refuses is no match: the next route is tried, and in the end it is 404. Making a URL goes the
/// other way: a value that the converter could not read back is an error where the URL is made.
///
/// ```swift
/// routes.converter(PathConverter("even") { Int($0).flatMap { $0 % 2 == 0 ? $0 : nil } } build: { String($0) })
/// routes.get("/pairs/{count:even}", PairController.show)
/// ```
public struct PathConverter: Sendable {
    enum Kind: Sendable {
        case text
        case path
        case int(ClosedRange<Int>?)
        case float
        case uuid
        case date
        case ulid
        case alpha
        case alphanumeric
        case slug
        case oneOf([String])
        case pattern(PathExpression)
        /// A pattern that is none, with the reason: said at boot, at the route that has it.
        case broken(String)
        case custom(parse: @Sendable (String) -> String?, build: @Sendable (String) -> String?)
    }

    /// The name that patterns use: `int`, `any(draft,live)`. Two converters of one name are the same to the router.
    public let name: String
    let kind: Kind

    init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// A converter with both directions.
    ///
    /// - Parameters:
    ///   - name: the name that patterns use.
    ///   - parse: the value of a decoded segment, or nil if it is none. The action reads the value's description.
    ///   - build: the segment of a value, not yet percent-encoded, or nil if there is none.
    public init<Value: LosslessStringConvertible & Sendable>(
        _ name: String, parse: @escaping @Sendable (String) -> Value?,
        build: @escaping @Sendable (Value) -> String?
    ) {
        self.init(
            name: name,
            kind: .custom(parse: { parse($0)?.description }, build: { Value($0).flatMap(build) }))
    }

    /// A converter that leaves the text as it is, and refuses what does not fit.
    ///
    /// - Parameters:
    ///   - name: the name that patterns use.
    ///   - accepts: whether a decoded segment fits.
    public init(_ name: String, accepts: @escaping @Sendable (String) -> Bool) {
        let check: @Sendable (String) -> String? = { accepts($0) ? $0 : nil }
        self.init(name: name, kind: .custom(parse: check, build: check))
    }

    /// Any text but the empty one: what a placeholder without converter accepts.
    public static let string = PathConverter(name: "string", kind: .text)
    /// The rest of the path, slashes included, without `.` and `..`: only at the end of a path.
    public static let path = PathConverter(name: "path", kind: .path)
    /// A whole number that fits into an `Int`; `-5` is one, `+5` is not.
    public static let int = PathConverter(name: "int", kind: .int(nil))
    /// A decimal number: `-1.5`.
    public static let float = PathConverter(name: "float", kind: .float)
    /// A UUID with its hyphens, in either case.
    public static let uuid = PathConverter(name: "uuid", kind: .uuid)
    /// A day of the calendar: `2026-02-28`.
    public static let date = PathConverter(name: "date", kind: .date)
    /// A ULID: 26 characters of Crockford's base 32.
    public static let ulid = PathConverter(name: "ulid", kind: .ulid)
    /// ASCII letters.
    public static let alpha = PathConverter(name: "alpha", kind: .alpha)
    /// ASCII letters and digits.
    public static let alphanumeric = PathConverter(name: "alnum", kind: .alphanumeric)
    /// ASCII letters, digits, `-` and `_`.
    public static let slug = PathConverter(name: "slug", kind: .slug)

    /// A whole number within a range: `{year:int(1900...2100)}`.
    public static func int(in range: ClosedRange<Int>) -> PathConverter {
        PathConverter(name: "int(\(range.lowerBound)...\(range.upperBound))", kind: .int(range))
    }

    /// One of some words: `{state:any(draft,live)}`.
    public static func any(_ words: [String]) -> PathConverter {
        PathConverter(name: "any(\(words.joined(separator: ",")))", kind: .oneOf(words))
    }

    /// One of the raw values of an enumeration.
    public static func enumeration<E: CaseIterable & RawRepresentable>(_ type: E.Type) -> PathConverter
    where E.RawValue: LosslessStringConvertible {
        any(E.allCases.map(\.rawValue.description))
    }

    /// Segments that a regular expression matches as a whole: `{code:regex([A-Z]{2}[0-9]+)}`, or `.where("code", matches:
    /// "[A-Z]{2}[0-9]+")`. A value that it does not match is an error where a URL is made. What is no regular expression is
    /// an error at boot.
    ///
    /// - Parameter pattern: the expression, in the syntax of Swift's regular expressions.
    public static func regex(_ pattern: String) -> PathConverter {
        let name = "regex(\(pattern))"
        do {
            return PathConverter(name: name, kind: .pattern(try PathExpression(pattern)))
        } catch {
            return PathConverter(name: name, kind: .broken("\"\(pattern)\" is no regular expression: \(error)"))
        }
    }

    /// Which of several placeholders at one place goes first: the narrower one.
    var rank: Int {
        switch kind {
        case .oneOf: 0
        case .uuid, .ulid, .date: 1
        case .int(let range): range == nil ? 3 : 2
        case .custom, .pattern, .broken: 4
        case .float: 5
        case .alpha: 6
        case .alphanumeric: 7
        case .slug: 8
        case .text: 9
        case .path: 10
        }
    }

    /// The converters that patterns can name without more ado.
    static let builtIn: [String: PathConverter] = {
        var named: [String: PathConverter] = ["integer": .int, "default": .string]
        for converter in [string, path, int, float, uuid, date, ulid, alpha, alphanumeric, slug] {
            named[converter.name] = converter
        }
        return named
    }()
}

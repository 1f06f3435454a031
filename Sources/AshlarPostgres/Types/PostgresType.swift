/// A type of PostgreSQL, known by its object identifier.
///
/// The identifiers of built-in types are fixed; those of an enum, a domain or an extension's type differ from database to
/// database.
public struct PostgresType: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    /// The object identifier (`pg_type.oid`).
    public let rawValue: UInt32

    /// A type by its object identifier.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @usableFromInline
    init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// The name as PostgreSQL writes it, for the types that are built in and listed here.
    public var name: String? { PostgresTypeNames.entries[self]?.name }

    /// The name, or `type 16404` for a type that is not built in.
    public var description: String { name ?? "type \(rawValue)" }

    /// The type of an array of this type, for built-in types.
    public var array: PostgresType? { PostgresTypeNames.entries[self]?.array }
}

extension PostgresType {
    /// The server finds the type by the context; the value is sent in the text format. For values of enums and other types
    /// without a fixed identifier.
    public static let inferred = PostgresType(0)

    // The identifiers are those of src/include/catalog/pg_type.dat.

    /// `boolean`
    public static let bool = PostgresType(16)
    /// `bytea`
    public static let bytea = PostgresType(17)
    /// `"char"`, one byte
    public static let char = PostgresType(18)
    /// `name`
    public static let name = PostgresType(19)
    /// `bigint`
    public static let int8 = PostgresType(20)
    /// `smallint`
    public static let int2 = PostgresType(21)
    /// `integer`
    public static let int4 = PostgresType(23)
    /// `text`
    public static let text = PostgresType(25)
    /// `oid`
    public static let oid = PostgresType(26)
    /// `json`
    public static let json = PostgresType(114)
    /// `xml`
    public static let xml = PostgresType(142)
    /// `real`
    public static let float4 = PostgresType(700)
    /// `double precision`
    public static let float8 = PostgresType(701)
    /// `unknown`, a literal whose type nothing decided
    public static let unknown = PostgresType(705)
    /// `money`
    public static let money = PostgresType(790)
    /// `cidr`
    public static let cidr = PostgresType(650)
    /// `inet`
    public static let inet = PostgresType(869)
    /// `char(n)`
    public static let bpchar = PostgresType(1042)
    /// `varchar`
    public static let varchar = PostgresType(1043)
    /// `date`
    public static let date = PostgresType(1082)
    /// `time`
    public static let time = PostgresType(1083)
    /// `timestamp without time zone`
    public static let timestamp = PostgresType(1114)
    /// `timestamp with time zone`
    public static let timestamptz = PostgresType(1184)
    /// `interval`
    public static let interval = PostgresType(1186)
    /// `time with time zone`
    public static let timetz = PostgresType(1266)
    /// `numeric`
    public static let numeric = PostgresType(1700)
    /// `void`, the type of `select pg_notify(...)`
    public static let void = PostgresType(2278)
    /// `uuid`
    public static let uuid = PostgresType(2950)
    /// `jsonb`
    public static let jsonb = PostgresType(3802)

    /// `boolean[]`
    public static let boolArray = PostgresType(1000)
    /// `bytea[]`
    public static let byteaArray = PostgresType(1001)
    /// `name[]`
    public static let nameArray = PostgresType(1003)
    /// `smallint[]`
    public static let int2Array = PostgresType(1005)
    /// `integer[]`
    public static let int4Array = PostgresType(1007)
    /// `text[]`
    public static let textArray = PostgresType(1009)
    /// `char(n)[]`
    public static let bpcharArray = PostgresType(1014)
    /// `varchar[]`
    public static let varcharArray = PostgresType(1015)
    /// `bigint[]`
    public static let int8Array = PostgresType(1016)
    /// `real[]`
    public static let float4Array = PostgresType(1021)
    /// `double precision[]`
    public static let float8Array = PostgresType(1022)
    /// `oid[]`
    public static let oidArray = PostgresType(1028)
    /// `timestamp without time zone[]`
    public static let timestampArray = PostgresType(1115)
    /// `date[]`
    public static let dateArray = PostgresType(1182)
    /// `timestamp with time zone[]`
    public static let timestamptzArray = PostgresType(1185)
    /// `numeric[]`
    public static let numericArray = PostgresType(1231)
    /// `json[]`
    public static let jsonArray = PostgresType(199)
    /// `uuid[]`
    public static let uuidArray = PostgresType(2951)
    /// `jsonb[]`
    public static let jsonbArray = PostgresType(3807)
}

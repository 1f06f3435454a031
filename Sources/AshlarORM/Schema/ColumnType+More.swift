extension ColumnType {
    /// `char(length)`, padded with spaces.
    public static func char(_ length: Int) -> ColumnType { ColumnType(sql: "char(\(length))") }
    /// `citext`: a text that is compared without regard to case; needs the extension of that name.
    public static let citext = ColumnType(sql: "citext")
    /// `money`
    public static let money = ColumnType(sql: "money")
    /// `time`, a `PostgresTime`.
    public static let time = ColumnType(sql: "time")
    /// `timetz`, a `PostgresTimeWithZone`.
    public static let timeWithZone = ColumnType(sql: "timetz")
    /// `timestamp without time zone`: a reading of some clock, no point in time.
    public static let timestampWithoutZone = ColumnType(sql: "timestamp")
    /// `interval`, a `PostgresInterval`.
    public static let interval = ColumnType(sql: "interval")
    /// `bit(length)`, a `PostgresBits`.
    public static func bit(_ length: Int) -> ColumnType { ColumnType(sql: "bit(\(length))") }
    /// `bit varying`, a `PostgresBits` of any length up to the one given.
    public static func varbit(_ length: Int? = nil) -> ColumnType {
        ColumnType(sql: length.map { "varbit(\($0))" } ?? "varbit")
    }
    /// `xml`
    public static let xml = ColumnType(sql: "xml")
    /// `hstore`, a `PostgresHstore`; needs the extension of that name.
    public static let hstore = ColumnType(sql: "hstore")
    /// `ltree`: a path in a tree; needs the extension of that name.
    public static let ltree = ColumnType(sql: "ltree")
    /// `tsvector`: a text prepared to be searched.
    public static let tsvector = ColumnType(sql: "tsvector")
    /// `tsquery`: a search in texts.
    public static let tsquery = ColumnType(sql: "tsquery")
    /// `vector(dimensions)` of pgvector.
    public static func vector(_ dimensions: Int) -> ColumnType { ColumnType(sql: "vector(\(dimensions))") }

    /// `inet`: an address, perhaps with its network.
    public static let inet = ColumnType(sql: "inet")
    /// `cidr`: a network.
    public static let cidr = ColumnType(sql: "cidr")
    /// `macaddr`
    public static let macAddress = ColumnType(sql: "macaddr")
    /// `macaddr8`
    public static let macAddress8 = ColumnType(sql: "macaddr8")

    /// `point`
    public static let point = ColumnType(sql: "point")
    /// `line`
    public static let line = ColumnType(sql: "line")
    /// `lseg`
    public static let lineSegment = ColumnType(sql: "lseg")
    /// `box`
    public static let box = ColumnType(sql: "box")
    /// `path`
    public static let path = ColumnType(sql: "path")
    /// `polygon`
    public static let polygon = ColumnType(sql: "polygon")
    /// `circle`
    public static let circle = ColumnType(sql: "circle")
    /// `geometry` of PostGIS, such as `geometry("Point", 4326)`.
    public static func geometry(_ shape: String = "Geometry", _ srid: Int = 4326) -> ColumnType {
        ColumnType(sql: "geometry(\(shape.filter { $0.isLetter }), \(srid))")
    }

    /// `int4range`
    public static let integerRange = ColumnType(sql: "int4range")
    /// `int8range`
    public static let bigIntegerRange = ColumnType(sql: "int8range")
    /// `numrange`
    public static let decimalRange = ColumnType(sql: "numrange")
    /// `daterange`
    public static let dateRange = ColumnType(sql: "daterange")
    /// `tstzrange`
    public static let timestampRange = ColumnType(sql: "tstzrange")
    /// `int4multirange`
    public static let integerMultirange = ColumnType(sql: "int4multirange")
    /// `int8multirange`
    public static let bigIntegerMultirange = ColumnType(sql: "int8multirange")
    /// `nummultirange`
    public static let decimalMultirange = ColumnType(sql: "nummultirange")
    /// `datemultirange`
    public static let dateMultirange = ColumnType(sql: "datemultirange")
    /// `tstzmultirange`
    public static let timestampMultirange = ColumnType(sql: "tstzmultirange")

    /// The type as `format_type` of PostgreSQL writes it: `character varying(100)` for `varchar(100)`.
    var canonical: String {
        let bare = sql.replacing(", ", with: ",")
        let isArray = bare.hasSuffix("[]")
        let element = isArray ? String(bare.dropLast(2)) : bare
        let base = String(element.prefix { $0 != "(" })
        let modifier = element.dropFirst(base.count)
        let named =
            switch base {
            case "varchar", "bit varying", "varbit":
                (base == "varchar" ? "character varying" : "bit varying") + modifier
            case "char": "character" + (modifier.isEmpty ? "(1)" : modifier)
            case "timestamptz": "timestamp\(modifier) with time zone"
            case "timestamp": "timestamp\(modifier) without time zone"
            case "timetz": "time\(modifier) with time zone"
            case "time": "time\(modifier) without time zone"
            case "int", "int4": "integer"
            case "int8": "bigint"
            case "int2": "smallint"
            case "float8": "double precision"
            case "float4": "real"
            case "bool": "boolean"
            case "decimal": "numeric" + modifier
            default:
                // A quoted name that needs no quotes is written without.
                element.hasPrefix("\"")
                    && element.dropFirst().dropLast().allSatisfy {
                        $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_")
                    } ? String(element.dropFirst().dropLast()) : element
            }
        return named + (isArray ? "[]" : "")
    }
}

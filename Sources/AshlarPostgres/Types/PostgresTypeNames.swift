/// The names of the types that are built in, and their arrays.
enum PostgresTypeNames {
    struct Entry {
        let name: String
        let array: PostgresType?
    }

    static let entries: [PostgresType: Entry] = {
        let scalars: [(PostgresType, String, PostgresType?)] = [
            (.bool, "boolean", .boolArray), (.bytea, "bytea", .byteaArray), (.char, "\"char\"", .charArray),
            (.name, "name", .nameArray), (.int8, "bigint", .int8Array), (.int2, "smallint", .int2Array),
            (.int4, "integer", .int4Array), (.text, "text", .textArray), (.oid, "oid", .oidArray),
            (.json, "json", .jsonArray), (.xml, "xml", .xmlArray), (.float4, "real", .float4Array),
            (.float8, "double precision", .float8Array), (.unknown, "unknown", nil), (.money, "money", .moneyArray),
            (.cidr, "cidr", .cidrArray), (.inet, "inet", .inetArray), (.bpchar, "character", .bpcharArray),
            (.varchar, "character varying", .varcharArray), (.date, "date", .dateArray),
            (.time, "time without time zone", .timeArray),
            (.timestamp, "timestamp without time zone", .timestampArray),
            (.timestamptz, "timestamp with time zone", .timestamptzArray), (.interval, "interval", .intervalArray),
            (.timetz, "time with time zone", .timetzArray), (.numeric, "numeric", .numericArray), (.void, "void", nil),
            (.uuid, "uuid", .uuidArray), (.jsonb, "jsonb", .jsonbArray),
            (.circle, "circle", .circleArray),
            (.point, "point", .pointArray),
            (.lseg, "lseg", .lsegArray),
            (.path, "path", .pathArray),
            (.box, "box", .boxArray),
            (.polygon, "polygon", .polygonArray),
            (.line, "line", .lineArray),
            (.macaddr8, "macaddr8", .macaddr8Array),
            (.macaddr, "macaddr", .macaddrArray),
            (.bit, "bit", .bitArray),
            (.varbit, "bit varying", .varbitArray),
            (.record, "record", .recordArray),
            (.tsvector, "tsvector", .tsvectorArray),
            (.tsquery, "tsquery", .tsqueryArray),
            (.lsn, "pg_lsn", .lsnArray),
            (.int4range, "int4range", .int4rangeArray),
            (.numrange, "numrange", .numrangeArray),
            (.tsrange, "tsrange", .tsrangeArray),
            (.tstzrange, "tstzrange", .tstzrangeArray),
            (.daterange, "daterange", .daterangeArray),
            (.int8range, "int8range", .int8rangeArray),
            (.int4multirange, "int4multirange", .int4multirangeArray),
            (.nummultirange, "nummultirange", .nummultirangeArray),
            (.tsmultirange, "tsmultirange", .tsmultirangeArray),
            (.tstzmultirange, "tstzmultirange", .tstzmultirangeArray),
            (.datemultirange, "datemultirange", .datemultirangeArray),
            (.int8multirange, "int8multirange", .int8multirangeArray),
        ]
        var entries: [PostgresType: Entry] = [:]
        for (type, name, array) in scalars {
            entries[type] = Entry(name: name, array: array)
            if let array { entries[array] = Entry(name: name + "[]", array: nil) }
        }
        return entries
    }()
}

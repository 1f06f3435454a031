extension PostgresType {
    // The identifiers are those of src/include/catalog/pg_type.dat.

    /// `circle`
    public static let circle = PostgresType(718)
    /// `circle[]`
    public static let circleArray = PostgresType(719)
    /// `point`
    public static let point = PostgresType(600)
    /// `point[]`
    public static let pointArray = PostgresType(1017)
    /// `lseg`
    public static let lseg = PostgresType(601)
    /// `lseg[]`
    public static let lsegArray = PostgresType(1018)
    /// `path`
    public static let path = PostgresType(602)
    /// `path[]`
    public static let pathArray = PostgresType(1019)
    /// `box`
    public static let box = PostgresType(603)
    /// `box[]`
    public static let boxArray = PostgresType(1020)
    /// `polygon`
    public static let polygon = PostgresType(604)
    /// `polygon[]`
    public static let polygonArray = PostgresType(1027)
    /// `line`
    public static let line = PostgresType(628)
    /// `line[]`
    public static let lineArray = PostgresType(629)
    /// `macaddr8`
    public static let macaddr8 = PostgresType(774)
    /// `macaddr8[]`
    public static let macaddr8Array = PostgresType(775)
    /// `macaddr`
    public static let macaddr = PostgresType(829)
    /// `macaddr[]`
    public static let macaddrArray = PostgresType(1040)
    /// `bit`
    public static let bit = PostgresType(1560)
    /// `bit[]`
    public static let bitArray = PostgresType(1561)
    /// `bit varying`
    public static let varbit = PostgresType(1562)
    /// `bit varying[]`
    public static let varbitArray = PostgresType(1563)
    /// `record`
    public static let record = PostgresType(2249)
    /// `record[]`
    public static let recordArray = PostgresType(2287)
    /// `tsvector`
    public static let tsvector = PostgresType(3614)
    /// `tsvector[]`
    public static let tsvectorArray = PostgresType(3643)
    /// `tsquery`
    public static let tsquery = PostgresType(3615)
    /// `tsquery[]`
    public static let tsqueryArray = PostgresType(3645)
    /// `pg_lsn`
    public static let lsn = PostgresType(3220)
    /// `pg_lsn[]`
    public static let lsnArray = PostgresType(3221)
    /// `int4range`
    public static let int4range = PostgresType(3904)
    /// `int4range[]`
    public static let int4rangeArray = PostgresType(3905)
    /// `numrange`
    public static let numrange = PostgresType(3906)
    /// `numrange[]`
    public static let numrangeArray = PostgresType(3907)
    /// `tsrange`
    public static let tsrange = PostgresType(3908)
    /// `tsrange[]`
    public static let tsrangeArray = PostgresType(3909)
    /// `tstzrange`
    public static let tstzrange = PostgresType(3910)
    /// `tstzrange[]`
    public static let tstzrangeArray = PostgresType(3911)
    /// `daterange`
    public static let daterange = PostgresType(3912)
    /// `daterange[]`
    public static let daterangeArray = PostgresType(3913)
    /// `int8range`
    public static let int8range = PostgresType(3926)
    /// `int8range[]`
    public static let int8rangeArray = PostgresType(3927)
    /// `int4multirange`
    public static let int4multirange = PostgresType(4451)
    /// `int4multirange[]`
    public static let int4multirangeArray = PostgresType(6150)
    /// `nummultirange`
    public static let nummultirange = PostgresType(4532)
    /// `nummultirange[]`
    public static let nummultirangeArray = PostgresType(6151)
    /// `tsmultirange`
    public static let tsmultirange = PostgresType(4533)
    /// `tsmultirange[]`
    public static let tsmultirangeArray = PostgresType(6152)
    /// `tstzmultirange`
    public static let tstzmultirange = PostgresType(4534)
    /// `tstzmultirange[]`
    public static let tstzmultirangeArray = PostgresType(6153)
    /// `datemultirange`
    public static let datemultirange = PostgresType(4535)
    /// `datemultirange[]`
    public static let datemultirangeArray = PostgresType(6155)
    /// `int8multirange`
    public static let int8multirange = PostgresType(4536)
    /// `int8multirange[]`
    public static let int8multirangeArray = PostgresType(6157)

    /// `xml[]`
    public static let xmlArray = PostgresType(143)
    /// `money[]`
    public static let moneyArray = PostgresType(791)
    /// `cidr[]`
    public static let cidrArray = PostgresType(651)
    /// `inet[]`
    public static let inetArray = PostgresType(1041)
    /// `time[]`
    public static let timeArray = PostgresType(1183)
    /// `interval[]`
    public static let intervalArray = PostgresType(1187)
    /// `timetz[]`
    public static let timetzArray = PostgresType(1270)
    /// `"char"[]`
    public static let charArray = PostgresType(1002)
}

public import FoundationEssentials

extension Int32: PostgresRangeBound {
    /// `int4range`
    public static var postgresRangeType: PostgresType { .int4range }
    /// `int4multirange`
    public static var postgresMultirangeType: PostgresType { .int4multirange }
}

extension Int: PostgresRangeBound {
    /// `int8range`
    public static var postgresRangeType: PostgresType { .int8range }
    /// `int8multirange`
    public static var postgresMultirangeType: PostgresType { .int8multirange }
}

extension Int64: PostgresRangeBound {
    /// `int8range`
    public static var postgresRangeType: PostgresType { .int8range }
    /// `int8multirange`
    public static var postgresMultirangeType: PostgresType { .int8multirange }
}

extension Decimal: PostgresRangeBound {
    /// `numrange`
    public static var postgresRangeType: PostgresType { .numrange }
    /// `nummultirange`
    public static var postgresMultirangeType: PostgresType { .nummultirange }
}

extension PostgresDate: PostgresRangeBound {
    /// `daterange`
    public static var postgresRangeType: PostgresType { .daterange }
    /// `datemultirange`
    public static var postgresMultirangeType: PostgresType { .datemultirange }
}

/// Reads `tsrange` too, as UTC.
extension Date: PostgresRangeBound {
    /// `tstzrange`
    public static var postgresRangeType: PostgresType { .tstzrange }
    /// `tstzmultirange`
    public static var postgresMultirangeType: PostgresType { .tstzmultirange }
}

/// For ranges with `infinity` as a bound, which is not the same as none.
extension OrInfinity: PostgresRangeBound where Value: PostgresRangeBound {
    /// The range type of the finite values.
    public static var postgresRangeType: PostgresType { Value.postgresRangeType }
    /// The multirange type of the finite values.
    public static var postgresMultirangeType: PostgresType { Value.postgresMultirangeType }
}

import AshlarSupport
import AshlarValidation
import Testing

@Input struct Integers {
    var tiny: Int8 = 0
    var small: Int16?
    var medium: Int32 = 0
    var whole: Int = 0
    @Rule(.min(3)) var port: UInt16 = 80
    @Rule(.each(.lessThan(9))) var bytes: [UInt8] = []
    var count: UInt64?
}

/// What the type of a whole number says of it.
@Suite struct IntegerTests {
    @Test func `what fits into a type is known without a rule, and a rule says it more closely`() {
        func constraints(_ name: String) -> [FieldConstraint]? { Integers.inputDescription[name]?.constraints }
        #expect(constraints("tiny") == [.format("int32"), .minimum("-128"), .maximum("127")])
        #expect(constraints("small") == [.format("int32"), .minimum("-32768"), .maximum("32767")])
        #expect(constraints("medium") == [.format("int32"), .minimum("-2147483648"), .maximum("2147483647")])
        #expect(constraints("whole") == [])
        #expect(constraints("port") == [.format("int32"), .maximum("65535"), .minimum("3")])
        #expect(
            constraints("bytes") == [
                .each([.format("int32"), .minimum("0"), .maximum("255")]), .each([.below("9")]),
            ])
        #expect(constraints("count") == [.format("uint64"), .minimum("0"), .maximum("18446744073709551615")])
    }
}

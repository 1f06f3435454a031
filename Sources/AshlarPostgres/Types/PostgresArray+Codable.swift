/// In JSON an array of several dimensions is an array of arrays. Where it begins to count is not said.
extension PostgresArray: Encodable where Element: Encodable {
    /// Writes nested arrays.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        var rest = elements[...]
        try Self.encode(&rest, counts[...], into: &container)
    }

    private static func encode(
        _ elements: inout ArraySlice<Element>, _ counts: ArraySlice<Int>,
        into container: inout any UnkeyedEncodingContainer
    ) throws {
        guard let count = counts.first else { return }
        for _ in 0..<count {
            if counts.count > 1 {
                var inner = container.nestedUnkeyedContainer()
                try encode(&elements, counts.dropFirst(), into: &inner)
            } else if let element = elements.popFirst() {
                try container.encode(element)
            }
        }
    }
}

extension PostgresArray: Decodable where Element: Decodable {
    /// Reads nested arrays, all of one length in each dimension.
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        var elements: [Element] = []
        let counts = try Self.decode(&container, into: &elements)
        guard let array = PostgresArray(elements, counts: elements.isEmpty ? [] : counts) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "the inner arrays are not of one length, or there are more than six dimensions"))
        }
        self = array
    }

    /// Reads one array, and gives back how many elements there are in each dimension.
    private static func decode(
        _ container: inout any UnkeyedDecodingContainer, into elements: inout [Element]
    ) throws -> [Int] {
        var count = 0
        var hasElements = false
        var below: [Int]?
        while !container.isAtEnd {
            count += 1
            if let element = try? container.decode(Element.self) {
                elements.append(element)
                hasElements = true
                continue
            }
            guard container.codingPath.count < 64, var inner = try? container.nestedUnkeyedContainer() else {
                elements.append(try container.decode(Element.self))
                continue
            }
            let counts = try decode(&inner, into: &elements)
            guard below == nil || below == counts else {
                throw DecodingError.dataCorrupted(
                    DecodingError.Context(
                        codingPath: container.codingPath, debugDescription: "the inner arrays are not of one length"))
            }
            below = counts
        }
        // Elements beside arrays have no place in either dimension.
        guard below == nil || !hasElements else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: container.codingPath, debugDescription: "there are elements beside arrays"))
        }
        return [count] + (below ?? [])
    }
}

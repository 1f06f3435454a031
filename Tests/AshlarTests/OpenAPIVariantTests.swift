import AshlarHTTP
import AshlarSupport
import AshlarTesting
import Testing

@testable import Ashlar

@Input struct ParcelByPost {
    @Rule(.length(1...40)) var street: String
    @Rule(.prohibited) var box: String?
    @Rule(.present) var note: String?
}

@Input struct ParcelAtDesk { var floor: Int = 0 }

@Input(discriminator: "way") enum ParcelInput {
    case post(ParcelByPost)
    case desk(ParcelAtDesk)
    case pickup
}

@Controller struct ParcelController {
    func store(input: ParcelInput) -> String { "\(input)" }
}

/// Inputs that are one of several, in the description of an API.
@Suite struct OpenAPIVariantTests {
    @Test func `an enum of inputs is one of their schemas, by its discriminator`() throws {
        let routes = Routes()
        routes.post("/parcels", ParcelController.store)
        let document = OpenAPIDocument(try RouteTable(routes), title: "Parcels")
        let api = try JSONReader.read(Array(document.json.utf8), .init(depth: 64, count: 100_000))
        let schemas = try #require(api["components"]?["schemas"])
        #expect(
            schemas["ParcelInput"]?.json()
                == ##"{"oneOf":[{"$ref":"#/components/schemas/ParcelInputPost"},{"$ref":"#/components/schemas/ParcelInputDesk"},{"$ref":"#/components/schemas/ParcelInputPickup"}],"discriminator":{"propertyName":"way","mapping":{"post":"#/components/schemas/ParcelInputPost","desk":"#/components/schemas/ParcelInputDesk","pickup":"#/components/schemas/ParcelInputPickup"}}}"##
        )
        #expect(
            schemas["ParcelInputPost"]?.json()
                == #"{"type":"object","properties":{"way":{"type":"string","const":"post"},"street":{"type":"string","minLength":1,"maxLength":40},"note":{"type":["string","null"]}},"required":["way","street","note"]}"#
        )
        #expect(
            schemas["ParcelInputPickup"]?.json()
                == #"{"type":"object","properties":{"way":{"type":"string","const":"pickup"}},"required":["way"]}"#)
        let form = api["paths"]?["/parcels"]?["post"]?["requestBody"]?["content"]?["application/x-www-form-urlencoded"]
        #expect(
            form?["schema"]?["oneOf"]?.json().contains(#""floor":{"type":"integer","format":"int64","default":0}"#)
                == true)
    }
}

import Ashlar
import Foundation

// The samples of parameters.md, as they stand there.

enum Genre: String, CaseIterable { case novel, poem, essay }

@Controller
struct CatalogueController {
    func day(shelf: Int, genre: Genre, opened: Date, id: UUID) -> String {
        "\(shelf) \(genre) \(opened.ISO8601Format()) \(id)"
    }

    func search(
        q: String, genre: Genre?, tag: [String], year: [Int], from: Date?, most: Decimal = 20, isHere: Bool = true
    ) -> String {
        "\(q) \(genre?.rawValue ?? "any") \(tag) \(year) \(from?.ISO8601Format() ?? "ever") \(most) \(isHere)"
    }
}

func catalogue(_ routes: Routes) {
    routes.get("/catalogue/{shelf}/{genre}/{opened}/{id}", CatalogueController.day)
    routes.get("/catalogue", CatalogueController.search)
}

@Input(unknown: .forbidden)
struct ShelfFilters {
    @Rule(.between(1...100)) var page: Int = 1
    var genres: [String] = []
}

@Controller
struct ShelfSearchController {
    func index(
        filters: QueryInput<ShelfFilters>, @FromHeader("X-Reader") reader: Int?, @FromCookie theme: String = "light"
    ) -> String {
        "\(filters.page) \(filters.genres) \(reader ?? 0) \(theme)"
    }

    func upload(@FromForm(.image, .maxBytes(100_000)) cover: UploadedFile, @FromForm title: String) -> String {
        "\(title): \(cover.size) bytes"
    }

    func search(@Validated(.trim, .length(2...)) q: String) -> String { q }
}

@Input
struct AcquisitionInput {
    @Rule(.trim, .length(1...80)) var title: String
    var genre: Genre
    var price: Decimal
    var boughtOn: Date
    var id: UUID?
    var seller: URL?
    var copies: UInt8 = 1
    var isLent: Bool = false
    var tags: [String] = []
    var address: PostalAddress?
    var volumes: [VolumeInput] = []
    var scans: [UploadedFile] = []
}

@Input
struct VolumeInput {
    var number: Int
    var mark: CallNumber?
}

@Controller
struct AcquisitionController {
    func store(input: AcquisitionInput, isTrial: Bool = false) -> String {
        let volumes = input.volumes.map { "\($0.number):\($0.mark?.description ?? "")" }
        return "\(input.title) \(input.price) \(input.tags) \(input.address?.street ?? "") \(volumes) \(isTrial)"
    }

    func renumber(
        volume: Int, mark: CallNumber, @FromForm to: CallNumber, @FromForm(.count(...3)) scans: [UploadedFile] = []
    ) -> String {
        "\(volume) \(mark) \(to) \(scans.map(\.name))"
    }
}

struct CallNumber: LosslessStringConvertible, InputScalar {
    let description: String

    init?(_ text: String) {
        guard text.wholeMatch(of: /[A-Z]{1,3}[0-9]+/) != nil else { return nil }
        description = text
    }

    static let inputShape = InputShape.text
    static let inputConstraints = [FieldConstraint.pattern("[A-Z]{1,3}[0-9]+")]

    static func read(_ value: SentValue, _ reader: inout InputReader) -> CallNumber? {
        guard let text = String.read(value, &reader) else { return nil }
        guard let number = CallNumber(text) else {
            reader.fail("callNumber", "The {field} is not a call number.")
            return nil
        }
        return number
    }
}

import Ashlar
import Foundation

// The samples of validation.md and forms.md, as they stand there.

@Input
struct LoanInput {
    @Rule(.trim, .length(1...80)) var title: String
    @Rule(.trim, .lowercased, .email) var email: String
    var from: Date
    @Rule(.after(\Self.from)) var until: Date?
    @Rule(.count(...5), .each(.trim, .length(1...20))) var tags: [String] = []
    var delivery: Delivery = .desk
    @Rule(.requiredIf(\Self.delivery, .post)) var address: PostalAddress?
    @Label("terms") @Rule(.accepted) var acceptsTerms: Bool
}

enum Delivery: String, CaseIterable { case desk, post }

@Input
struct PostalAddress {
    @Rule(.trim, .length(1...80)) var street: String
    @Rule(.postalCode("AT", "DE")) var code: String
}

@Controller
struct LoanDeskController {
    func store(input: LoanInput) async throws -> Created<String> {
        Created("\(input.title) until \(input.until.map { "\($0)" } ?? "forever")")
    }
}

@Input
struct OrderInput {
    var kind: CustomerKind = .person
    @Rule(.excludeUnless(\Self.kind, .company), .required, .length(2...80)) var company: String?
    @Rule(.missingIf(\Self.kind, .person)) var taxNumber: String?
    @Rule(.acceptedIf(\Self.kind, .company)) var isBusinessUse: Bool = false
    @Rule(.present) var note: String?
    @Rule(.count(1...20), .distinct(\OrderLine.product)) var lines: [OrderLine]
    @Rule(.mimes("pdf", "docx"), .maxBytes(1_000_000)) var attachment: UploadedFile?
    @Rule(.dimensions(minWidth: 200, ratio: 1)) var logo: UploadedFile?
}

enum CustomerKind: String, CaseIterable { case person, company }

@Input
struct OrderLine {
    @Rule(.exists(Book.available)) var product: Int
    @Rule(.between(1...99)) var amount: Int = 1
}

@Input(discriminator: "kind")
enum PaymentInput {
    case card(CardInput)
    case transfer(TransferAccount)
    case cash
}

@Input
struct CardInput {
    @Rule(.digitsOnly, .digits(12...19)) var number: String
}

@Input
struct TransferAccount {
    @Rule(.squish, .length(15...34)) var iban: String
}

@Input
struct PrintInput {
    @Rule(.satisfies("The {field} is odd.") { (pages: Int) in pages.isMultiple(of: 2) }) var pages: Int
    @Rule(.transform { (price: Double) in price.rounded() }, .min(1)) var price: Double
    @Rule(.can { (shelf: Int, context) in shelf < 9 }) var shelf: Int
    @Rule(.when({ context in context.language == "de" }, .alpha)) var name: String
    @Rule(.currentPassword { context in context.parameters["hash"] }) var password: String
}

struct PasswordProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any LeakedPasswords).self) { _ in LeakedPasswordFolder("storage/passwords") }
    }
}

@Input
struct SignUpInput {
    @Rule(.email) var email: String
    @Rule(.strong(length: 12), .uncompromised()) var password: String
}

extension ValidationRule where Self == Rule<String> {
    static var isbn: Self {
        .test("isbn", "The {field} is not an ISBN.") { $0.count { $0.isNumber } == 13 }
    }

    static var title: Self { .all(.squish, .length(1...80)) }
}

@Input
struct TransferInput {
    @Rule(.exists(Book.self)) var book: Int
    @Rule(.min(1)) var shelf: Int

    static func authorize(_ context: InputContext) async throws -> Bool {
        (context.surroundings as? Request)?.bearerToken != nil
    }

    func check(_ errors: inout InputErrors) throws {
        if book == shelf { errors.add("shelf", "A book cannot stand on itself.") }
    }
}

struct ValidationSamples {
    func importLoans(_ bytes: [UInt8]) async throws -> String {
        let loan = try await LoanInput.validated(json: bytes)
        var validator = Validator()
        let note = validator.check(loan.title, as: "note", .squish, .length(...200))
        try await validator.finish()
        return note
    }

    func newLoan(request: Request) -> View {
        View("loans.new", ["form": InputForm(LoanInput.self, for: request)])
    }
}

struct German: InputMessages {
    func message(for rule: String, field: String, parameters: [String: String], in language: String?) -> String? {
        guard language?.hasPrefix("de") == true else { return nil }
        return rule == "required" ? "\(field) fehlt." : nil
    }
}

func inGerman(_ container: Container) {
    container.instance(German(), as: (any InputMessages).self)
}

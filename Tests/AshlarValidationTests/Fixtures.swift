import AshlarSupport
import AshlarValidation
import Foundation

enum Kind: String, CaseIterable { case person, company }

@Input struct Address: Equatable {
    @Rule(.trim, .length(1...80)) var street: String
    @Rule(.postalCode("AT", "GB")) var code: String
}

@Input struct Visit {
    /// What it is about.
    @Rule(.trim, .length(3...20)) var title: String
    @Rule(.trim, .lowercased, .email) var email: String?
    @Rule(.min(1), .max(10)) var seats: Int = 1
    @Rule(.after(\Self.startsAt)) var endsAt: Date?
    @Label("beginning") var startsAt: Date
    var kind: Kind = .person
    @Rule(.requiredIf(\Self.kind, .company)) var company: String?
    @Rule(.count(...3), .distinct, .each(.trim, .length(1...5))) var tags: [String] = []
    @Key("accept_terms") @Rule(.accepted) var acceptsTerms: Bool
    var address: Address?
    var others: [Address] = []
    var id: UUID?
    @Rule(.places(2)) var price: Decimal?
    var site: URL?
    var password: String?
}

@Input(unknown: .forbidden) struct Strict {
    var page: Int = 1
    @Rule(.same(as: \Strict.first).message("Type it twice.")) var second: String = ""
    var first: String = ""
}

@Input struct Words {
    @Separated @Rule(.each(.length(...3))) var tags: [String] = []
    @Separated(by: ";") var numbers: [Int]?
    var authorID: Int?
}

/// What is wrong with something that was sent, as `field rule`.
func faults<T: TypedInput>(_ type: T.Type, _ sent: SentValue, format: InputFormat = .json) async throws -> [String] {
    do {
        _ = try await T.validated(sent, format: format)
        return []
    } catch let errors as InputErrors {
        return errors.all.map { "\($0.field) \($0.rule)" }
    }
}

/// Words, people and places.
extension FakeData {
    /// A word.
    public func word() -> String { element(of: faker.lexicon.words) ?? "word" }

    /// Some words.
    public func words(_ count: Int = 3) -> [String] { (0..<max(0, count)).map { _ in word() } }

    /// A sentence of about so many words.
    public func sentence(_ count: Int = 8) -> String {
        let words = words(int(in: max(1, count - 2)...max(1, count + 2)))
        return Self.capitalized(words.joined(separator: " ")) + "."
    }

    /// Some sentences.
    public func sentences(_ count: Int = 3) -> String {
        (0..<max(0, count)).map { _ in sentence() }.joined(separator: " ")
    }

    /// A paragraph of about so many sentences.
    public func paragraph(_ count: Int = 4) -> String { sentences(int(in: max(1, count - 1)...max(1, count + 1))) }

    /// Paragraphs with empty lines between them.
    public func paragraphs(_ count: Int = 3) -> String {
        (0..<max(0, count)).map { _ in paragraph() }.joined(separator: "\n\n")
    }

    /// A text of so many characters at most.
    public func text(_ maximum: Int = 200) -> String {
        var text = sentence()
        while text.count < maximum { text += " " + sentence() }
        return String(text.prefix(max(0, maximum)))
    }

    /// A title without a full stop.
    public func title() -> String { Self.capitalized(words(int(in: 2...5)).joined(separator: " ")) }

    /// A name for addresses: `quiet-harbour-42`.
    public func slug(_ count: Int = 3) -> String {
        (words(count).map { Self.ascii($0) } + [String(int(in: 1...9999))]).joined(separator: "-")
    }

    /// A given name.
    public func firstName() -> String { element(of: faker.lexicon.firstNames) ?? "Ada" }

    /// A family name.
    public func lastName() -> String { element(of: faker.lexicon.lastNames) ?? "Lovelace" }

    /// A given and a family name.
    public func name() -> String { "\(firstName()) \(lastName())" }

    /// A name to log in with.
    public func username() -> String { "\(Self.ascii(firstName())).\(Self.ascii(lastName()))\(int(in: 1...999_999))" }

    /// An address of mail.
    public func email() -> String { "\(username())@example.\(element(of: ["com", "net", "org"]) ?? "com")" }

    /// A telephone number that belongs to nobody.
    public func phone() -> String { pattern(faker.lexicon.phonePattern) }

    /// A company.
    public func company() -> String {
        "\(element(of: faker.lexicon.companies) ?? "Anchor") \(element(of: ["& Co", "Ltd", "Group", "Works"]) ?? "Ltd")"
    }

    /// An occupation.
    public func job() -> String { element(of: faker.lexicon.jobs) ?? "engineer" }

    /// A city.
    public func city() -> String { element(of: faker.lexicon.cities) ?? "York" }

    /// A country.
    public func country() -> String { element(of: faker.lexicon.countries) ?? "Peru" }

    /// A street with a number.
    public func streetAddress() -> String {
        "\(int(in: 1...199)) \(element(of: faker.lexicon.streets) ?? "High Street")"
    }

    /// A postal code.
    public func postcode() -> String { pattern(faker.lexicon.postcodePattern) }

    /// Street, postal code and city in a line.
    public func address() -> String { "\(streetAddress()), \(postcode()) \(city())" }

    /// A domain.
    public func domain() -> String { "\(Self.ascii(word())).example.com" }

    /// An address of the web.
    public func url() -> String { "https://\(domain())/\(slug())" }

    /// An IPv4 address of those set aside for documentation (RFC 5737).
    public func ipv4() -> String { "203.0.113.\(int(in: 1...254))" }

    /// An IPv6 address of those set aside for documentation (RFC 3849).
    public func ipv6() -> String { "2001:db8::\(String(int(in: 1...0xffff), radix: 16))" }

    /// A colour as `#rrggbb`.
    public func color() -> String {
        let digits = String(int(in: 0...0xff_ffff), radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// A text in small letters that addresses can have.
    private static func ascii(_ text: String) -> String {
        let folds: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"]
        return text.map { folds[$0] ?? String($0) }.joined().lowercased().filter { $0.isASCII && $0.isLetter }
    }
}

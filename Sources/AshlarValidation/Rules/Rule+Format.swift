extension ValidationRule where Self == Rule<String> {
    /// An email address, as browsers check it (HTML Standard), with a dot in its domain.
    public static var email: Self {
        .test("email", "The {field} must be an email address.", constraints: [.format("email")], TextFormat.isEmail)
    }

    /// An address of `http` or `https`.
    public static var url: Self {
        .test("url", "The {field} must be an address such as https://example.com.", constraints: [.format("uri")]) {
            TextFormat.isURL($0)
        }
    }

    /// An address of one of these schemes.
    public static func url(schemes: String...) -> Self {
        .test(
            "url", "The {field} must be an address of: {schemes}.", ["schemes": schemes.joined(separator: ", ")],
            constraints: [.format("uri")]
        ) { TextFormat.isURL($0, schemes: schemes) }
    }

    /// The domain of a name or an address resolves. It asks the system, and so takes time.
    public static var activeDomain: Self {
        .asynchronous("activeDomain", "The {field} has a domain that does not exist.") { text in
            guard let host = TextFormat.domain(of: text) else { return false }
            return await DomainLookup.exists(host)
        }
    }

    /// An address whose domain resolves: Laravel's name of ``activeDomain``.
    public static var activeURL: Self { .activeDomain }

    /// An address of the internet protocol, of either version.
    public static var ip: Self {
        .test("ip", "The {field} must be an IP address.") { TextFormat.isIPv4($0) || TextFormat.isIPv6($0) }
    }

    /// `192.0.2.1`
    public static var ipv4: Self {
        .test("ipv4", "The {field} must be an IPv4 address.", constraints: [.format("ipv4")], TextFormat.isIPv4)
    }

    /// `2001:db8::1`
    public static var ipv6: Self {
        .test("ipv6", "The {field} must be an IPv6 address.", constraints: [.format("ipv6")], TextFormat.isIPv6)
    }

    /// A network: `192.0.2.0/24`, `2001:db8::/32`.
    public static var cidr: Self {
        .test("cidr", "The {field} must be a network such as 192.0.2.0/24.") { TextFormat.isCIDR($0) }
    }

    /// `00:1b:63:84:45:e6`, also with dashes.
    public static var mac: Self { .test("mac", "The {field} must be a MAC address.") { TextFormat.isMAC($0) } }

    /// `00:1b:63:84:45:e6`, also with dashes: Laravel's name of ``mac``.
    public static var macAddress: Self { .mac }

    /// A UUID of any version.
    public static var uuid: Self {
        .test("uuid", "The {field} must be a UUID.", constraints: [.format("uuid")]) { TextFormat.isUUID($0) }
    }

    /// A UUID of one version, 1 to 8.
    public static func uuid(version: Int) -> Self {
        .test(
            "uuid", "The {field} must be a UUID of version {version}.", ["version": String(version)],
            constraints: [.format("uuid")]
        ) { TextFormat.isUUID($0, version: version) }
    }

    /// 26 characters of Crockford's base 32.
    public static var ulid: Self { .test("ulid", "The {field} must be a ULID.") { TextFormat.isULID($0) } }

    /// `a-title-2`: lower case, digits, single dashes.
    public static var slug: Self {
        .test(
            "slug", "The {field} may only have lower case letters, digits and single dashes.",
            constraints: [.pattern("[a-z0-9]+(-[a-z0-9]+)*")], TextFormat.isSlug)
    }

    /// `#fff`, `#ffffff`, with opacity `#ffff` and `#ffffffff`.
    public static var hexColor: Self {
        .test("hexColor", "The {field} must be a colour such as #1e90ff.") { TextFormat.isHexColor($0) }
    }

    /// Text that is JSON.
    public static var json: Self { .test("json", "The {field} must be JSON.") { TextFormat.isJSON($0) } }

    /// Text that is a date: `2026-11-22`, with a time or without.
    public static var date: Self {
        .test("date", "The {field} must be a date such as 2026-11-22.", constraints: [.format("date")]) {
            TextFormat.date($0) != nil
        }
    }

    /// Text that is a date in one form, of `yyyy MM dd HH mm ss` and what is between them: `.dateFormat("dd.MM.yyyy")`.
    public static func dateFormat(_ format: String) -> Self {
        .test("dateFormat", "The {field} must be a date like {format}.", ["format": format]) {
            DatePattern.matches($0, format)
        }
    }

    /// A known time zone: `Europe/Vienna`.
    public static var timezone: Self {
        .test("timezone", "The {field} must be a time zone such as Europe/Vienna.") { TextFormat.isTimeZone($0) }
    }

    /// A telephone number: international with a plus, or 6 to 15 digits, with spaces, dashes, dots and brackets.
    public static var phone: Self {
        .test("phone", "The {field} must be a telephone number.", constraints: [.format("tel")], TextFormat.isPhone)
    }

    /// A telephone number that is written in a way: `.phone("999-999-9999")`, 9 for a digit.
    public static func phone(_ shape: String) -> Self {
        .test("phone", "The {field} must be a telephone number like {shape}.", ["shape": shape]) {
            PostalCodes.matches($0, shape)
        }
    }

    /// A postal code of one of these countries, by their two letters: `.postalCode("AT", "DE")`. A country without postal
    /// codes, or one that is not known, has none.
    public static func postalCode(_ countries: String...) -> Self {
        .test(
            "postalCode", "The {field} must be a postal code of {countries}.",
            ["countries": countries.joined(separator: ", ")]
        ) { text in countries.contains { PostalCodes.isCode(text, of: $0) } }
    }
}

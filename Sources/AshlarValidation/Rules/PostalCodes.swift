/// The forms of postal codes by country: 9 is a digit, A a letter, what is in brackets may be missing.
enum PostalCodes {
    static func isCode(_ text: String, of country: String) -> Bool {
        (shapes[country.uppercased()] ?? []).contains { matches(text.uppercased(), $0) }
    }

    /// Whether a text has a shape.
    static func matches(_ text: String, _ shape: String) -> Bool {
        if let open = shape.firstIndex(of: "["), let close = shape.firstIndex(of: "]") {
            let (before, optional) = (shape[..<open], shape[shape.index(after: open)..<close])
            let after = shape[shape.index(after: close)...]
            return matches(text, "\(before)\(optional)\(after)") || matches(text, "\(before)\(after)")
        }
        guard text.count == shape.count else { return false }
        return zip(text, shape).allSatisfy { character, form in
            switch form {
            case "9": character.isASCII && character.isNumber
            case "A": character.isASCII && character.isLetter
            default: character == form
            }
        }
    }

    private static let shapes: [String: [String]] = {
        var shapes: [String: [String]] = [
            "AD": ["AD999"], "AI": ["AI-2640"], "AR": ["9999", "A9999AAA"], "AS": ["99999[-9999]"], "AX": ["22999"],
            "AZ": ["[AZ ]9999"], "BB": ["BB99999"], "BM": ["AA 99", "AA AA"], "BN": ["AA9999"], "BR": ["99999[-]999"],
            "BT": ["99999"], "CA": ["A9A[ ]9A9"], "CC": ["6799"], "CL": ["9999999", "999-9999"], "CX": ["6798"],
            "CZ": ["999[ ]99"], "FK": ["FIQQ 1ZZ"], "FM": ["96999[-9999]"], "FO": ["[FO-]999"],
            "GB": ["A9[ ]9AA", "A99[ ]9AA", "AA9[ ]9AA", "AA99[ ]9AA", "A9A[ ]9AA", "AA9A[ ]9AA", "GIR[ ]0AA"],
            "GF": ["973 99", "97399"], "GG": ["GY9[ ]9AA", "GY99[ ]9AA"], "GI": ["GX11 1AA"],
            "GL": ["39[ ]99", "39999"],
            "GP": ["971 99", "97199"], "GR": ["999[ ]99"], "GS": ["SIQQ 1ZZ"], "GU": ["96999[-9999]"],
            "IE": [
                "A99[ ]AAAA", "A99[ ]9AAA", "A99[ ]A9AA", "A99[ ]AA9A", "A99[ ]AAA9", "A99[ ]A999", "A99[ ]AA99",
                "A99[ ]9A9A", "D6W[ ]AAAA",
            ],
            "IL": ["99999[99]"], "IM": ["IM9[ ]9AA", "IM99[ ]9AA"], "IR": ["9999999999", "99999-99999"],
            "JE": ["JE9[ ]9AA", "JE99[ ]9AA"], "JP": ["999[-]9999"], "KR": ["99999"], "KY": ["KY9-9999"],
            "LB": ["9999[ 9999]"], "LC": ["LC99  999"], "LT": ["[LT-]99999"], "LV": ["LV-9999", "9999"],
            "MC": ["98099", "98 099"], "MD": ["[MD]9999", "MD-9999"], "MF": ["97199"], "MH": ["96999[-9999]"],
            "MP": ["96999[-9999]"], "MQ": ["97299"], "MT": ["AAA[ ]9999"], "NC": ["98899"], "NL": ["9999[ ]AA"],
            "PF": ["98799"], "PL": ["99-999"], "PM": ["97599"], "PN": ["PCRN 1ZZ"], "PR": ["00999[-9999]"],
            "PT": ["9999[-999]"], "PW": ["96940"], "RE": ["97499"], "SE": ["999[ ]99"], "SH": ["ASCN 1ZZ", "STHL 1ZZ"],
            "SK": ["999[ ]99"], "SM": ["47899"], "SO": ["AA 99999"], "SZ": ["A999"], "TC": ["TKCA 1ZZ"],
            "TW": ["999[99]", "999[-99]", "999999"], "US": ["99999[-9999]"], "VA": ["00120"], "VC": ["VC9999"],
            "VE": ["9999[-A]"], "VG": ["VG9999"], "VI": ["00999[-9999]"], "WF": ["98699"], "YT": ["97699"],
            "IN": ["999999", "999 999"], "CO": ["999999"], "SG": ["999999"], "EC": ["999999"],
        ]
        let plain: [String: String] = [
            "9999":
                "AF AL AM AT AU BD BE BG CH CV CY DK ET GE GL GW HM HT HU LI LU LR MK MZ NE NF NO NP NZ PH PY SI SJ TN ZA",
            "99999":
                "BA CR CU DE DO DZ EE EG ES FI FR GT HN HR IC ID IQ IT JO KE KH KW LA LK MA ME MG MM MN MU MV MX MY NI PE PK RS SA SD SN TH TR TZ UA UY XK ZM",
            "999999": "BY CN KG KZ MN RO RU TJ TM UZ VN NG TT",
            "999": "IS LS PG OM BH",
        ]
        for (shape, countries) in plain {
            for country in countries.split(separator: " ") { shapes[String(country), default: []].append(shape) }
        }
        return shapes
    }()
}

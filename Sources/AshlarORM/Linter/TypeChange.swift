/// What changing a column's type costs. Types are as `format_type` writes them.
enum TypeChange {
    static func cost(from old: String, to new: String) -> TableOperation.Cost {
        let (old, new) = (Parts(old), Parts(new))
        if old.text == new.text { return .instant }
        switch (old.base, new.base) {
        case ("character varying", "text"),
            ("text", "character varying") where new.numbers.isEmpty,
            ("text", "citext"), ("citext", "text"), ("cidr", "inet"):
            return .instant
        case ("character varying", "character varying"), ("bit varying", "bit varying"):
            guard let longest = new.numbers.first else { return .instant }
            return old.numbers.first.map { longest >= $0 } == true ? .instant : .scan
        case ("text", "character varying"): return .scan
        case ("numeric", "numeric"):
            if new.numbers.isEmpty { return .instant }
            guard old.numbers.count == 2, new.numbers.count == 2, old.numbers[1] == new.numbers[1] else {
                return .rewrite
            }
            return new.numbers[0] >= old.numbers[0] ? .instant : .rewrite
        default: return .rewrite
        }
    }

    private struct Parts {
        let text: String
        let base: String
        let numbers: [Int]

        init(_ text: String) {
            self.text = text
            base = text.split(separator: "(").first.map(String.init) ?? text
            numbers = text.matches(of: /[0-9]+/).compactMap { text.contains("(") ? Int($0.0) : nil }
        }
    }
}

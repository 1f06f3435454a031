/// A list of an `Accept` field: ranges with weights (RFC 9110 section 12.4.2).
struct AcceptList {
    struct Entry {
        /// The range in lower case, with its parameters other than the weight: `text/html`, `de-ch`, `br`.
        let range: String
        /// 0 to 1: 0 is never.
        let weight: Double
    }

    let entries: [Entry]

    init(_ field: String?) {
        entries = (field ?? "").lowercased().split(separator: ",").prefix(100).compactMap { element in
            var range = ""
            var weight = 1.0
            for (index, part) in element.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
                let part = part.filter { $0 != " " && $0 != "\t" }
                if index > 0, part.hasPrefix("q=") {
                    // A weight that is none counts as the least that is not never.
                    weight = Double(part.dropFirst(2)).map { $0.isFinite ? min(max($0, 0), 1) : 0 } ?? 0.001
                    break
                }
                range += index == 0 ? part : ";\(part)"
            }
            return range.isEmpty ? nil : Entry(range: range, weight: weight)
        }
    }

    /// The weight of a media type: the most specific range decides (RFC 9110 section 12.5.1). Without a list everything is
    /// acceptable.
    func weight(ofMediaType type: String) -> Double {
        guard !entries.isEmpty else { return 1 }
        let type = type.lowercased().filter { $0 != " " }
        let bare = type.prefix { $0 != ";" }
        let family = "\(type.prefix { $0 != "/" })/*"
        var best = (specificity: -1, weight: 0.0)
        for entry in entries {
            let specificity =
                switch entry.range {
                case type where type.utf8.count > bare.utf8.count: 3
                case String(bare): 2
                case family: 1
                case "*/*": 0
                default: -1
                }
            if specificity > best.specificity { best = (specificity, entry.weight) }
        }
        return best.weight
    }

    /// The weight of a coding (RFC 9110 section 12.5.3): without a list none is known to be understood but the identity.
    func weight(ofCoding coding: String) -> Double {
        if let entry = entries.first(where: { $0.range == coding }) { return entry.weight }
        if let any = entries.first(where: { $0.range == "*" }) { return any.weight }
        return coding == "identity" ? 1 : 0
    }

    /// The one of the languages that the list wants most (RFC 4647 section 3.4, lookup): `de` serves who wants `de-CH`.
    func language(of available: [String]) -> String? {
        let wanted = entries.enumerated().filter { $1.weight > 0 }
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        let refused = Set(entries.filter { $0.weight == 0 }.map(\.range))
        let candidates = available.filter { !refused.contains($0.lowercased()) }
        for (_, entry) in wanted {
            if entry.range == "*" { return candidates.first }
            var range = entry.range[...]
            while !range.isEmpty {
                if let match = candidates.first(where: { $0.lowercased() == range }) { return match }
                guard let hyphen = range.lastIndex(of: "-") else { break }
                range = range[..<hyphen]
                // A single letter introduces what follows it: it goes with that.
                if range.count > 1, range.dropLast().hasSuffix("-") { range = range.dropLast(2) }
            }
            // Who wants `de` reads `de-AT`.
            if let match = candidates.first(where: { $0.lowercased().hasPrefix(entry.range + "-") }) { return match }
        }
        return nil
    }
}

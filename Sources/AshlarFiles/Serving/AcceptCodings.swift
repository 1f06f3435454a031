/// The weights of `Accept-Encoding` (RFC 9110 section 12.5.3).
struct AcceptCodings {
    private var weights: [(coding: String, weight: Double)] = []

    init(_ field: String) {
        for element in field.lowercased().split(separator: ",").prefix(50) {
            let parts = element.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let coding = parts.first, !coding.isEmpty else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            weights.append((coding == "x-gzip" ? "gzip" : coding, quality.isFinite ? quality : 0))
        }
    }

    func weight(of coding: String) -> Double {
        (weights.first { $0.coding == coding } ?? weights.first { $0.coding == "*" })?.weight ?? 0
    }

    /// Nil if the client says nothing of it.
    var identityWeight: Double? { weights.first { $0.coding == "identity" }?.weight }
}

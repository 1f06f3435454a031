import AshlarHTTP

/// The request's address with one parameter of its query replaced, which says which page of a list is meant.
struct PageAddresses {
    private let path: String
    private let others: [String]
    private let name: String

    init(_ request: Request, name: String) {
        path = request.mountPath + request.path
        self.name = PercentEncoding.encode(name)
        others = ((try? request.query.items) ?? []).filter { $0.name != name }.map {
            "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
        }
    }

    /// - Parameter value: what the parameter is; nil for an address without it, which is the first page.
    func address(_ value: String?) -> String {
        let query = others + (value.map { ["\(name)=\(PercentEncoding.encode($0))"] } ?? [])
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    /// - Parameter number: of a page, counted from 1.
    func address(of number: Int) -> String { address(number == 1 ? nil : String(number)) }
}

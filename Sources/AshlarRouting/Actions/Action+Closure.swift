import AshlarHTTP
import AshlarSupport

extension Action {
    /// An action that always answers with the same value, and names the views that it needs.
    ///
    /// - Parameters:
    ///   - value: becomes the response, for each request anew.
    ///   - name: what listings show.
    ///   - views: the templates that must exist.
    public static func fixed(
        _ value: some ResponseConvertible, name: String, views: [String], file: String, line: Int
    ) -> Action {
        Action(name: name, location: SourceLocation(file: file, line: line), views: views, returns: type(of: value)) {
            context in
            try await value.response(in: context)
        }
    }
}

/// A `MemberReadable` value that is there for its members alone, under a name that templates know: it prints nothing of its
/// own, and messages call it by that name.
///
/// ```swift
/// extension Visitor: TemplateNamed { static let templateName = "visitor" }
/// ```
public protocol TemplateNamed: SendableMetatype {
    /// What templates call it.
    static var templateName: String { get }
}

extension TemplateObject {
    /// - Throws: for an object that has no text, and would print the name of its type.
    func checkText() throws {
        guard let record = self as? RecordObject, record.isForMembersAlone else { return }
        throw Failure(
            "\(typeName) has no text of its own",
            suggestion: "Print one of its members: \(Self.listed(memberNames, of: typeName)).")
    }

    private static func listed(_ names: [String], of owner: String) -> String {
        names.prefix(4).map { "\(owner).\($0)" }.joined(separator: ", ")
    }
}

extension TemplateFunction {
    /// What is wrong where a function is printed.
    var uncalled: Failure {
        // The method of a list that counts what is equal: elsewhere it is how many there are.
        if name == "count" {
            return Failure("\(name) is a function", suggestion: "How many there are says the filter: |length.")
        }
        return Failure("\(name) is a function, and prints nothing by itself", suggestion: "Call it: \(name)().")
    }
}

import AshlarSupport

/// The name of a new app, in the ways it is needed.
struct AppName: Sendable, Equatable {
    /// As it was given: the folder and the package.
    let name: String
    /// The type in `App.swift`: `MyBlog` for `my-blog`.
    let type: String
    /// What people read: `My Blog`.
    let title: String

    /// Checks a name.
    ///
    /// - Parameters:
    ///   - name: what was given.
    ///   - packages: the identities of the packages that an app is built from; SwiftPM refuses a second one of that name.
    /// - Throws: ``CraftError`` that says what a name may be.
    init(_ name: String, packages: Set<String>) throws {
        let rule = "Use letters, digits, - and _, beginning with a letter, at most 40: blog, my-shop, Forum2."
        guard let first = name.first, first.isASCII, first.isLetter, let last = name.last, last != "-", last != "_",
            name.count <= 40, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        else {
            throw CraftError("\"\(name)\" cannot be the name of an app.", suggestion: rule)
        }
        guard !ReservedNames.keywords.contains(name) else {
            throw CraftError(
                "\"\(name)\" cannot be the name of an app: it is a word of Swift.",
                suggestion: "Add to it: \(name)-app")
        }
        guard !packages.contains(name.lowercased()) else {
            throw CraftError(
                "\"\(name)\" cannot be the name of an app: a package it is built from has that name.",
                suggestion: "Add to it: \(name)-app")
        }
        self.name = name
        let type = CaseConversion.pascal(name)
        self.type = ReservedNames.isTaken(type) ? type + "App" : type
        title = CaseConversion.words(name).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}

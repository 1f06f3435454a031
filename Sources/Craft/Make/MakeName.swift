import AshlarSupport

/// The name that a generator was given: `Post`, `admin/post`, `PostController`.
struct MakeName: Sendable, Equatable {
    /// The folders it lies in, such as `Admin`.
    let folders: [String]
    /// The name without folders and without the suffix of its kind: `Post`.
    let base: String
    /// What kind of thing it is: `Controller`, or empty.
    let suffix: String

    /// Checks a name.
    ///
    /// - Parameters:
    ///   - text: what was given; parts are separated by `/` or `.`.
    ///   - suffix: what the type's name ends in, whether it was typed or not.
    ///   - isKnown: whether it names what is there already, and need not be free.
    /// - Throws: ``CraftError`` if no Swift type can have that name.
    init(_ text: String, suffix: String = "", isKnown: Bool = false) throws {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." }.map {
            CaseConversion.pascal(String($0))
        }
        let allowed = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0)) }
        guard allowed, let last = parts.last, parts.allSatisfy({ $0.first?.isLetter == true }) else {
            throw CraftError(
                "\"\(text)\" cannot be the name of a type.",
                suggestion:
                    "Use letters, digits and _, beginning with a letter, with / between folders: Post, Admin/Post.")
        }
        folders = parts.dropLast()
        self.suffix = suffix
        base = last.hasSuffix(suffix) && last != suffix ? String(last.dropLast(suffix.count)) : last
        guard isKnown || !ReservedNames.isTaken(type) else {
            throw CraftError(
                "\(type) cannot be the name of a type: Swift or Ashlar has one of that name.",
                suggestion: "Choose a name that says more, such as Blog\(type).")
        }
    }

    /// The type. Folders are part of it: two types of one name cannot be in one app, in whatever folders they lie.
    var type: String { folders.joined() + base + suffix }

    /// The path of the file below the folder of its kind, without its extension.
    var path: String { (folders + [type]).joined(separator: "/") }

    /// The model that a controller of that name serves.
    var model: String { folders.joined() + base }

    /// `posts` for `Post`.
    var plural: String { Inflector.plural(CaseConversion.snake(base)) }

    /// `admin/posts` with some separator for `Admin/Post`.
    func plurals(separator: String) -> String {
        (folders.map(CaseConversion.snake) + [plural]).joined(separator: separator)
    }

    /// The words of a name as people read them, the first in capitals: `Blog posts`.
    static func title(_ name: String) -> String {
        let words = CaseConversion.words(name).joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

import Ashlar

/// What somebody wrote into the form of a post, right or wrong: it is shown again until it is right.
struct PostDraft: Encodable, Sendable {
    var title: String
    var body: String
    var author: String
    var isPublished: Bool

    init(_ form: Form) {
        title = form["title"]?.trimmingBlanks ?? ""
        body = form["body"]?.trimmingBlanks ?? ""
        author = form["author"]?.trimmingBlanks ?? ""
        isPublished = form.isOn("isPublished")
    }

    init(title: String = "", body: String = "", author: String = "", isPublished: Bool = true) {
        self.title = title
        self.body = body
        self.author = author
        self.isPublished = isPublished
    }

    /// What is wrong, by field; empty if all is right.
    var errors: [String: String] {
        var errors: [String: String] = [:]
        if title.isEmpty { errors["title"] = "A post needs a title." }
        if title.count > 200 { errors["title"] = "A title has at most 200 characters." }
        if body.isEmpty { errors["body"] = "Write something." }
        if author.isEmpty { errors["author"] = "Who is writing?" }
        if author.count > 200 { errors["author"] = "A name has at most 200 characters." }
        return errors
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmingBlanks: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

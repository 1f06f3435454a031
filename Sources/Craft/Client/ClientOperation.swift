/// One method of one path, as clients call it.
struct ClientOperation {
    /// A value of the path, the query, the header fields or the cookies.
    struct Parameter {
        let name: String
        /// `path`, `query`, `header` or `cookie`.
        let place: String
        let schema: ClientSchema
        let isRequired: Bool
        let text: String?
    }

    /// What is sent.
    struct Body {
        /// Its media type.
        let media: String
        let schema: ClientSchema
        let isRequired: Bool
    }

    /// What is answered.
    struct Answer {
        /// `200`, `2XX` or `default`.
        let status: String
        /// Nil where nothing is known of a body.
        let schema: ClientSchema?
        let text: String?
        /// Whether there may be problem details (RFC 9457) in place of the body.
        var mayBeProblem = false
    }

    /// Its name in the description.
    let id: String
    let method: String
    /// With placeholders in braces.
    let path: String
    let summary: String?
    let text: String?
    let isDeprecated: Bool
    let parameters: [Parameter]
    let body: Body?
    /// Those that say that it was done.
    let answers: [Answer]
    /// Those with a body of their own that say that it was not.
    let failures: [Answer]
    /// Ways of which each is enough, each made of the names of schemes.
    let security: [[String]]
}

/// A way in which clients prove who they are.
struct ClientScheme {
    /// How it is sent.
    enum Kind {
        case bearer, basic
        case header(String), query(String), cookie(String)
    }

    let name: String
    let kind: Kind
    let text: String?
}

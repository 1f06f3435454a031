/// What a value of an API is, as clients have to know it.
indirect enum ClientSchema: Hashable {
    /// Any JSON.
    case any
    case text, integer, number, boolean
    /// A number that may be sent as text as well, so that nothing of it is lost.
    case decimal
    /// A date with a time, a day, an identifier, an address, bytes as base64.
    case moment, day, uuid, address, bytes
    /// What is sent as it is: a part of a form, or a whole body.
    case file
    case list(ClientSchema)
    /// Values by names that are not known before.
    case map(ClientSchema)
    /// It, or null.
    case optional(ClientSchema)
    /// A type of the client.
    case named(String)

    /// It without null.
    var wrapped: ClientSchema {
        if case .optional(let inner) = self { return inner }
        return self
    }

    /// It, or null; never twice.
    var orNull: ClientSchema { .optional(wrapped) }
}

/// A type of a client.
struct ClientType {
    /// A value with a name.
    struct Property {
        /// As it is sent.
        let name: String
        let schema: ClientSchema
        /// Whether it is always there.
        let isRequired: Bool
        let text: String?
    }

    /// One of the types that a value may be of.
    struct Alternative {
        let schema: ClientSchema
        /// What the discriminator says of it.
        let tag: String?
    }

    /// What it is made of.
    enum Kind {
        case object([Property])
        /// One of these texts, or, where they are numbers, of these numbers.
        case choices([String], isText: Bool)
        case union([Alternative], discriminator: String?)
        case alias(ClientSchema)
    }

    let name: String
    let text: String?
    let kind: Kind
}

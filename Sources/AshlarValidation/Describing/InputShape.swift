/// What kind of value a field takes, for forms and documents.
public indirect enum InputShape: Sendable {
    /// Text.
    case text
    /// A whole number.
    case integer
    /// A number.
    case number
    /// A number of any precision.
    case decimal
    /// Yes or no.
    case boolean
    /// A moment, or a day.
    case date
    /// A day.
    case day
    /// A UUID.
    case uuid
    /// An address with its scheme.
    case url
    /// One of these values, which are texts, or in JSON whole numbers.
    case choices([String], isText: Bool)
    /// An uploaded file.
    case file
    /// Several.
    case list(InputShape)
    /// Another input.
    case input(any TypedInput.Type)
}

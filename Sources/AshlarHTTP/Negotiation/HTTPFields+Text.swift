package import HTTPTypes

extension HTTPFields {
    /// The text of a field, as the subscript has it; nil if it is not there.
    ///
    /// Most fields are there once or not at all: then nothing is joined, which costs ten times as much.
    package func text(_ name: HTTPField.Name) -> String? {
        guard contains(name) else { return nil }
        var found: String?
        for field in self where field.name == name {
            if found != nil { return self[name] }
            found = field.value
        }
        return found
    }
}

extension Request {
    /// The media type of the body without its parameters, in lower case; nil if the request names none.
    package var mediaType: String? { MediaType.of(headers.text(.contentType)) }
}

import HTTPTypes
import NIOCore

extension Request {
    /// Everything that the client sent to be worked on: the query's values, and over them those of the body, which may be
    /// JSON, a form, or a form with files. It can be asked for again.
    ///
    /// ```swift
    /// let input = try await request.input()
    /// let title = input.string("title")
    /// ```
    ///
    /// - Parameter limits: what is read at most; ``inputLimits`` if nil.
    /// - Throws: ``HTTPError`` 400 if it is malformed, 413 if it is larger, 415 for a body of another media type.
    public func input(limits: InputLimits? = nil) async throws -> Input {
        let limits = limits ?? inputLimits
        var tree = InputTree(limits: limits)
        for item in try query.items { try tree.add(item.name, .string(item.value)) }
        let fromQuery = tree.value
        let fromBody = try await bodyInput(limits)
        if case .object(let members) = fromBody {
            return Input(.object(fromQuery.isEmpty ? members : fromQuery.merging(members) { $1 }))
        }
        return Input(fromBody ?? .object(fromQuery))
    }

    private func bodyInput(_ limits: InputLimits) async throws -> InputValue? {
        guard let media = mediaType else { return nil }
        if MediaType.isJSON(media) {
            let bytes = try await collectInput(upTo: limits.bodyBytes)
            return try JSONInput.parse(bytes, limits: limits)
        }
        guard let tree = try await formTree(media, limits) else { throw Self.unsupported(media) }
        return .object(tree.value)
    }

    /// The values of a form; nil for another media type.
    func formTree(_ media: String?, _ limits: InputLimits) async throws -> InputTree? {
        var tree = InputTree(limits: limits)
        switch media {
        case "application/x-www-form-urlencoded":
            let bytes = try await collectInput(upTo: limits.bodyBytes)
            for item in try Parameters(urlEncoded: bytes.readableBytesView, in: "form").items {
                try tree.add(item.name, .string(item.value))
            }
        case "multipart/form-data":
            let form = try await multipart(limits: limits)
            for item in form.fields.items { try tree.add(item.name, .string(item.value)) }
            for file in form.files { try tree.add(Self.inputName(of: file, in: form), .file(file)) }
        default: return nil
        }
        return tree
    }

    static func unsupported(_ media: String) -> HTTPError {
        HTTPError(
            .unsupportedMediaType,
            "This address accepts a form or JSON, not \(media).",
            headers: [.accept: "application/x-www-form-urlencoded, multipart/form-data, application/json"])
    }

    /// Several files of one input are a list, whether its name ends in `[]` or not.
    private static func inputName(of file: UploadedFile, in form: MultipartForm) -> String {
        let name = file.fieldName
        guard !name.hasSuffix("]"), form.files.count > 1,
            form.files.count(where: { $0.fieldName == name }) > 1
        else { return name }
        return "\(name)[]"
    }

    /// Reads the body as a form with files.
    ///
    /// - Parameter limits: what is read at most; ``inputLimits`` if nil.
    /// - Throws: ``HTTPError`` 415 if it is none, 413 if it is larger, 400 if it is malformed.
    public func multipart(limits: InputLimits? = nil) async throws -> MultipartForm {
        guard let type = headers[.contentType], MediaType.of(type) == "multipart/form-data" else {
            throw HTTPError.unsupportedMediaType(
                "This address accepts a form with files: multipart/form-data.", accepted: ["multipart/form-data"])
        }
        try refuseCoding()
        return try await body.multipart(boundary: try MultipartReader.boundary(of: type), limits: limits ?? inputLimits)
    }

    /// Reads the body as an HTML form; of a form with files the fields.
    ///
    /// - Parameter limit: the largest urlencoded body that is read, in bytes; that of ``inputLimits`` if nil.
    /// - Throws: ``HTTPError`` 415 if the body is no form, 413 if it is larger, 400 if it is malformed.
    public func form(upTo limit: Int? = nil) async throws -> Form {
        switch mediaType {
        case "application/x-www-form-urlencoded":
            let bytes = try await collectInput(upTo: limit ?? inputLimits.bodyBytes)
            return Form(try Parameters(urlEncoded: bytes.readableBytesView, in: "form"))
        case "multipart/form-data":
            return Form(try await multipart().fields)
        default:
            throw HTTPError.unsupportedMediaType(
                "This address accepts a form: application/x-www-form-urlencoded or multipart/form-data.",
                accepted: ["application/x-www-form-urlencoded", "multipart/form-data"])
        }
    }
}

/// A form with files, as `multipart/form-data` carries it (RFC 7578).
public struct MultipartForm: Sendable {
    /// The fields that are no files.
    public let fields: Parameters
    /// The files, in the order in which they were sent. A file input that was left empty is none.
    public let files: [UploadedFile]
}

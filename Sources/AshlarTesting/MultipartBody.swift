import Ashlar
import NIOCore

/// A form with files as a browser sends it (RFC 7578).
struct MultipartBody {
    let bytes: ByteBuffer
    let contentType: String

    init(form: [(name: String, value: String)], files: [UploadedFile]) async throws {
        let boundary = "ashlar-\(RandomToken.make(byteCount: 18))"
        var bytes = ByteBuffer()
        for field in form {
            bytes.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(field.name))\"\r\n\r\n")
            bytes.writeString(field.value + "\r\n")
        }
        for file in files {
            bytes.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(file.fieldName))\"; "
                    + "filename=\"\(Self.quoted(file.name))\"\r\n"
                    + "Content-Type: \(file.declaredMediaType ?? "application/octet-stream")\r\n\r\n")
            var content = try await file.bytes(upTo: .max)
            bytes.writeBuffer(&content)
            bytes.writeString("\r\n")
        }
        bytes.writeString("--\(boundary)--\r\n")
        self.bytes = bytes
        contentType = "multipart/form-data; boundary=\(boundary)"
    }

    /// As browsers write names (WHATWG HTML, "multipart/form-data encoding algorithm").
    private static func quoted(_ text: String) -> String {
        text.replacing("\r\n", with: "%0D%0A").replacing("\r", with: "%0D").replacing("\n", with: "%0A").replacing(
            "\"", with: "%22")
    }
}

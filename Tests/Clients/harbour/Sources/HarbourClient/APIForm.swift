// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

/// A file that is sent in a form.
public struct APIFile: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// Its media type.
    public var type: String
    /// What is in it.
    public var data: Data

    /// Makes a file.
    public init(name: String, type: String = "application/octet-stream", data: Data) {
        self.name = name
        self.type = type
        self.data = data
    }
}

/// What is sent as a form.
public protocol APIFormValue: Sendable {
    /// Adds its fields.
    ///
    /// - Parameters:
    ///   - form: where they are added.
    ///   - name: the name that theirs are below; empty for the whole form.
    func write(to form: inout APIForm, as name: String) throws
}

/// A form that is being filled.
public struct APIForm: Sendable {
    private var fields: [(name: String, value: String)] = []
    private var files: [(name: String, file: APIFile)] = []

    mutating func add(_ name: String, of form: String, _ value: (some Encodable)?) throws {
        guard let value else { return }
        fields += try APICoding.fields(Self.name(name, of: form), value)
    }

    mutating func addFile(_ name: String, of form: String, _ value: APIFile?) {
        if let value { files.append((Self.name(name, of: form), value)) }
    }

    mutating func addFiles(_ name: String, of form: String, _ values: [APIFile]?) {
        for value in values ?? [] { files.append(("\(Self.name(name, of: form))[]", value)) }
    }

    mutating func addForm(_ name: String, of form: String, _ value: (some APIFormValue)?) throws {
        try value?.write(to: &self, as: Self.name(name, of: form))
    }

    mutating func addForms(_ name: String, of form: String, _ values: [some APIFormValue]?) throws {
        for (index, value) in (values ?? []).enumerated() {
            try value.write(to: &self, as: "\(Self.name(name, of: form))[\(index)]")
        }
    }

    private static func name(_ name: String, of form: String) -> String { form.isEmpty ? name : "\(form)[\(name)]" }

    var urlEncoded: Data {
        let items = fields.map { "\(APIRequest.encoded($0.name))=\(APIRequest.encoded($0.value))" }
        return Data(items.joined(separator: "&").utf8)
    }

    /// As browsers write it (RFC 7578).
    func multipart(boundary: String) -> Data {
        var body = Data()
        func add(_ text: String) { body.append(Data(text.utf8)) }
        func head(_ name: String) { add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(name))\"") }
        for field in fields {
            head(field.name)
            add("\r\n\r\n\(field.value)\r\n")
        }
        for (name, file) in files {
            head(name)
            add("; filename=\"\(Self.quoted(file.name))\"\r\nContent-Type: \(file.type)\r\n\r\n")
            body.append(file.data)
            add("\r\n")
        }
        add("--\(boundary)--\r\n")
        return body
    }

    private static func quoted(_ text: String) -> String {
        text.replacing("\r\n", with: "%0D%0A").replacing("\r", with: "%0D").replacing("\n", with: "%0A").replacing("\"", with: "%22")
    }
}

import AshlarSupport
import HTTPTypes
public import NIOCore
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How values become JSON and back, in bodies and answers of a whole app. `config/json.yaml` says how Foundation's coders do
/// it; bind another implementation to replace them.
public protocol JSONCoding: Sendable {
    /// Encodes a value.
    func encode(_ value: some Encodable) throws -> ByteBuffer

    /// Decodes a value.
    ///
    /// - Throws: ``HTTPError`` 400 for what is no JSON or has a name twice, 422 for what is JSON of another shape.
    func decode<T: Decodable>(_ type: T.Type, from bytes: ByteBuffer) throws -> T
}

/// Foundation's JSON coders, by a ``JSONPolicy``: unless it says otherwise dates are ISO 8601 in UTC, and keys are the names of
/// the properties.
public struct FoundationJSON: JSONCoding {
    /// The coders with their defaults, made once.
    public static let standard = FoundationJSON()

    /// How values are written and read.
    public let policy: JSONPolicy
    private let encoder: JSONEncoder
    private let decoder: JSONDecoder

    /// Makes the coders, once for all values.
    public init(_ policy: JSONPolicy = JSONPolicy()) {
        self.policy = policy
        encoder = JSONEncoder()
        decoder = JSONDecoder()
        // Sorted, so that the same value is the same text: for caches, for tests, for people.
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        switch policy.dates {
        case .iso8601:
            encoder.dateEncodingStrategy = .iso8601
            decoder.dateDecodingStrategy = .iso8601
        case .iso8601Milliseconds:
            encoder.dateEncodingStrategy = .custom { date, encoder in
                var container = encoder.singleValueContainer()
                try container.encode(date.formatted(JSONPolicy.milliseconds))
            }
            decoder.dateDecodingStrategy = .custom { try JSONPolicy.date(from: $0) }
        case .seconds:
            encoder.dateEncodingStrategy = .secondsSince1970
            decoder.dateDecodingStrategy = .secondsSince1970
        case .milliseconds:
            encoder.dateEncodingStrategy = .millisecondsSince1970
            decoder.dateDecodingStrategy = .millisecondsSince1970
        }
        if policy.keys == .snakeCase {
            encoder.keyEncodingStrategy = .convertToSnakeCase
            decoder.keyDecodingStrategy = .convertFromSnakeCase
        }
    }

    /// Encodes a value.
    public func encode(_ value: some Encodable) throws -> ByteBuffer {
        ByteBuffer(bytes: try policy.isPlain ? encoder.encode(value) : encoder.encode(JSONPolicyValue(value, policy)))
    }

    /// Decodes a value.
    public func decode<T: Decodable>(_ type: T.Type, from bytes: ByteBuffer) throws -> T {
        let failure = bytes.withUnsafeReadableBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                JSONSyntax.failure(in: bytes)
                    ?? (JSONInput.isText(bytes) ? nil : JSONReader.Failure(reason: .syntax, offset: bytes.count))
            }
        }
        if let failure { throw JSONInput.error(failure, in: bytes) }
        do {
            let data = Data(bytes.readableBytesView)
            guard policy.decimals == .text else { return try decoder.decode(type, from: data) }
            return try decoder.decode(JSONPolicyInput<T>.self, from: data).value
        } catch let error as DecodingError {
            throw Self.httpError(error)
        }
    }

    private static func httpError(_ error: DecodingError) -> HTTPError {
        switch error {
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            HTTPError(.badRequest, "The body is not valid JSON.")
        case .keyNotFound(let key, let context):
            HTTPError(.unprocessableContent, "The body has no \(path(context.codingPath + [key])).")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            HTTPError(.unprocessableContent, "In the body, \(path(context.codingPath)) is of the wrong type.")
        @unknown default:
            HTTPError(.unprocessableContent, "The body does not have the expected shape.")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the whole" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}

extension Request {
    /// Reads the body as JSON, as the app reads it: by the `JSONCoding` that it has bound, otherwise by `config/json.yaml`.
    ///
    /// - Parameters:
    ///   - type: what it is decoded as.
    ///   - limit: the largest body that is read, in bytes; that of ``inputLimits`` if nil.
    ///   - coder: reads it in place of the app's.
    /// - Throws: ``HTTPError`` 415 if it is of another media type, 413 if it is too large, 400 and 422 if it is malformed
    ///   or of another shape.
    public func json<T: Decodable>(
        as type: T.Type = T.self, upTo limit: Int? = nil,
        using coder: (any JSONCoding)? = nil
    ) async throws -> T {
        guard let media = mediaType, MediaType.isJSON(media) else {
            throw HTTPError(
                .unsupportedMediaType, "This address accepts JSON: application/json.",
                headers: [.accept: "application/json"])
        }
        let coder = coder ?? home.app.load()?.json ?? FoundationJSON.standard
        return try coder.decode(type, from: try await collectInput(upTo: limit ?? inputLimits.bodyBytes))
    }
}

// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

extension APIClient {
    /// One parcel. */ " \(1) \u{0}
    ///
    /// - Throws: ``GetParcelFailure``, or ``APIError`` for an answer that is not what was asked for.
    public func getParcel(parcelId: String, xTraceId: UUID? = nil, filter: GetParcelFilter? = nil, bodyValue: Bool? = nil) async throws -> GetParcelAnswer {
        var request = APIRequest("GET", "/parcels/\(try APIRequest.segment(parcelId))")
        try request.addHeader("X-Trace-Id", xTraceId)
        try request.addQuery("filter", filter)
        try request.addQuery("body", bodyValue)
        let response = try await send(request, [["token"], ["login", "tenant"], []])
        switch response.status {
        case 200: return .ok(try response.json())
        case 202: return .accepted(try response.json())
        case 204: return .noContent
        case 404: throw GetParcelFailure.notFound(try response.json())
        default: throw APIError(response)
        }
    }

    /// PATCH /parcels/{parcel_id}
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func parcelsUpdate(parcelId: String, xTraceId: UUID? = nil, body: Patch) async throws -> [String: Int] {
        var request = APIRequest("PATCH", "/parcels/\(try APIRequest.segment(parcelId))")
        try request.addHeader("X-Trace-Id", xTraceId)
        try request.setJSON(body)
        let response = try await send(request, [["token"], ["login", "tenant"], []])
        switch response.status {
        case 200..<300: return try response.json()
        default: throw APIError(response)
        }
    }

    /// PUT /parcels/{parcel_id}
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func putParcelsParcelId(parcelId: String, xTraceId: UUID? = nil, body: Data? = nil) async throws -> Data {
        var request = APIRequest("PUT", "/parcels/\(try APIRequest.segment(parcelId))")
        try request.addHeader("X-Trace-Id", xTraceId)
        request.setBytes(body, type: "application/octet-stream")
        let response = try await send(request, [])
        switch response.status {
        case 200: return response.body
        default: throw APIError(response)
        }
    }

    /// POST /parcels
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func send(body: SendBody? = nil) async throws -> String {
        var request = APIRequest("POST", "/parcels")
        try request.setForm(body, isMultipart: true)
        let response = try await send(request, [["token"], ["login", "tenant"], []])
        switch response.status {
        case 200: return try response.textOrJSON()
        default: throw APIError(response)
        }
    }

    /// POST /search
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func search(body: SearchBody) async throws -> [Contents] {
        var request = APIRequest("POST", "/search")
        try request.setForm(body, isMultipart: false)
        let response = try await send(request, [["token"], ["login", "tenant"], []])
        switch response.status {
        case 200: return try response.json()
        default: throw APIError(response)
        }
    }
}

/// What ``APIClient/getParcel`` is answered with.
public enum GetParcelAnswer: Hashable, Sendable {
    /// It is on its way.
    case ok(Parcel)
    /// Not yet.
    case accepted(Task)
    /// Nothing to say.
    case noContent
}

/// Why ``APIClient/getParcel`` could not be done.
public enum GetParcelFailure: Error, Hashable, Sendable {
    /// There is none.
    case notFound(ErrorModel)
}

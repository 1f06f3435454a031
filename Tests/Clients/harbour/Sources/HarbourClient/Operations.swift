// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
import Foundation

extension APIClient {
    /// The boats.
    ///
    /// In the order in which they came.
    ///
    /// - Parameters:
    ///   - kinds: only these.
    ///   - since: launched then or later.
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func boatsIndex(kinds: [BoatsIndexKindsItem]? = nil, since: APIDay? = nil, page: Int? = nil, xLanguage: String? = nil, theme: String? = nil) async throws -> BoatsIndexAnswer {
        var request = APIRequest("GET", "/api/boats")
        try request.addQuery("kinds", kinds)
        try request.addQuery("since", since)
        try request.addQuery("page", page)
        try request.addHeader("X-Language", xLanguage)
        try request.addCookie("theme", theme)
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 200: return try response.json()
        default: throw APIError(response)
        }
    }

    /// POST /api/boats
    ///
    /// - Throws: ``BoatsStoreFailure``, or ``APIError`` for an answer that is not what was asked for.
    public func boatsStore(body: BoatInput) async throws -> Boat {
        var request = APIRequest("POST", "/api/boats")
        try request.setJSON(body)
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 201: return try response.json()
        case 409: throw BoatsStoreFailure.conflict(try response.json())
        default: throw APIError(response)
        }
    }

    /// GET /api/boats/{boat}
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func boatsShow(boat: Int) async throws -> Boat {
        let request = APIRequest("GET", "/api/boats/\(try APIRequest.segment(boat))")
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 200: return try response.json()
        default: throw APIError(response)
        }
    }

    /// DELETE /api/boats/{boat}
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    @available(*, deprecated)
    public func boatsDestroy(boat: Int) async throws {
        let request = APIRequest("DELETE", "/api/boats/\(try APIRequest.segment(boat))")
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 204: return
        default: throw APIError(response)
        }
    }

    /// PUT /api/boats/{boat}/picture
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func boatsPicture(boat: Int, body: BoatsPictureBody) async throws -> String {
        var request = APIRequest("PUT", "/api/boats/\(try APIRequest.segment(boat))/picture")
        try request.setForm(body, isMultipart: true)
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 200: return try response.textOrJSON()
        default: throw APIError(response)
        }
    }

    /// Lets a boat go.
    ///
    /// - Throws: ``BoatsLaunchFailure``, or ``APIError`` for an answer that is not what was asked for.
    public func boatsLaunch(boat: Int) async throws -> BoatsLaunchAnswer {
        let request = APIRequest("POST", "/api/boats/\(try APIRequest.segment(boat))/launch")
        let response = try await send(request, [["bearer"], ["headerKey"]])
        switch response.status {
        case 201: return .created(try response.json())
        case 202: return .accepted(try response.json())
        case 204: return .noContent
        case 409: throw BoatsLaunchFailure.conflict(try response.json())
        case 404 where !response.isProblem: throw BoatsLaunchFailure.notFound(try response.json())
        default: throw APIError(response)
        }
    }

    /// GET /theme/{name}
    ///
    /// - Throws: ``APIError`` for an answer that is not what was asked for.
    public func theme(name: String, xLanguage: String? = nil, theme: String? = nil) async throws -> String {
        var request = APIRequest("GET", "/theme/\(try APIRequest.segment(name))")
        try request.addHeader("X-Language", xLanguage)
        try request.addCookie("theme", theme)
        let response = try await send(request, [])
        switch response.status {
        case 200: return try response.textOrJSON()
        default: throw APIError(response)
        }
    }
}

/// Why ``APIClient/boatsStore`` could not be done.
public enum BoatsStoreFailure: Error, Hashable, Sendable {
    /// There is one of that name.
    case conflict(BoatConflict)
}

/// What ``APIClient/boatsLaunch`` is answered with.
public enum BoatsLaunchAnswer: Hashable, Sendable {
    /// It is on its way.
    case created(Voyage)
    /// It has to wait.
    case accepted(BoatQueue)
    /// It was out already.
    case noContent
}

/// Why ``APIClient/boatsLaunch`` could not be done.
public enum BoatsLaunchFailure: Error, Hashable, Sendable {
    /// Another one is in its way.
    case conflict(BoatConflict)
    /// There is no boat of that number.
    case notFound(UnknownBoat)
}

public import AshlarHTTP
import FoundationEssentials
import HTTPTypes
public import Logging

/// Brings each request its session and stores what became of it.
///
/// ```swift
/// SessionMiddleware(PostgresSessions(database), logger: logger)
/// ```
///
/// A cookie that was tampered with, or whose session has ended, makes an empty session. An id that a client made up is
/// never taken over. What was written is stored also where the action throws: with the answer that is made of its
/// error, so that an error handler can flash, whatever the driver.
public struct SessionMiddleware: Middleware {
    private let driver: any SessionDriver
    private let settings: SessionSettings
    private let logger: Logger?
    private let now: @Sendable () -> Int

    /// - Parameters:
    ///   - driver: where sessions are kept.
    ///   - settings: how they live and what their cookie looks like.
    ///   - logger: hears of cookies that were refused, and of writes that come too late.
    public init(_ driver: any SessionDriver, _ settings: SessionSettings = SessionSettings(), logger: Logger? = nil) {
        self.init(driver, settings, logger: logger) { Int(Date().timeIntervalSince1970) }
    }

    /// - Parameter now: the time in seconds since 1970.
    init(
        _ driver: any SessionDriver, _ settings: SessionSettings, logger: Logger?, now: @escaping @Sendable () -> Int
    ) {
        self.driver = driver
        self.settings = settings
        self.logger = logger
        self.now = now
    }

    /// - Throws: ``SessionSetupError`` if the cookie cannot be as it is set.
    public func check() throws {
        do {
            _ = try cookie("", isSecure: settings.isSecure ?? true).serialized()
        } catch let error as CookieError {
            throw SessionSetupError(
                "SessionMiddleware: \(error.message)",
                suggestion: error.suggestion ?? "Correct the cookie's settings in config/session.yaml.")
        }
        guard settings.idle >= .seconds(1), settings.absolute >= settings.idle else {
            throw SessionSetupError(
                "SessionMiddleware: a session cannot end after \(settings.idle) without use and after \(settings.absolute) at all",
                suggestion: "The first time is at least a second, and the second one at least as long.")
        }
    }

    /// Brings the session and stores it.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        // A request that is sent inside of another shares the session of that one, which stores it.
        if request.isSubRequest, request[Session.self] != nil { return try await next.respond(to: request) }
        let (record, isRefused) = try await load(request)
        let state = SessionState(loaded: record, agesFlash: Self.agesFlash(request))
        let session = Session(state: state, logger: logger, expiresOnClose: settings.expiresOnClose)
        var request = request
        request[Session.self] = session
        do {
            var response = try await next.respond(to: request)
            try await store(session, in: &response, request, forgets: isRefused)
            return response
        } catch {
            await leave(session, to: request, isRefused: isRefused, isNew: record == nil)
            throw error
        }
    }

    /// Whoever shows the error stands outside: the session is stored with the answer that is made there, so that an error
    /// handler may flash. Where nobody does, what needs no cookie is stored at once.
    private nonisolated(nonsending) func leave(_ session: Session, to request: Request, isRefused: Bool, isNew: Bool)
        async
    {
        let isTaken = request.onRecovery { response in
            try await store(session, in: &response, request, forgets: isRefused)
        }
        guard !isTaken, !isNew, !driver.storesInCookie else { return }
        var unused = Response()
        do {
            try await store(session, in: &unused, request, forgets: false)
        } catch {
            logger?.error("A session could not be stored after its action had failed: \(error)")
        }
    }

    private nonisolated(nonsending) func load(_ request: Request) async throws -> (SessionRecord?, isRefused: Bool) {
        guard let token = request.cookies[settings.cookieName], !token.isEmpty else { return (nil, false) }
        switch try await driver.load(token) {
        case .found(let record):
            guard settings.isExpired(record, now: now()) else { return (record, false) }
            try await driver.delete(record.id)
            return (nil, true)
        case .absent: return (nil, true)
        case .rejected(let reason):
            logger?.notice("A session's cookie was refused: \(reason). The visitor has an empty session.")
            return (nil, true)
        }
    }

    /// Images and scripts of a page do not use up what was flashed for the next page.
    private static func agesFlash(_ request: Request) -> Bool {
        switch request.headers.text(.secFetchDest) {
        case nil, "document", "iframe", "frame", "fencedframe", "empty": true
        default: false
        }
    }

    private nonisolated(nonsending) func store(
        _ session: Session, in response: inout Response, _ request: Request, forgets: Bool
    ) async throws {
        var state = session.close()
        if state.isAccessed, !(response.headers.contains(.vary) && response.headers[values: .vary].contains("Cookie")) {
            response.headers.append(HTTPField(name: .vary, value: "Cookie"))
        }
        switch state.ending(now: now(), settings) {
        case .untouched:
            if forgets { try forget(in: &response, request) }
        case .dropped(let id):
            try await driver.delete(id)
            try forget(in: &response, request)
        case .changed(let changes):
            guard let token = try await saved(changes) else { return try forget(in: &response, request) }
            let isPermanent = state.isPermanent ?? !settings.expiresOnClose
            // An id that stays is sent anew only to move the time at which the browser forgets it.
            if driver.storesInCookie || changes.kind != .merge || isPermanent
                || changes.set[SessionState.permanentName] != nil
            {
                var cookie = cookie(
                    token, isSecure: settings.isSecure ?? (request.scheme == "https"), isPermanent: isPermanent)
                cookie.path = path(for: request)
                try response.setCookie(cookie)
                if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "private, no-cache" }
            }
        }
    }

    /// Stores the session; where only the old input of a form has no room in a cookie, without it.
    private nonisolated(nonsending) func saved(_ changes: SessionChanges) async throws -> String? {
        do {
            return try await driver.save(changes)
        } catch let error as SessionTooLarge {
            var smaller = changes
            let isInput: (String) -> Bool = {
                $0.hasPrefix(SessionState.flashPrefix) && $0.hasSuffix(OldInput.sessionName)
            }
            for name in changes.record.values.keys where isInput(name) {
                smaller.record.values[name] = nil
                smaller.set[name] = nil
            }
            guard smaller != changes else { throw error }
            logger?.warning("The input of a form was too large to be shown again: \(error)")
            return try await driver.save(smaller)
        }
    }

    private func cookie(_ value: String, isSecure: Bool, isPermanent: Bool = true) -> Cookie {
        Cookie(
            settings.cookieName, value, path: settings.path, domain: settings.domain,
            maxAge: isPermanent ? settings.idle : nil, isSecure: isSecure, isHTTPOnly: true,
            sameSite: settings.sameSite)
    }

    private func path(for request: Request) -> String { request.cookiePath(settings.path, of: settings.cookieName) }

    private func forget(in response: inout Response, _ request: Request) throws {
        try response.setCookie(
            Cookie.deleted(settings.cookieName, path: path(for: request), domain: settings.domain))
    }
}

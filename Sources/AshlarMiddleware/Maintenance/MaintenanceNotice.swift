import FoundationEssentials
import HTTPTypes

/// What `craft down` leaves for the app: the file `storage/framework/down`.
///
/// ```json
/// {"message": "Back at noon.", "retryAfter": 3600, "secret": "let-me-in", "allowed": ["192.0.2.0/24"],
///  "view": "closed", "status": 503, "refresh": 15}
/// ```
///
/// Every member may be missing; a file that is empty or no JSON takes the app down as well, with the usual words.
public struct MaintenanceNotice: Codable, Sendable, Equatable {
    /// What visitors read.
    public var message: String?
    /// After how many seconds they may try again.
    public var retryAfter: Int?
    /// Who opens `/<secret>` passes from then on.
    public var secret: String?
    /// Addresses and blocks of addresses that pass.
    public var allowed: [String]?
    /// The view that browsers are shown; the page of the status if it is nil.
    public var view: String?
    /// Where everybody is sent who asks for another address: a path of the app, or an address elsewhere.
    public var redirect: String?
    /// The status, from 400 to 599; 503 if it is nil.
    public var status: Int?
    /// After how many seconds browsers are to load the page anew.
    public var refresh: Int?

    /// Makes a notice.
    public init(
        message: String? = nil, retryAfter: Int? = nil, secret: String? = nil, allowed: [String]? = nil,
        view: String? = nil, redirect: String? = nil, status: Int? = nil, refresh: Int? = nil
    ) {
        self.message = message
        self.retryAfter = retryAfter
        self.secret = secret
        self.allowed = allowed
        self.view = view
        self.redirect = redirect
        self.status = status
        self.refresh = refresh
    }

    /// The status of the answer; what is none of an error is 503.
    var answeredStatus: HTTPResponse.Status {
        guard let status, (400...599).contains(status) else { return .serviceUnavailable }
        return HTTPResponse.Status(code: status)
    }

    /// Reads the file's content.
    init(contents: Data) {
        self = (try? JSONDecoder().decode(MaintenanceNotice.self, from: contents)) ?? MaintenanceNotice()
    }
}

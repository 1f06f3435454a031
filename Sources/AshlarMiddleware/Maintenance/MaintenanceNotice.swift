import FoundationEssentials

/// What `craft down` leaves for the app: the file `storage/framework/down`.
///
/// ```json
/// {"message": "Back at noon.", "retryAfter": 3600, "secret": "let-me-in", "allowed": ["192.0.2.0/24"]}
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

    /// Makes a notice.
    public init(message: String? = nil, retryAfter: Int? = nil, secret: String? = nil, allowed: [String]? = nil) {
        self.message = message
        self.retryAfter = retryAfter
        self.secret = secret
        self.allowed = allowed
    }

    /// Reads the file's content.
    init(contents: Data) {
        self = (try? JSONDecoder().decode(MaintenanceNotice.self, from: contents)) ?? MaintenanceNotice()
    }
}

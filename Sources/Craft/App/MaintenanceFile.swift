import Foundation

/// The file that takes an app down for as long as it is there.
struct MaintenanceFile: Encodable {
    var message: String?
    var retryAfter: Int?
    var secret: String?
    var allowed: [String]?
    var view: String?
    var redirect: String?
    var status: Int?
    var refresh: Int?

    static func path(in app: AppFolder) -> String { "\(app.root)/storage/framework/down" }

    /// What the app reads.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

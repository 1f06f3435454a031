/// A panel of the debug bar.
public struct DebugPanel: Sendable {
    /// A line of it.
    public struct Row: Sendable {
        /// What it is.
        public let name: String
        /// What there is to say.
        public let value: String
        let link: String?

        /// Makes a line.
        public init(_ name: String, _ value: String) {
            self.init(name, value, link: nil)
        }

        init(_ name: String, _ value: String, link: String?) {
            self.name = name
            self.value = value
            self.link = link
        }
    }

    /// What it is called.
    public let title: String
    /// A short text beside the title, such as a number.
    public let badge: String?
    /// Its lines.
    public let rows: [Row]

    /// Makes a panel.
    ///
    /// - Parameters:
    ///   - title: what it is called.
    ///   - badge: a short text beside the title, such as a number.
    ///   - rows: its lines; a panel without any is not shown.
    public init(_ title: String, badge: String? = nil, rows: [Row]) {
        self.title = title
        self.badge = badge
        self.rows = rows
    }
}

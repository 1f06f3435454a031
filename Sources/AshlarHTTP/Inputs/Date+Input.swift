import AshlarSupport

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension Date {
    /// A moment as browsers and programs send it: `2026-11-22`, `2026-11-22T10:15`, or with seconds and zone (ISO 8601); UTC
    /// where no zone is named. Nil if the text is none.
    ///
    /// ```swift
    /// Date(inputText: "2026-11-22T10:15")
    /// ```
    public init?(inputText: String) {
        guard let date = ISODate.parse(inputText) else { return nil }
        self = date
    }
}

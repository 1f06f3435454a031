import AshlarFiles
import Foundation

/// Leaked passwords in files, as the downloader of haveibeenpwned.com writes them: `00000.txt` to `FFFFF.txt`, each with the hashes
/// that begin with its name. No other server is asked, and only the file in question is read.
public struct LeakedPasswordFolder: LeakedPasswords {
    private let path: String

    /// - Parameter path: the folder.
    public init(_ path: String) {
        self.path = path
    }

    /// The hashes of one file; nothing for what are not five digits.
    ///
    /// - Throws: an error of Foundation for a file that cannot be read. A list without one of its files is not whole, and
    ///   so says nothing.
    public func hashes(beginningWith prefix: String) async throws -> String {
        guard prefix.utf8.count == 5, prefix.allSatisfy(\.isHexDigit) else { return "" }
        let file = "\(path)/\(prefix).txt"
        return try await FileThreads.run { try String(contentsOfFile: file, encoding: .utf8) }
    }
}

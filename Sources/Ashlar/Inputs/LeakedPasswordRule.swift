import AshlarContainer
import AshlarSecurity
public import AshlarValidation

extension ValidationRule where Self == Rule<String> {
    /// A password that is on no list of leaked ones: the ``LeakedPasswords`` of the app's container are asked, when all other rules
    /// hold, and learn no more than the first five digits of its hash.
    ///
    /// ```swift
    /// @Rule(.strong(), .uncompromised()) var password: String
    /// ```
    ///
    /// - Parameter times: how often it may have been seen all the same.
    public static func uncompromised(upTo times: Int = 0) -> Self {
        uncompromised(times) { try Kernel.current.resolver.resolve((any LeakedPasswords).self) }
    }

    /// A password that is on no list of leaked ones, outside of any app: `.uncompromised(in: LeakedPasswordFolder("passwords"))`.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - times: how often it may have been seen all the same.
    public static func uncompromised(in list: some LeakedPasswords, upTo times: Int = 0) -> Self {
        uncompromised(times) { list }
    }

    private static func uncompromised(
        _ times: Int, _ list: @escaping @Sendable () throws -> any LeakedPasswords
    ) -> Self {
        .asynchronous(
            "uncompromised", "The {field} is on a list of passwords that have leaked: choose another one."
        ) { password in
            let hash = Digest.sha1(of: password).uppercased()
            let lines = try await list().hashes(beginningWith: String(hash.prefix(5)))
            return seen(hash.dropFirst(5), among: lines) <= times
        }
    }

    /// How often a hash has been seen; what is on a line without a number counts as once.
    private static func seen(_ rest: Substring, among lines: String) -> Int {
        for line in lines.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let digits = parts.first, digits.uppercased() == rest else { continue }
            return parts.count > 1 ? Int(parts[1].filter(\.isNumber)) ?? 1 : 1
        }
        return 0
    }
}

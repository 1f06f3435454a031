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
            return seen(Array(hash.utf8.dropFirst(5)), among: lines) <= times
        }
    }

    /// How often a hash has been seen; what is on a line without a number counts as once.
    ///
    /// - Parameter rest: the hash without its first five digits, in upper case.
    private static func seen(_ rest: [UInt8], among lines: String) -> Int {
        for line in lines.utf8.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let digits = line.prefix(rest.count)
            guard digits.elementsEqual(rest, by: { capital($0) == $1 }) else { continue }
            let behind = line.dropFirst(rest.count)
            guard behind.first == UInt8(ascii: ":") else {
                if behind.isEmpty { return 1 }
                continue
            }
            let count = behind.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            return count.isEmpty ? 1 : Int(String(decoding: count, as: UTF8.self)) ?? .max
        }
        return 0
    }

    private static func capital(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) ? byte & 0xDF : byte
    }
}

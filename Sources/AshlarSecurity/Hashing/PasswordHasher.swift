import CryptoExtras
import Dispatch
import Foundation

/// Hashes secrets that nobody needs to read again, such as passwords (scrypt, RFC 7914): slow and hungry for memory on purpose.
///
/// ```swift
/// let hasher = PasswordHasher()
/// let hash = try await hasher.hash("correct horse")       // $scrypt$ln=16,r=8,p=1$…$…
/// let isHers = try await hasher.verify("correct horse", against: hash)
/// ```
///
/// All of it happens on a thread of its own, one secret after the other, so that a wave of logins takes the memory of one.
public struct PasswordHasher: Sendable {
    /// What a hash costs unless it is said: 2 to the power of 16 rounds, which take 64 MiB.
    public static let standardCost = 16
    /// What a hash may cost: 1 KiB to 256 MiB.
    public static let costs = 1...18

    private static let queue = DispatchQueue(label: "ashlar.passwords")
    private static let saltCount = 16
    private static let keyCount = 32

    /// The power of 2 that is the number of rounds.
    public let cost: Int

    /// A hasher.
    ///
    /// - Parameter cost: the power of 2 that is the number of rounds, within ``costs``; each step doubles time and memory.
    public init(cost: Int = PasswordHasher.standardCost) {
        self.cost = min(max(cost, Self.costs.lowerBound), Self.costs.upperBound)
    }

    /// The hash of a text with a salt of its own, in the PHC string format, which names what it was made with.
    ///
    /// - Throws: what keeps the memory from being had.
    public func hash(_ text: String) async throws -> String {
        let parameters = PasswordHash.Parameters(cost: cost, blockSize: 8, parallelism: 1)
        let salt = RandomToken.bytes(Self.saltCount)
        let key = try await Self.key(of: text, salt, parameters, Self.keyCount)
        return PasswordHash(parameters: parameters, salt: salt, key: key).text
    }

    /// Whether a hash is that of a text. The time it takes tells nothing but what the hash itself says.
    ///
    /// - Returns: false also for what is no hash.
    /// - Throws: what keeps the memory from being had.
    public func verify(_ text: String, against hash: String) async throws -> Bool {
        guard let hash = PasswordHash(hash) else { return false }
        let key = try await Self.key(of: text, hash.salt, hash.parameters, hash.key.count)
        return ConstantTime.isEqual(key, hash.key)
    }

    /// Whether a text has the form of a hash.
    public func isHash(_ text: String) -> Bool { PasswordHash(text) != nil }

    /// Whether a hash was made with less than this hasher's cost: the time to make it anew is when its text is known.
    public func needsRehash(_ hash: String) -> Bool {
        PasswordHash(hash).map { $0.parameters.cost < cost || $0.parameters.blockSize < 8 } ?? true
    }

    private static func key(
        of text: String, _ salt: [UInt8], _ parameters: PasswordHash.Parameters, _ count: Int
    ) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let key = try KDF.Scrypt.deriveKey(
                            from: Array(text.utf8), salt: salt, outputByteCount: count,
                            rounds: 1 << parameters.cost,
                            blockSize: parameters.blockSize, parallelism: parameters.parallelism)
                        return key.withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}

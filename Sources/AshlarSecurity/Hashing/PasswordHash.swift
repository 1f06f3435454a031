import Foundation

/// A hash of scrypt with what it was made with, in the PHC string format: `$scrypt$ln=16,r=8,p=1$salt$key`.
struct PasswordHash {
    /// What the hash was made with.
    struct Parameters: Equatable {
        /// The power of 2 that is the number of rounds.
        let cost: Int
        let blockSize: Int
        let parallelism: Int

        /// Whether it can be worked out again without taking more than a hasher of this app would ever.
        var isBearable: Bool {
            PasswordHasher.costs.contains(cost) && (1...16).contains(blockSize)
                && (1...4).contains(parallelism)
                && blockSize << cost <= 8 << PasswordHasher.costs.upperBound
        }
    }

    let parameters: Parameters
    let salt: [UInt8]
    let key: [UInt8]

    init(parameters: Parameters, salt: [UInt8], key: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    /// Reads the text of a hash; nil for anything else, and for one that would cost too much.
    init?(_ text: String) {
        guard text.utf8.count <= 256,
            let match = text.wholeMatch(
                of:
                    /\$scrypt\$ln=([1-9][0-9]?),r=([1-9][0-9]?),p=([1-9])\$([A-Za-z0-9+\/]+)\$([A-Za-z0-9+\/]+)/
            ),
            let cost = Int(match.1), let blockSize = Int(match.2), let parallelism = Int(match.3),
            let salt = Self.decoded(match.4), let key = Self.decoded(match.5), salt.count >= 8,
            key.count >= 16
        else { return nil }
        parameters = Parameters(cost: cost, blockSize: blockSize, parallelism: parallelism)
        guard parameters.isBearable else { return nil }
        self.salt = salt
        self.key = key
    }

    /// The hash as text.
    var text: String {
        "$scrypt$ln=\(parameters.cost),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(Self.encoded(salt))$\(Self.encoded(key))"
    }

    /// Base64 without padding, as the format wants it.
    private static func encoded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func decoded(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}

import Crypto

/// A short name for texts of any length: nobody finds two lists of texts with the same one (SHA-256).
public enum Digest {
    /// The digest of some texts, as 64 hexadecimal digits. Where one text ends and the next begins counts.
    public static func of(_ texts: [String]) -> String {
        var hash = SHA256()
        for text in texts {
            hash.update(data: Array("\(text.utf8.count):".utf8))
            hash.update(data: Array(text.utf8))
        }
        return hexadecimal(hash.finalize())
    }

    /// The SHA-1 of a text, as 40 hexadecimal digits: what lists of leaked passwords are kept by. It keeps no secret.
    package static func sha1(of text: String) -> String { hexadecimal(Insecure.SHA1.hash(data: Array(text.utf8))) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return bytes.reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}

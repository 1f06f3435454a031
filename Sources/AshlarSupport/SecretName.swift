/// Names of values that nobody should read on a screen, and that are never sent back: passwords, keys, numbers of cards.
package enum SecretName {
    /// By these words in a name, in any spelling.
    package static let words = [
        "password", "passwd", "passphrase", "secret", "token", "pin", "otp", "cvc", "cvv", "cardnumber", "creditcard",
        "iban", "ssn", "apikey", "privatekey", "authorization",
    ]

    /// Whether a name is that of a secret.
    package static func matches(_ name: String) -> Bool {
        let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let joined = parts.joined()
        let spelled = CaseConversion.words(name)
        return words.contains { $0.count > 3 ? joined.contains($0) : parts.contains($0) || spelled.contains($0) }
    }
}

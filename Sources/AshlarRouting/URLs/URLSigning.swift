/// Signs URLs and verifies them. The app's signer conforms; any keyed signature will do.
public protocol URLSigning: Sendable {
    /// The signature of a text, in characters that a query may hold as they are: letters, digits, `-` and `_`.
    func signature(of text: String) -> String

    /// Whether a signature is that of a text; in constant time.
    func isValid(_ signature: String, of text: String) -> Bool
}

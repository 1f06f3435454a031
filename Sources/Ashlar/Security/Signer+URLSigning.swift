public import AshlarRouting
public import AshlarSecurity

extension Signer: URLSigning {
    /// Signs with the app's current key, for URLs alone.
    public func signature(of text: String) -> String { sign(text, context: "url") }

    /// Verifies with any of the app's keys.
    public func isValid(_ signature: String, of text: String) -> Bool { verify(signature, of: text, context: "url") }
}

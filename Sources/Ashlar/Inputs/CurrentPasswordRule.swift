import AshlarSecurity
public import AshlarValidation

extension ValidationRule where Self == Rule<String> {
    /// The password that someone has already, before it is changed or something grave is done:
    ///
    /// ```swift
    /// @Rule(.currentPassword(Member.passwordHash(of:))) var password: String
    /// ```
    ///
    /// where `passwordHash(of:)` is a static function of the model that looks the member up.
    ///
    /// It is asked when all other rules hold, and takes as long as a login.
    ///
    /// - Parameter hash: finds the hash, as ``PasswordHasher`` has made it; nil where there is nobody, and so no password.
    public static func currentPassword(
        _ hash: @escaping @Sendable (InputContext) async throws -> String?
    ) -> Self {
        .contextualAsynchronous("currentPassword", "The {field} is not the right one.") { text, context in
            guard let hash = try await hash(context) else { return false }
            // What it was made with stands in the hash.
            return try await PasswordHasher().verify(text, against: hash)
        }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// The password that someone has already. (What `@Rule` reads.)
    public static func currentPassword(_ hash: (InputContext) async throws -> String?) -> Self { .unused }
}

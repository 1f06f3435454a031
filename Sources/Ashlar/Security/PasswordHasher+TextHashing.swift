public import AshlarORM
public import AshlarSecurity

/// What hashes the columns of models that are marked `@Hashed`.
extension PasswordHasher: TextHashing {}

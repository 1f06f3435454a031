import AshlarPostgres
import Logging

/// What a migration would send, found by running it without any database.
///
/// Whatever reads or writes rows itself fails there, always at the same place: what is sent before depends on nothing but the
/// migration's source. A change of its comments or its layout changes nothing.
enum MigrationSketch {
    /// The first part changes when statements are written in another way by a new version of this library, so that
    /// checksums of the old one are not compared.
    private static let version = "1"

    /// A number for what the migration does, as text.
    static func checksum(of migration: any Migration.Type) async -> String {
        let run = SchemaRun(.sketching, isInTransaction: migration.withinTransaction)
        let nowhere = Database(
            configuration: Database.Configuration(url: "nowhere=1"), logger: Logger(label: "nowhere"))
        await Database.$current.withValue(nowhere) {
            // That it fails where it needs rows is expected.
            try? await migration.init().up(Schema(nowhere, run: run))
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in run.statements {
            for byte in statement.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return "\(version):" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Whether two checksums say that the migration was changed.
    static func differ(_ stored: String?, _ now: String) -> Bool {
        guard let stored, stored.prefix(while: { $0 != ":" }) == version else { return false }
        return stored != now
    }
}

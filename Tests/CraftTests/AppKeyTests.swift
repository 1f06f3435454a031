import Foundation
import Testing

@testable import Craft

@Suite struct AppKeyTests {
    @Test func isThirtyTwoBytesAndNeverTheSame() throws {
        #expect(try #require(Data(base64Encoded: AppKey.fresh())).count == 32)
        #expect(AppKey.fresh() != AppKey.fresh())
    }

    @Test(
        "is set in its place, or at the end",
        arguments: [
            ("A=1\nAPP_KEY=\nB=2\n", "A=1\nAPP_KEY=k\nB=2\n"), ("export APP_KEY = old\n", "APP_KEY=k\n"),
            ("A=1\n", "A=1\nAPP_KEY=k\n"), ("A=1", "A=1\nAPP_KEY=k\n"), ("", "APP_KEY=k\n"),
            ("# APP_KEY=\n", "# APP_KEY=\nAPP_KEY=k\n"),
        ])
    func setting(before: String, after: String) { #expect(AppKey.setting("k", in: before) == after) }
}

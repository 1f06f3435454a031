import AshlarHTTP
import Foundation
import HTTPTypes
import Testing

@testable import AshlarSession

@Suite struct PermanentSessionTests {
    private func visitor(_ driver: any SessionDriver, expiresOnClose: Bool) -> Visitor {
        Visitor(
            driver, SessionSettings(expiresOnClose: expiresOnClose),
            startingAt: Int(Date().timeIntervalSince1970))
    }

    private func cookie(_ response: Response) -> String? { response.headers[.setCookie] }

    @Test(arguments: Drivers.allCases)
    func `a visitor may be kept where sessions end with the browser (F7)`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver, expiresOnClose: true)
            let first = try await visitor.visit { _, session in
                #expect(!session.isPermanent)
                session["name"] = "Ada"
                return Response()
            }
            #expect(cookie(first)?.contains("Max-Age") == false)
            let kept = try await visitor.visit { _, session in
                session.isPermanent = true
                return Response()
            }
            #expect(cookie(kept)?.contains("; Max-Age=7200") == true)
            visitor.wait(seconds: 61)
            let later = try await visitor.visit { _, session in
                #expect(session.isPermanent && session["name"] == "Ada")
                #expect(session.names == ["name"])
                return Response()
            }
            #expect(cookie(later)?.contains("; Max-Age=7200") == true)
            let given = try await visitor.visit { _, session in
                session.isPermanent = false
                return Response()
            }
            #expect(cookie(given)?.contains("Max-Age") == false)
        }
    }

    @Test(arguments: Drivers.allCases)
    func `a visitor may be forgotten with the browser where sessions are kept`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver, expiresOnClose: false)
            let response = try await visitor.visit { _, session in
                #expect(session.isPermanent)
                session.isPermanent = false
                return Response()
            }
            #expect(cookie(response)?.contains("Max-Age") == false)
            try await visitor.change { #expect(!$0.isPermanent) }
        }
    }
}

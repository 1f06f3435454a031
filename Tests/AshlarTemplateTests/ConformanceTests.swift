import AshlarTemplate
import Foundation
import Testing

@testable import template_adapter

/// Runs Jinja's own cases where they are at hand: `ASHLAR_CONFORMANCE` names the folder with `cases.jsonl`.
@Suite struct ConformanceTests {
    private static let folder = ProcessInfo.processInfo.environment["ASHLAR_CONFORMANCE"]

    @Test("the cases of Jinja's test suite come out as in Jinja", .enabled(if: folder != nil))
    func cases() throws {
        let folder = try #require(Self.folder)
        let lines = try String(contentsOfFile: folder + "/cases.jsonl", encoding: .utf8).split(separator: "\n")
        var core = Score()
        var all = Score()
        for line in lines {
            guard case .dictionary(let input) = try JSONReader.read(String(line)) else { continue }
            let isRight = Self.isRight(ConformanceCase(input).answer(), expected: input["expect"])
            all.count(isRight)
            if case .bool(true)? = input["core"] { core.count(isRight) }
        }
        print("Jinja's cases: core \(core.passed) of \(core.total), all \(all.passed) of \(all.total)")
        #expect(core.passed == core.total)
        #expect(Double(all.passed) >= Double(all.total) * 0.96)
    }

    private struct Score {
        var passed = 0
        var total = 0

        mutating func count(_ isRight: Bool) {
            total += 1
            if isRight { passed += 1 }
        }
    }

    private static func isRight(_ answer: ConformanceCase.Answer, expected: TemplateValue?) -> Bool {
        let expected = Dictionary(pairs(expected)) { $1 }
        if let error = expected["error"] {
            let kind = text(Dictionary(pairs(error)) { $1 }["kind"]) ?? ""
            let kinds = ["assertion": "syntax", "other": "runtime", "security": "runtime"]
            return answer.error?.kind == kinds[kind] ?? kind
        }
        if let output = expected["output"] { return answer.output == text(output) }
        return answer.value?.typeName == expected["value"]?.typeName
    }
}

import Foundation
import Testing

/// The walls of the house: which target may import which. A new arrow is a decision, made here.
@Suite struct ImportArrowTests {
    /// For each target, the modules of this package and of others that its files may import.
    private static let allowed: [String: Set<String>] = [
        "AshlarSupport": [],
        "AshlarTerminal": ["AshlarSupport"],
        "AshlarMacros": [
            "SwiftSyntax", "SwiftSyntaxBuilder", "SwiftSyntaxMacros", "SwiftCompilerPlugin", "SwiftDiagnostics",
            "SwiftParser",
        ],
        "AshlarContainer": ["AshlarSupport"],
        "AshlarConfig": ["AshlarSupport", "AshlarSecurity", "Configuration", "SystemPackage"],
        "AshlarTemplate": ["AshlarSupport"],
        "AshlarValidation": ["AshlarSupport"],
        "AshlarSecurity": ["AshlarSupport", "Crypto", "CryptoExtras"],
        "AshlarHTTP": ["AshlarSupport", "HTTPTypes", "NIOCore", "NIOPosix"],
        "AshlarPostgres": ["AshlarSupport", "CLibPQ", "Logging", "ServiceLifecycle"],
        "AshlarRouting": [
            "AshlarHTTP", "AshlarContainer", "AshlarValidation", "AshlarSupport", "HTTPTypes", "NIOCore",
        ],
        "AshlarORM": ["AshlarPostgres", "AshlarSupport", "Logging"],
        "AshlarServer": [
            "AshlarHTTP", "AshlarSupport", "HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "NIOPosix",
            "ServiceLifecycle",
        ],
        "AshlarFiles": ["AshlarHTTP", "AshlarSupport", "HTTPTypes", "NIOCore", "NIOPosix"],
        "AshlarGateway": [
            "AshlarHTTP", "AshlarSupport", "HTTPTypes", "Logging", "NIOCore", "NIOPosix", "ServiceLifecycle",
        ],
        "AshlarMiddleware": [
            "AshlarHTTP", "AshlarPostgres", "AshlarSecurity", "AshlarSupport", "CZlib", "HTTPTypes", "Logging",
            "Metrics", "NIOCore", "Tracing",
        ],
        "AshlarSession": [
            "AshlarContainer", "AshlarHTTP", "AshlarPostgres", "AshlarSecurity", "AshlarSupport", "HTTPTypes",
            "Logging",
            "NIOCore",
        ],
        "AshlarTLS": [
            "AshlarHTTP", "AshlarServer", "AshlarSupport", "HummingbirdCore", "HTTPTypes", "Logging", "NIOCore",
            "NIOHPACK", "NIOHTTP2", "NIOSSL", "NIOTLS", "ServiceLifecycle",
        ],
        "Ashlar": [
            "AshlarSupport", "AshlarContainer", "AshlarConfig", "AshlarTemplate", "AshlarSecurity", "AshlarHTTP",
            "AshlarPostgres", "AshlarValidation", "AshlarRouting", "AshlarORM", "AshlarServer", "AshlarFiles",
            "AshlarGateway", "AshlarMiddleware", "AshlarSession", "AshlarTerminal", "ArgumentParser", "HTTPTypes",
            "Logging", "NIOCore",
            "ServiceLifecycle", "UnixSignals",
        ],
        "AshlarTesting": ["Ashlar", "NIOCore", "Testing"],
        "Craft": ["AshlarSupport", "AshlarTerminal", "ArgumentParser"],
        "craft-main": ["Craft"],
        "template-adapter": ["AshlarTemplate"],
        "CLibPQ": [],
        "CZlib": [],
    ]

    /// What belongs to the toolchain or the system.
    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Musl", "Synchronization", "Swift", "Dispatch",
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    @Test func `every folder of Sources has a row`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.allowed.keys))
    }

    @Test(arguments: allowed.keys.sorted())
    func `a target imports only what its row names`(target: String) throws {
        let permitted = try #require(Self.allowed[target]).union(Self.system)
        for (file, module) in try Self.imports(of: target) {
            #expect(permitted.contains(module), "\(file) imports \(module)")
        }
    }

    private static func imports(of target: String) throws -> [(file: String, module: String)] {
        let folder = sources.appending(path: target)
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
                guard let keyword = words.firstIndex(of: "import"), words[..<keyword].allSatisfy(Self.isAccess) else {
                    return nil
                }
                let path = words[(keyword + 1)...].drop {
                    ["struct", "class", "enum", "func", "protocol"].contains($0)
                }
                return path.first.map { (file.lastPathComponent, String($0.prefix { $0 != "." })) }
            }
        }
    }

    private static func isAccess(_ word: Substring) -> Bool {
        ["public", "package", "internal", "private", "fileprivate"].contains(word)
    }
}

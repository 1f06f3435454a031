// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

/// Every target of the house compiles under the same, strict rules.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHPACK: Target.Dependency = .product(name: "NIOHPACK", package: "swift-nio-http2")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")

let package = Package(
    name: "ashlar",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Ashlar", targets: ["Ashlar"]),
        .library(name: "AshlarTesting", targets: ["AshlarTesting"]),
        .library(name: "AshlarTemplate", targets: ["AshlarTemplate"]),
        .library(name: "AshlarPostgres", targets: ["AshlarPostgres"]),
        .library(name: "AshlarTLS", targets: ["AshlarTLS"]),
        .executable(name: "craft", targets: ["craft"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    ],
    targets: [
        // Floor 0
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .macro(
            name: "AshlarMacros",
            dependencies: [
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftSyntaxBuilder", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
            ],
            swiftSettings: house
        ),

        // Floor 1
        .target(name: "AshlarSupport", swiftSettings: house),
        .target(name: "AshlarTerminal", dependencies: ["AshlarSupport"], swiftSettings: house),

        // Floor 2
        .target(name: "AshlarContainer", dependencies: ["AshlarSupport", "AshlarMacros"], swiftSettings: house),
        .target(
            name: "AshlarConfig",
            dependencies: [
                "AshlarSupport", "AshlarSecurity", configuration,
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: house),
        .target(name: "AshlarTemplate", dependencies: ["AshlarSupport"], swiftSettings: house),
        .target(name: "AshlarValidation", dependencies: ["AshlarSupport", "AshlarMacros"], swiftSettings: house),
        .target(name: "AshlarSecurity", dependencies: ["AshlarSupport", crypto, cryptoExtras], swiftSettings: house),
        .target(
            name: "AshlarHTTP", dependencies: ["AshlarSupport", httpTypes, nioCore, nioPosix], swiftSettings: house),
        .target(
            name: "AshlarPostgres", dependencies: ["AshlarSupport", "CLibPQ", logging, lifecycle], swiftSettings: house),

        // Floor 3
        .target(
            name: "AshlarRouting",
            dependencies: ["AshlarHTTP", "AshlarContainer", "AshlarValidation", "AshlarSupport", "AshlarMacros"],
            swiftSettings: house),
        .target(
            name: "AshlarORM", dependencies: ["AshlarPostgres", "AshlarSupport", "AshlarMacros", logging],
            // A query stays on its caller's executor: asking at each step which one that is costs more than the step.
            swiftSettings: house + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
        .target(
            name: "AshlarServer",
            dependencies: [
                "AshlarHTTP", "AshlarSupport", hummingbirdCore, httpTypes, logging, lifecycle, nioCore, nioPosix,
            ],
            swiftSettings: house),

        .target(
            name: "AshlarFiles", dependencies: ["AshlarHTTP", "AshlarSupport", httpTypes, nioCore, nioPosix],
            swiftSettings: house),
        .target(
            name: "AshlarGateway",
            dependencies: ["AshlarHTTP", "AshlarSupport", httpTypes, logging, lifecycle, nioCore, nioPosix],
            swiftSettings: house),

        // Floor 4
        .target(
            name: "AshlarMiddleware",
            dependencies: [
                "AshlarHTTP", "AshlarPostgres", "AshlarSecurity", "AshlarSupport", "CZlib", httpTypes, logging, metrics,
                nioCore, tracing,
            ],
            swiftSettings: house),
        .target(
            name: "AshlarSession",
            dependencies: [
                "AshlarContainer", "AshlarHTTP", "AshlarPostgres", "AshlarSecurity", "AshlarSupport", httpTypes,
                logging,
                nioCore,
            ],
            swiftSettings: house),
        .target(
            name: "AshlarTLS",
            dependencies: [
                "AshlarHTTP", "AshlarServer", "AshlarSupport", hummingbirdCore, httpTypes, logging, lifecycle, nioCore,
                nioHPACK, nioHTTP2, nioSSL, nioTLS,
            ],
            swiftSettings: house),

        // Floor 5
        .target(
            name: "Ashlar",
            dependencies: [
                "AshlarSupport", "AshlarContainer", "AshlarConfig", "AshlarTemplate", "AshlarSecurity", "AshlarHTTP",
                "AshlarPostgres", "AshlarValidation", "AshlarRouting", "AshlarORM", "AshlarServer", "AshlarFiles",
                "AshlarGateway", "AshlarMiddleware", "AshlarSession", "AshlarTerminal", argumentParser, httpTypes,
                lifecycle, logging, nioCore, unixSignals,
            ],
            swiftSettings: house),

        // Floor 6
        .target(name: "AshlarTesting", dependencies: ["Ashlar", nioCore], swiftSettings: house),
        .target(
            name: "Craft", dependencies: ["AshlarSupport", "AshlarTerminal", argumentParser], swiftSettings: house),
        .executableTarget(name: "template-adapter", dependencies: ["AshlarTemplate"], swiftSettings: house),
        .executableTarget(name: "craft", dependencies: ["Craft"], path: "Sources/craft-main", swiftSettings: house),

        // What suites of several rooms talk to servers with
        .target(
            name: "TestClients", dependencies: [nioCore, nioHPACK, nioHTTP2, nioPosix, nioSSL],
            path: "Tests/TestClients", swiftSettings: house),

        // Clients that craft wrote: they compile, and are called
        .target(name: "HarbourClient", path: "Tests/Clients/harbour/Sources/HarbourClient", swiftSettings: house),
        .target(
            name: "ParcelServiceClient", path: "Tests/Clients/parcels/Sources/ParcelServiceClient", swiftSettings: house
        ),

        // An app that is served by several processes
        .executableTarget(
            name: "worker-app", dependencies: ["Ashlar"], path: "Tests/WorkerApp", swiftSettings: house),
        .executableTarget(
            name: "small-app", dependencies: ["Ashlar"], path: "Tests/SmallApp", swiftSettings: house),

        // The house itself, and a suite for each room
        .testTarget(name: "HouseTests", swiftSettings: house),
        .testTarget(name: "AshlarSupportTests", dependencies: ["AshlarSupport"], swiftSettings: house),
        .testTarget(
            name: "AshlarTerminalTests", dependencies: ["AshlarTerminal"], swiftSettings: house),
        .testTarget(
            name: "AshlarContainerTests", dependencies: ["AshlarContainer", "AshlarSupport"], swiftSettings: house),
        .testTarget(name: "AshlarConfigTests", dependencies: ["AshlarConfig", "AshlarSupport"], swiftSettings: house),
        .testTarget(
            name: "AshlarTemplateTests", dependencies: ["AshlarTemplate", "AshlarSupport", "template-adapter"],
            swiftSettings: house),
        .testTarget(
            name: "AshlarValidationTests", dependencies: ["AshlarValidation", "AshlarSupport"], swiftSettings: house),
        .testTarget(name: "AshlarHTTPTests", dependencies: ["AshlarHTTP", httpTypes, nioCore], swiftSettings: house),
        .testTarget(
            name: "AshlarSecurityTests", dependencies: ["AshlarSecurity", "AshlarSupport"], swiftSettings: house),
        .testTarget(
            name: "AshlarFilesTests", dependencies: ["AshlarFiles", "AshlarHTTP", httpTypes, nioCore],
            swiftSettings: house),
        .testTarget(
            name: "AshlarGatewayTests",
            dependencies: [
                "AshlarGateway", "AshlarServer", "AshlarTLS", "AshlarHTTP", "TestClients", httpTypes, lifecycle,
                logging,
                nioCore, nioHPACK, nioPosix, nioSSL,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarMiddlewareTests",
            dependencies: [
                "AshlarMiddleware", "AshlarHTTP", "AshlarPostgres", "CZlib", httpTypes, logging, metrics, nioCore,
                tracing,
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarSessionTests",
            dependencies: [
                "AshlarSession", "AshlarContainer", "AshlarHTTP", "AshlarPostgres", "AshlarSecurity", httpTypes,
                logging,
                nioCore,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarTLSTests",
            dependencies: [
                "AshlarTLS", "AshlarServer", "AshlarHTTP", "TestClients", httpTypes, lifecycle, logging, nioCore,
                nioHPACK,
                nioHTTP2,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarPostgresTests", dependencies: ["AshlarPostgres", "AshlarSupport", logging, lifecycle],
            swiftSettings: house),
        .testTarget(
            name: "AshlarRoutingTests",
            dependencies: [
                "AshlarRouting", "AshlarHTTP", "AshlarContainer", "AshlarValidation", "AshlarSupport", httpTypes,
                nioCore,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarORMTests", dependencies: ["AshlarORM", "AshlarPostgres", "AshlarSupport", logging],
            swiftSettings: house),
        .testTarget(
            name: "AshlarServerTests",
            dependencies: [
                "AshlarServer", "AshlarHTTP", "TestClients", httpTypes, lifecycle, logging, nioCore, nioEmbedded,
                nioHTTP1,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarTests",
            dependencies: [
                "Ashlar", "AshlarTesting", "HarbourClient", "ParcelServiceClient", "TestClients", argumentParser,
                httpTypes, lifecycle, nioCore,
            ],
            swiftSettings: house),
        .testTarget(
            name: "AshlarMacrosTests",
            dependencies: [
                "AshlarMacros", .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "Ashlar", "AshlarMiddleware", "AshlarSecurity", "AshlarSession", "AshlarTLS", "AshlarTesting",
                "HarbourClient",
                lifecycle,
                logging, nioCore,
            ],
            swiftSettings: house),
        .testTarget(
            name: "CraftTests",
            dependencies: ["Craft", "AshlarSupport", "AshlarTerminal", "small-app", "worker-app", argumentParser],
            exclude: ["Snapshots"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)

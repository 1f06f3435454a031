// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "blog",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "ashlar", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "App", dependencies: [.product(name: "Ashlar", package: "ashlar")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        .testTarget(
            name: "AppTests", dependencies: ["App", .product(name: "AshlarTesting", package: "ashlar")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "__name__",
    platforms: [.macOS(.v15)],
    dependencies: [
        // The launcher `craft` reads this line too.
        .package(name: "ashlar", path: "__framework__")
    ],
    targets: [
        .executableTarget(name: "App", dependencies: [.product(name: "Ashlar", package: "ashlar")]),
        .testTarget(
            name: "AppTests", dependencies: ["App", .product(name: "AshlarTesting", package: "ashlar")]),
    ],
    swiftLanguageModes: [.v6]
)

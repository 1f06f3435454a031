// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "ashlar-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "ashlar", path: ".."),
        // Peers, to be measured beside: the framework itself depends on none of them.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/stencilproject/Stencil", from: "0.15.1"),
    ],
    targets: [
        .executableTarget(name: "App", dependencies: [.product(name: "Ashlar", package: "ashlar")]),
        .executableTarget(name: "Micro", dependencies: [.product(name: "Ashlar", package: "ashlar")]),
        .executableTarget(
            name: "Templates",
            dependencies: [
                .product(name: "AshlarTemplate", package: "ashlar"),
                .product(name: "Mustache", package: "swift-mustache"), .product(name: "Stencil", package: "Stencil"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

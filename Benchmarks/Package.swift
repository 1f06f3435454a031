// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "ashlar-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "ashlar", path: "..")],
    targets: [
        .executableTarget(name: "App", dependencies: [.product(name: "Ashlar", package: "ashlar")]),
        .executableTarget(name: "Micro", dependencies: [.product(name: "Ashlar", package: "ashlar")]),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.0
// Written by craft client generate: changes are lost when it is written anew.
import PackageDescription

let package = Package(
    name: "HarbourClient",
    platforms: [.macOS(.v12), .iOS(.v15), .tvOS(.v15), .watchOS(.v8)],
    products: [.library(name: "HarbourClient", targets: ["HarbourClient"])],
    targets: [.target(name: "HarbourClient")]
)

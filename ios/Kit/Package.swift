// swift-tools-version:6.0
// The kit as Xcode takes it into the app: over the library and the Swift that ios/xcframework makes. On Linux,
// tests/swift lays out a package of its own.
import PackageDescription

let package = Package(
    name: "PocketcardKit",
    platforms: [.iOS(.v17)],
    products: [.library(name: "PocketcardKit", targets: ["PocketcardKit"])],
    targets: [
        .binaryTarget(name: "PocketcardFFIC", path: "build/PocketcardFFIC.xcframework"),
        .target(name: "PocketcardFFI", dependencies: ["PocketcardFFIC"], path: "build/PocketcardFFI"),
        .target(name: "PocketcardKit", dependencies: ["PocketcardFFI"]),
    ]
)

// swift-tools-version:6.0
// The generated Swift, the kit and the tests as one package. tests/swift/run.sh lays it out.
import PackageDescription

/// What is written by hand compiles without a warning.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

/// Debian's Observation asks for a symbol of Swift's runtime that Debian's runtime does not export, and never calls it.
let linked: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux]))]

let package = Package(
    name: "Pocketcard",
    targets: [
        .target(name: "PocketcardFFIC"),
        .target(name: "PocketcardFFI", dependencies: ["PocketcardFFIC"]),
        .target(name: "PocketcardKit", dependencies: ["PocketcardFFI"], swiftSettings: strict),
        .target(name: "PocketcardFakes", dependencies: ["PocketcardKit"], swiftSettings: strict),
        .testTarget(
            name: "PocketcardTests", dependencies: ["PocketcardKit", "PocketcardFakes"], swiftSettings: strict,
            linkerSettings: linked),
    ]
)

// swift-tools-version:6.0
// The generated Swift, the kit and the tests as one package. tests/swift/run.sh lays it out.
import PackageDescription

let package = Package(
    name: "Pocketcard",
    targets: [
        .target(name: "PocketcardFFIC"),
        .target(name: "PocketcardFFI", dependencies: ["PocketcardFFIC"]),
        .target(name: "PocketcardKit", dependencies: ["PocketcardFFI"]),
        .target(name: "PocketcardFakes", dependencies: ["PocketcardKit"]),
        .testTarget(name: "PocketcardTests", dependencies: ["PocketcardKit", "PocketcardFakes"]),
    ]
)

// swift-tools-version: 6.2
import PackageDescription

// What Scripts/fuzz builds, beside a copy of the modules that read what others wrote. It is no part of the default build:
// every module in it is compiled with the compiler's sanitizer for fuzzing.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "daybook",
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(name: "CSystem"),
    .target(name: "Spelling", swiftSettings: settings),
    .target(name: "Cron", dependencies: ["Spelling"], swiftSettings: settings),
    .target(name: "Journal", dependencies: ["CSystem"], swiftSettings: settings),
    .target(
      name: "Daybook",
      dependencies: [
        "Cron", "Journal", "Spelling",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings),
    .target(
      name: "Settings",
      dependencies: ["Spelling", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: settings),
    .target(name: "SimulatedHardware", dependencies: ["Journal"], swiftSettings: settings),
    .executableTarget(
      name: "Fuzzing",
      dependencies: ["Cron", "Daybook", "Journal", "Settings", "SimulatedHardware"],
      swiftSettings: settings),
  ]
)

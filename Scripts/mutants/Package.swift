// swift-tools-version: 6.2
import PackageDescription

// What Scripts/mutation-check builds: only the modules that hold the promises, so that a mutant is built in seconds. A mutant
// may leave something unused, so warnings are no errors here.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "mutation-check",
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
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
    .target(name: "CommandJobs", dependencies: ["Daybook", "Journal", "CSystem", "Spelling"], swiftSettings: settings),
    .target(
      name: "SimulatedHardware", dependencies: ["Journal"], path: "Tests/SimulatedHardware", swiftSettings: settings),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "CSystem", "SimulatedHardware"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(name: "DaybookTests", dependencies: ["Daybook", "Journal", "Cron"], swiftSettings: settings),
    .testTarget(
      name: "SimulationTests", dependencies: ["Daybook", "Journal", "SimulatedHardware"], swiftSettings: settings),
    .testTarget(
      name: "CommandJobsTests", dependencies: ["CommandJobs", "Journal", "CSystem"], swiftSettings: settings),
  ]
)

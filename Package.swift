// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every Swift target; each feature removes a class of accidental coupling.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.treatAllWarnings(as: .error), .enableWarning("all")]

/// Themes are part of the binary, so that a copied binary looks right without any file beside it.
let themes = ["dark", "light", "high-contrast", "deuteranopia", "mono"]

let package = Package(
  name: "daybook",
  products: [
    .library(name: "Daybook", targets: ["Daybook"]),
    .executable(name: "daybook", targets: ["DaybookCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    .target(name: "CSystem", cSettings: strictC),
    .target(
      name: "CNcurses",
      cSettings: strictC,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    .target(name: "Spelling", swiftSettings: strict),
    .target(name: "Cron", dependencies: ["Spelling"], swiftSettings: strict),
    .target(name: "Journal", dependencies: ["CSystem"], swiftSettings: strict),
    .target(
      name: "Daybook",
      dependencies: [
        "Cron", "Journal", "Spelling",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),
    .target(name: "CommandJobs", dependencies: ["Daybook", "Journal", "CSystem", "Spelling"], swiftSettings: strict),
    .target(
      name: "Settings",
      dependencies: ["Spelling", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict
    ),
    .target(name: "Console", dependencies: ["Daybook", "Settings", "Spelling"], swiftSettings: strict),
    .target(name: "CursesTerminal", dependencies: ["Console", "CNcurses"], swiftSettings: strict),
    .executableTarget(
      name: "DaybookCommand",
      dependencies: [
        "CursesTerminal", "Console", "Daybook", "CommandJobs", "Settings", "Spelling", "Cron", "Journal", "CSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ],
      resources: themes.map { .embedInCode("../../themes/\($0).toml") },
      swiftSettings: strict
    ),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"], swiftSettings: strict),
    .testTarget(name: "CronTests", dependencies: ["Cron"], resources: [.copy("Fixtures")], swiftSettings: strict),
    .target(
      name: "SimulatedHardware", dependencies: ["Journal"], path: "Tests/SimulatedHardware", swiftSettings: strict),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "CSystem", "SimulatedHardware"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(name: "DaybookTests", dependencies: ["Daybook", "Journal", "Cron"], swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Daybook", "Journal", "SimulatedHardware"], swiftSettings: strict),
    .testTarget(name: "CommandJobsTests", dependencies: ["CommandJobs", "Journal", "CSystem"], swiftSettings: strict),
    .testTarget(name: "SettingsTests", dependencies: ["Settings"], swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "Settings", "Daybook", "Cron"], exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "CursesTerminalTests", dependencies: ["CursesTerminal", "Console", "CNcurses"], swiftSettings: strict),
    .testTarget(name: "DaybookCommandTests", dependencies: ["DaybookCommand"], swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["DaybookCommand"], swiftSettings: strict),
  ]
)

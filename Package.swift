// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with: nothing implicit, no warning left standing.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
  name: "suqiu",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The chain: each target may import those above it, see ARCHITECTURE.md.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .target(name: "CLinux"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "Transcripts", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "RuleLanguage", dependencies: ["Transcripts", yams], swiftSettings: strict),
    .target(
      name: "Matching", dependencies: ["Transcripts", "RuleLanguage", "CPCRE2"],
      swiftSettings: strict),
    .target(name: "Spreadsheets", dependencies: ["CZip", "CXML2"], swiftSettings: strict),
    .target(name: "Sinks", dependencies: ["CCurl"], swiftSettings: strict),
    .target(name: "History", dependencies: [grdb], swiftSettings: strict),
    .target(
      name: "Workbench", dependencies: ["Transcripts", "RuleLanguage", "Matching", "History"],
      swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: [
        "CLinux", "Transcripts", "RuleLanguage", "Matching", "Spreadsheets", "Sinks", "History",
        logging, metrics, serviceLifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "Console",
      dependencies: [
        "Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "Pipeline", hummingbird,
        hummingbirdCore, httpTypes, nioCore, mustache, logging, serviceLifecycle,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "suqiu",
      dependencies: [
        "Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "Pipeline", "Console",
        "Sinks", argumentParser, logging, serviceLifecycle, unixSignals,
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["Transcripts", "RuleLanguage", "Matching"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "TranscriptsTests", dependencies: ["Transcripts", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RuleLanguageTests", dependencies: ["Transcripts", "RuleLanguage", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "MatchingTests",
      dependencies: ["Transcripts", "RuleLanguage", "Matching", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "CZip", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HistoryTests", dependencies: ["History", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "CLinux", "Transcripts", "RuleLanguage", "Matching", "Sinks", "History", "Pipeline",
        "TestSupport", metrics,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "Pipeline", "Console",
        "TestSupport", hummingbird, hummingbirdCore, httpTypes, nioCore,
        .product(name: "NIOEmbedded", package: "swift-nio"), logging, serviceLifecycle,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ShippedRulesTests",
      dependencies: ["Transcripts", "RuleLanguage", "Matching", "Workbench", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["TestSupport"], swiftSettings: strict),
  ]
)

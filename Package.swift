// swift-tools-version: 6.3
// The house of architecture.md#floors: what may import what is decided here, and checked again by StyleTests.

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// Lets small generic parts of one module be specialized in another (decision 0015). Not for programs: the
/// compiler of 6.3.1 fails on an executable's top-level code then.
let acrossModules: [SwiftSetting] = [
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))
]

/// Lets libzmq find `accept4` of Links in place of the C library's (decision 0026).
let acceptForAll: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=accept4"])]

/// A module under `Sources/<floor>/<name>`; the floor is the folder of the house it lives on. The files of its folder
/// `Page` that `page` names are compiled in as `PackageResources` (decision 0036).
func module(
    _ name: String, on floor: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    page: [String] = [], linking: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(floor)/\(name)", exclude: exclude,
        resources: page.map { .embedInCode("Page/\($0)") }, swiftSettings: strict + acrossModules,
        linkerSettings: linking)
}

/// A thin executable: `Sources/Programs/<name>/main.swift` only wires.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Sources/Programs/\(name)",
        swiftSettings: strict)
}

/// The tests of one module, or of the real processes.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let model: [Target.Dependency] = ["Contacts", "Facts", "BusinessTime", "Standards"]
let station: [Target.Dependency] = model + ["StationCore", "Wire", "Station", "TopologyFile", "Hosting"]

let package = Package(
    name: "tierline",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        module("Contacts", on: "Model"),
        module("Facts", on: "Model", ["Contacts"]),
        module("BusinessTime", on: "Model", ["Contacts"]),
        module("Standards", on: "Model", ["Contacts", "BusinessTime", "Facts"]),
        module("Measures", on: "Model", ["Contacts", "BusinessTime", "Standards"]),

        module("StationCore", on: "Core", ["Contacts", collections, crypto]),
        module("JSONTree", on: "Core"),

        module("Receiving", on: "Decisions", model),
        module("Routing", on: "Decisions", model),
        module("Queueing", on: "Decisions", model + [collections]),
        module("Watching", on: "Decisions", model + [collections]),
        module("Attending", on: "Decisions", ["Contacts", "Facts", collections]),

        .systemLibrary(
            name: "CZeroMQ", path: "Sources/Platform/CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        module("Links", on: "Platform", ["CZeroMQ", "Contacts", "StationCore", collections], linking: acceptForAll),
        module("Journal", on: "Platform", ["Contacts", "StationCore", grdb, crypto]),
        module("Wire", on: "Platform", ["Contacts", "Facts", "JSONTree", "StationCore", protobuf], exclude: ["Protos"]),
        module("TopologyFile", on: "Platform", model + ["Receiving", "Routing", "Queueing", "Watching", "Attending", yams, crypto]),
        module("AuditFiles", on: "Platform", ["Contacts", "StationCore", "Journal"]),
        module("Station", on: "Platform", ["Contacts", "StationCore", "Links", "Journal", collections, logging, lifecycle]),

        module("HTTP", on: "Edges", model + ["JSONTree", "StationCore", "Links", "TopologyFile", "Wire", hummingbird, hummingbirdCore, mustache, nio, logging, lifecycle, crypto]),
        module("GatewayEdge", on: "Edges", model + ["HTTP", "StationCore", "TopologyFile", "Wire", hummingbird]),
        module("DeskEdge", on: "Edges", model + ["HTTP", "StationCore", "TopologyFile", "Wire", hummingbird], page: ["desk.html", "desk.css", "desk.js"]),
        module("ConsoleEdge", on: "Edges", model + ["HTTP", "StationCore", "TopologyFile", "Links", "Wire", hummingbird, logging, lifecycle], page: ["console.html", "console.css", "console.js"]),

        module("Randomness", on: "Insight"),
        module("Tables", on: "Insight", ["Contacts"]),
        module("Reporting", on: "Insight", model + ["JSONTree", "Measures", "StationCore", "Tables", mustache], page: ["report.css", "report.mustache", "standard.mustache"]),
        module("Replaying", on: "Insight", ["Contacts", "Facts", "Randomness", "Tables", collections]),
        module("Workforce", on: "Insight", ["Contacts", "Facts", "BusinessTime", "Tables"]),
        module("VirtualTime", on: "Insight", model + ["StationCore", "Receiving", "Routing", "Queueing", "Watching", "Attending", "Replaying", collections]),
        module("Simulation", on: "Insight", model + ["Randomness", "StationCore", "Receiving", "Routing", "Queueing", "Watching", "Attending", collections]),

        module("Hosting", on: "Programs", model + ["StationCore", "Station", "Journal", "Wire", "TopologyFile", "Links", argumentParser, logging, lifecycle, signals]),
        module("EdgeHosting", on: "Programs", station + ["Receiving", "GatewayEdge", "HTTP"]),
        program("phone-gateway", ["EdgeHosting", "TopologyFile"]),
        program("chat-gateway", ["EdgeHosting", "TopologyFile"]),
        program("email-gateway", ["EdgeHosting", "TopologyFile"]),
        program("portal-gateway", ["EdgeHosting", "TopologyFile"]),
        program("router", station + ["Routing"]),
        program("tier-queue", station + ["Queueing"]),
        program("sla-watchdog", station + ["Watching"]),
        program("audit-sink", station + ["AuditFiles"]),
        program("agent-desk", station + ["EdgeHosting", "Attending", "DeskEdge", "HTTP"]),
        program("ops-console", station + ["ConsoleEdge", "HTTP"]),
        program("tierline", station + ["Journal", "AuditFiles", "Links", "Queueing", "Routing", "Watching", "Measures", "Reporting", "Randomness", "Replaying", "Simulation", "Tables", "VirtualTime", "Workforce", argumentParser, collections, yams]),

        module("Handbook", on: "Testing"),

        module("SharedTesting", on: "Testing", ["Contacts", "Facts"]),

        tests("StyleTests", ["Handbook"]),
        tests("ScenarioTests", model + ["Handbook", "TopologyFile", "Receiving", "Routing", "Queueing", "Watching", "Attending", "StationCore", "Simulation", "Reporting"]),
        tests("SimulationTests", ["Simulation", "StationCore", "Contacts", "Facts", "Routing", "Queueing", "Watching"]),
        tests("WorkforceTests", ["SharedTesting", "Workforce", "Contacts", "Facts", "BusinessTime"]),
        tests("VirtualTimeTests", model + ["SharedTesting", "VirtualTime", "TopologyFile", "Receiving", "Routing", "Queueing", "Replaying", "Reporting", "Tables", "AuditFiles", "Wire", "StationCore"]),
        tests("TablesTests", ["Tables"]),
        tests("ReplayingTests", ["SharedTesting", "Replaying", "Tables", "Facts", "Contacts"]),
        tests("MeasuresTests", ["Randomness", "Measures", "Standards", "BusinessTime", "Contacts"]),
        tests("ReportingTests", model + ["Randomness", "Measures", "Reporting", "StationCore", "Tables", "Watching"]),
        tests("AuditFilesTests", ["AuditFiles", "Journal", "StationCore", "Contacts"]),
        tests("WireTests", ["JSONTree", "Randomness", "Wire", "Simulation", "Facts", "Contacts", "StationCore", "Receiving", "Routing", "Queueing", "Watching", "Attending", protobuf]),

        tests("JournalTests", ["Randomness", "Journal", "Simulation", "StationCore", "Contacts", grdb]),
        tests("TopologyFileTests", model + ["TopologyFile", "Receiving", "Routing", "Queueing", "Watching", "Attending"]),
        tests("WitnessTests", ["Contacts", "BusinessTime", "Routing", "Standards", "Measures", "TopologyFile"]),
        tests("StandardsTests", ["Standards", "Contacts"]),
        tests("BusinessTimeTests", ["SharedTesting", "BusinessTime", "Contacts"]),
        tests("WatchingTests", ["Handbook", "Watching", "Standards", "BusinessTime", "Facts", "Contacts"]),
        tests("QueueingTests", ["Handbook", "Randomness", "Queueing", "Facts", "Contacts"]),
        tests("AttendingTests", ["Attending", "Facts", "Contacts"]),
        tests("ReceivingTests", ["Handbook", "SharedTesting", "Receiving", "Standards", "Facts", "Contacts"]),
        tests("EdgeTests", model + ["Handbook", "HTTP", "GatewayEdge", "DeskEdge", "ConsoleEdge", "StationCore", "TopologyFile", "Links", "Wire", hummingbird, logging, lifecycle, nio]),
        tests("RoutingTests", ["Handbook", "Randomness", "SharedTesting", "Routing", "Receiving", "Watching", "Standards", "Facts", "Contacts", "BusinessTime"]),
        tests("StationCoreTests", ["StationCore", "Contacts"]),
        tests("StationTests", ["Station", "StationCore", "Contacts", "Journal", "Links", "Simulation", logging]),
        tests("HostingTests", ["Hosting"]),
        tests("ProcessTests", ["Handbook", "SharedTesting"]),
    ]
)

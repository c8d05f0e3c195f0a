// swift-tools-version: 6.3
// The house of architecture.md#rooms: what may import what is decided here, and checked again by StyleTests.

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

/// A module whose files are in `Sources/<room>`; DirectionRule of StyleTests says which rooms may import which. The files
/// of its folder `Page` that `page` names, and the `tables`, are compiled in as `PackageResources` (decision 0036).
func module(
    _ name: String, in room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    page: [String] = [], tables: [String] = [], linking: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(room)", exclude: exclude,
        resources: (page.map { "Page/\($0)" } + tables).map { .embedInCode($0) },
        swiftSettings: strict + acrossModules, linkerSettings: linking)
}

/// A thin executable: `Sources/Programs/<name>/main.swift` only wires.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Sources/Programs/\(name)",
        swiftSettings: strict)
}

/// What several test targets share, in `Tests/Support`; no product has it.
func support(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/Support/\(name)", swiftSettings: strict)
}

/// The tests in `Tests/<room>/<name>`: of one module, or of the real processes.
func tests(_ name: String, in room: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/" + (room.map { "\($0)/\(name)" } ?? name),
        swiftSettings: strict)
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
let machines: [Target.Dependency] = ["Gateway", "Router", "TierQueue", "Watchdog", "AgentDesk"]
let station: [Target.Dependency] = model + ["Deciding", "Kernel", "Wire", "Station", "StateFolder", "TopologyFile", "Hosting"]

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
        module("Contacts", in: "Model/Contacts"),
        module("Facts", in: "Model/Facts", ["Contacts"]),
        module("BusinessTime", in: "Model/BusinessTime", ["Contacts"]),
        module("Standards", in: "Model/Standards", ["Contacts", "BusinessTime", "Facts"], tables: ["served.txt"]),
        module("Measures", in: "Model/Measures", ["Contacts", "BusinessTime", "Standards"]),

        .systemLibrary(name: "CZeroMQ", path: "Sources/Runtime/CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        module("Kernel", in: "Runtime/Kernel", ["Contacts", collections, crypto]),
        module("Deciding", in: "Runtime/Deciding", ["Contacts", "Facts", "Kernel"]),
        module("JSONTree", in: "Runtime/JSONTree"),
        module("Links", in: "Runtime/Links", ["CZeroMQ", "Contacts", "Kernel", collections], linking: acceptForAll),
        module("Journal", in: "Runtime/Journal", ["Contacts", "Kernel", grdb, crypto]),
        module("Wire", in: "Runtime/Wire", ["Contacts", "Deciding", "Facts", "JSONTree", "Kernel", protobuf], exclude: ["Protos"]),
        module("Config", in: "Runtime/Config", ["Contacts", "Facts", yams]),
        module("StateFolder", in: "Runtime/StateFolder", ["Contacts", "Config", crypto]),
        module("Station", in: "Runtime/Station", ["Contacts", "Kernel", "Links", "Journal", collections, logging, lifecycle]),
        module("HTTP", in: "Runtime/HTTP", model + ["Config", "JSONTree", "Kernel", "Links", "StateFolder", "Wire", hummingbird, hummingbirdCore, mustache, nio, logging, lifecycle, crypto]),

        module("Gateway", in: "Roles/Gateway/Machine", model),
        module("GatewayConfig", in: "Roles/Gateway/Config", model + ["Gateway", "Config"]),
        module("GatewayIngress", in: "Roles/Gateway/Ingress", model + ["HTTP", "Kernel", "StateFolder", "Wire", hummingbird]),
        module("Router", in: "Roles/Router/Machine", model),
        module("RouterConfig", in: "Roles/Router/Config", model + ["Router", "Config"]),
        module("TierQueue", in: "Roles/TierQueue/Machine", model + [collections]),
        module("TierQueueConfig", in: "Roles/TierQueue/Config", model + ["TierQueue", "Config"]),
        module("Watchdog", in: "Roles/Watchdog/Machine", model + [collections]),
        module("WatchdogConfig", in: "Roles/Watchdog/Config", model + ["Watchdog", "Config"]),
        module("AgentDesk", in: "Roles/AgentDesk/Machine", ["Contacts", "Facts", collections]),
        module("AgentDeskWeb", in: "Roles/AgentDesk/Web", model + ["HTTP", "Kernel", "StateFolder", "Wire", hummingbird], page: ["desk.html", "desk.css", "desk.js"]),
        module("AuditSink", in: "Roles/AuditSink/Log", ["Contacts", "Kernel", "Journal"]),
        module("ConsoleWeb", in: "Roles/Console/Web", model + ["Config", "HTTP", "Kernel", "Links", "StateFolder", "Wire", hummingbird, logging, lifecycle], page: ["console.html", "console.css", "console.js"]),

        module("ContractConfig", in: "Topology/ContractConfig", model + ["Config", yams, crypto]),
        module("Prover", in: "Topology/Prover", ["Contacts", "BusinessTime", "Config", "Router", "TierQueue"]),
        module("TopologyFile", in: "Topology/TopologyFile", model + machines + ["Config", "Prover", "ContractConfig", "GatewayConfig", "RouterConfig", "TierQueueConfig", "WatchdogConfig", yams, crypto]),
        module("Hosting", in: "Topology/Hosting", model + ["Config", "Kernel", "Station", "StateFolder", "Journal", "Wire", "TopologyFile", "Links", argumentParser, logging, lifecycle, signals]),
        module("EdgeHosting", in: "Topology/EdgeHosting", station + ["Gateway", "GatewayIngress", "HTTP"]),

        module("Tables", in: "Analysis/Tables", ["Contacts"]),
        module("Projection", in: "Analysis/Projection", ["Contacts", "Facts", "Measures", "Standards"]),
        module("Reporting", in: "Analysis/Reporting", model + ["JSONTree", "Measures", "Projection", "Kernel", "Tables", mustache], page: ["report.css", "report.mustache", "standard.mustache"]),
        module("Workforce", in: "Analysis/Workforce", ["Contacts", "Facts", "BusinessTime", "Projection", "Tables"]),

        module("Randomness", in: "Simulation/Randomness"),
        module("Traffic", in: "Simulation/Traffic", ["Contacts", "Facts", "Randomness", "Tables", collections]),
        module("VirtualTime", in: "Simulation/VirtualTime", ["Contacts", "Facts", "Kernel", "Traffic", collections]),
        module("Simulation", in: "Simulation/Faults", model + machines + ["Randomness", "Deciding", "Kernel", "Wire", collections]),

        module("CLI", in: "CLI", station + ["AgentDeskWeb", "Config", "GatewayIngress", "HTTP", "ContractConfig", "Journal", "AuditSink", "Links", "Prover", "TierQueue", "Router", "Watchdog", "Measures", "Projection", "Reporting", "Randomness", "Traffic", "Simulation", "Tables", "VirtualTime", "Workforce", argumentParser, collections, yams]),

        program("phone-gateway", ["EdgeHosting", "TopologyFile"]),
        program("chat-gateway", ["EdgeHosting", "TopologyFile"]),
        program("email-gateway", ["EdgeHosting", "TopologyFile"]),
        program("portal-gateway", ["EdgeHosting", "TopologyFile"]),
        program("router", station + ["Router"]),
        program("tier-queue", station + ["TierQueue"]),
        program("sla-watchdog", station + ["Watchdog"]),
        program("audit-sink", station + ["AuditSink"]),
        program("agent-desk", station + ["EdgeHosting", "AgentDesk", "AgentDeskWeb", "HTTP"]),
        program("ops-console", station + ["ConsoleWeb", "HTTP"]),
        program("tierline", ["CLI"]),

        support("Handbook"),
        support("SharedTesting", model + ["Kernel"]),

        tests("BusinessTimeTests", in: "Model", ["SharedTesting", "BusinessTime", "Contacts"]),
        tests("StandardsTests", in: "Model", ["Standards", "Contacts"]),
        tests("MeasuresTests", in: "Model", ["Randomness", "Measures", "Standards", "BusinessTime", "Contacts"]),
        tests("KernelTests", in: "Runtime", ["Kernel", "Contacts"]),
        tests("JournalTests", in: "Runtime", ["Randomness", "Journal", "Simulation", "Kernel", "Contacts", grdb]),
        tests("WireTests", in: "Runtime", machines + ["Handbook", "JSONTree", "Randomness", "Deciding", "Wire", "Simulation", "Facts", "Contacts", "Kernel", protobuf]),
        tests("StationTests", in: "Runtime", ["SharedTesting", "Station", "Kernel", "Contacts", "Journal", "Links", "Simulation", logging]),
        tests("GatewayTests", in: "Roles", ["Handbook", "SharedTesting", "Gateway", "Standards", "Facts", "Contacts"]),
        tests("RouterTests", in: "Roles", ["Handbook", "Randomness", "SharedTesting", "Router", "Gateway", "Watchdog", "Standards", "Facts", "Contacts", "BusinessTime"]),
        tests("TierQueueTests", in: "Roles", ["Handbook", "Randomness", "SharedTesting", "TierQueue", "Facts", "BusinessTime", "Contacts"]),
        tests("WatchdogTests", in: "Roles", ["Handbook", "SharedTesting", "Watchdog", "Standards", "BusinessTime", "Facts", "Contacts"]),
        tests("AgentDeskTests", in: "Roles", ["SharedTesting", "AgentDesk", "Facts", "Contacts"]),
        tests("AuditSinkTests", in: "Roles", ["AuditSink", "Journal", "Kernel", "Contacts"]),
        tests("EdgeTests", in: "Roles", model + ["Config", "Handbook", "HTTP", "GatewayIngress", "AgentDeskWeb", "ConsoleWeb", "Kernel", "StateFolder", "TopologyFile", "Links", "Wire", hummingbird, logging, lifecycle, nio]),
        tests("TopologyFileTests", in: "Topology", model + machines + ["Handbook", "SharedTesting", "Config", "ContractConfig", "RouterConfig", "TierQueueConfig", "WatchdogConfig", "StateFolder", "TopologyFile"]),
        tests("ProverTests", in: "Topology", ["Randomness", "Handbook", "BusinessTime", "Contacts", "Config", "Prover", "Router", "TierQueue", "TopologyFile"]),
        tests("WitnessTests", in: "Topology", ["Config", "Handbook", "Contacts", "Router", "Standards", "TopologyFile"]),
        tests("HostingTests", in: "Topology", ["Hosting"]),
        tests("TablesTests", in: "Analysis", ["Tables"]),
        tests("ReportingTests", in: "Analysis", model + ["SharedTesting", "Randomness", "Measures", "Projection", "Reporting", "Kernel", "Tables", "Watchdog"]),
        tests("WorkforceTests", in: "Analysis", ["SharedTesting", "Projection", "Workforce", "Contacts", "Facts", "BusinessTime"]),
        tests("TrafficTests", in: "Simulation", ["SharedTesting", "Traffic", "Tables", "Facts", "Contacts"]),
        tests("VirtualTimeTests", in: "Simulation", model + ["Handbook", "SharedTesting", "VirtualTime", "TopologyFile", "Gateway", "Router", "TierQueue", "Traffic", "Projection", "Reporting", "Tables", "AuditSink", "Wire", "Kernel"]),
        tests("SimulationTests", in: "Simulation", ["SharedTesting", "Simulation", "Deciding", "Wire", "Kernel", "Contacts", "Facts", "Router", "TierQueue", "Watchdog"]),
        tests("StyleTests", ["Handbook"]),
        tests("ScenarioTests", model + ["Handbook", "SharedTesting", "TopologyFile", "Kernel", "Deciding", "Wire", "Simulation", "Router", "Projection", "Reporting", "Measures"]),
        tests("ProcessTests", ["Handbook", "SharedTesting"]),
    ]
)

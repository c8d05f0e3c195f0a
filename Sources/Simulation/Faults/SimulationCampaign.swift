import Contacts

/// Many seeded runs of the whole topology under faults, each judged from outside: N1 to N4, F6, F8, T1,
/// T3 and S6 of working-here.md#faults. `SimulationTests` names rows and runs them alone.
public enum SimulationCampaign {
    /// A broken promise, with everything needed to see it again.
    public struct Violation: Hashable, Sendable {
        /// The seed of the run.
        public var seed: UInt64
        /// Which promise: `P1` to `P7`, `liveness`, `recovery`, `exit`, `journal`.
        public var promise: String
        /// What was found.
        public var text: String
        /// The last events before, for people.
        public var trace: [String]

        /// The line that runs it again.
        public var replay: String { "tierline simulate-faults --seeds 1 --seed \(seed)" }
    }

    /// What the runs came to.
    public struct Result: Sendable {
        /// How many runs.
        public var seeds = 0
        /// Virtual time of all runs together, microseconds.
        public var simulatedMicroseconds: Int64 = 0
        /// Contacts taken durably.
        public var contacts = 0
        /// Processes killed.
        public var crashes = 0
        /// Connections reset.
        public var resets = 0
        /// Checkpoints completed.
        public var checkpoints = 0
        /// Prunings done.
        public var prunings = 0
        /// Older copies put in a journal's place and refused.
        public var refusedRollbacks = 0
        /// Broken promises, at most one for each run.
        public var violations: [Violation] = []
    }

    /// Runs `seeds` seeds from `first` on.
    ///
    /// - Parameters:
    ///   - seeds: How many.
    ///   - first: The first seed.
    ///   - progress: Told after each run how many are done, and their virtual time in microseconds.
    public static func run(
        seeds: Int, first: UInt64 = 1, progress: (Int, Int64) -> Void = { _, _ in }
    ) -> Result {
        var result = Result()
        for offset in 0..<UInt64(max(0, seeds)) {
            add(run(seed: first &+ offset), to: &result)
            progress(result.seeds, result.simulatedMicroseconds)
        }
        return result
    }

    /// Runs one seed, with a deliberate bug if one is wanted.
    static func run(seed: UInt64, bug: DeliberateBug? = nil) -> SimulatedTopology {
        run(SimulatedTopology.Plan(seed: seed, bug: bug))
    }

    /// Runs what is planned.
    static func run(_ plan: SimulatedTopology.Plan) -> SimulatedTopology {
        let topology = SimulatedTopology(plan)
        topology.run()
        return topology
    }

    private static func add(_ run: SimulatedTopology, to result: inout Result) {
        result.seeds += 1
        result.simulatedMicroseconds += run.now
        result.contacts += run.oracle.contacts
        result.crashes += run.outside.crashes
        result.resets += run.outside.resets
        result.checkpoints += run.outside.checkpoints
        result.prunings += run.outside.prunings
        result.refusedRollbacks += run.outside.refusedRollbacks
        guard let finding = run.oracle.findings.first else { return }
        result.violations.append(
            Violation(
                seed: run.plan.seed, promise: finding.promise, text: finding.text, trace: run.trace.text))
    }
}

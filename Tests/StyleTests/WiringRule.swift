/// Production, simulation and virtual time join machines to stations in one way (decision 0033): one decider,
/// and what a machine pushes, tells first, counts and turns away stands beside the machine.
enum WiringRule {
    /// The only deciders, each with its reason.
    static let deciders = [
        "MachineDecider": "joins every machine and its codec",
        "AnyDecider": "is any other in one type (decision 0015)",
        "AuditDecider": "is the audit sink, which has no machine",
        "PlayedDecider": "is any other in a play, which has no streams and says everything as submissions",
        "SimulatedDecider": "is one whose state can be compared",
        "KeepingDecider": "is the audit sink that forgives nothing",
        "CountingDecider": "tests transports and knows no word",
        "UnfencedQueue": "is a bug on purpose around the decider of a queue",
        "ForgetfulQueue": "is another one",
    ]

    /// Deciders and rules of machines that stand elsewhere.
    static func violations(in files: [SwiftFile]) -> [Violation] {
        files.flatMap { file in
            file.code.enumerated().compactMap { index, line in
                fault(of: line, in: file).map { Violation(path: file.path, line: index + 1, text: $0) }
            }
        }
    }

    private static func fault(of line: String, in file: SwiftFile) -> String? {
        let plain = withoutGenerics(line)
        let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let kinds = ["struct", "class", "enum", "actor", "protocol", "extension"]
        guard let kind = words.firstIndex(where: kinds.contains), words.count > kind + 1 else { return nil }
        let (name, bases) = (words[kind + 1], words[(kind + 2)...].prefix { $0 != "where" })
        if bases.contains("Decider") || bases.contains("SimulatedDecider"), deciders[name] == nil {
            return "\(name) is another decider; drive the machine by `MachineDecider` with a codec"
        }
        guard bases.contains("StationMachine"), file.room != "Machine" else { return nil }
        return "\(name) says elsewhere what a machine shows; say it beside the machine"
    }

    /// Parameters that must be machines or deciders make no rule and are none.
    private static func withoutGenerics(_ line: String) -> String {
        guard let open = line.firstIndex(of: "<"), let close = line.lastIndex(of: ">"), open < close else {
            return line
        }
        return String(line[..<open] + line[line.index(after: close)...])
    }
}

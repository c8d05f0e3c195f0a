internal import Contacts
public import JSONTree
public import Measures

extension ExceptionRecord {
    /// `proof letter-9`, or that there is none.
    public var proof: String { evidence.map { "proof \($0)" } ?? "no proof" }

    /// `claim.retained 30d missed (due 2025-04-02T04:00:00Z), not owed as it is`, for each clock concerned.
    public var wouldHaveBeen: String {
        guard !outcomes.isEmpty else { return "no clock would say otherwise" }
        return outcomes.map { outcome in
            let due = outcome.due.map { " (due \($0))" } ?? ""
            let name = "\(outcome.clock.name) \(outcome.threshold)"
            return "\(name) \(outcome.without.rawValue)\(due), \(outcome.with.rawValue) as it is"
        }.joined(separator: "; ")
    }

    /// The record as `report` and `exceptions` give it in JSON.
    public var json: StrictJSON {
        .fields([
            ("item", .text("\(item)")), ("ground", .text(ground.rawValue)), ("says", .text(says)),
            ("at", .text("\(at)")), ("said", .text("\(noted)")), ("by", .text("\(by)")),
            ("evidence", .optional(evidence?.rawValue)),
            (
                "would_have_been",
                .list(
                    outcomes.map { outcome in
                        .fields([
                            ("clock", .text("\(outcome.clock)")), ("limit", .text(outcome.threshold)),
                            ("due", .optional(outcome.due?.description)),
                            ("with", .text(outcome.with.rawValue)),
                            ("without", .text(outcome.without.rawValue)),
                        ])
                    })
            ),
        ])
    }
}

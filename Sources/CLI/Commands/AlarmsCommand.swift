import ArgumentParser
import AuditSink
import Config
import Contacts
import Facts
import Foundation
import Kernel
import Reporting
import TopologyFile
import Wire

/// `tierline alarms`: warnings, breaches and enforcement actions, from the audit log.
struct AlarmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "Warnings, breaches and alarms as they happen, with acknowledgement."
    )

    @Option(help: "The audit sink's directory; default: that of the topology.")
    var audit: String?
    @OptionGroup var place: UsualTopologyOptions
    @Flag(help: "Go on as more happens.")
    var follow = false
    @Flag(help: "JSON on standard output: one object, or one a line with --follow.")
    var json = false

    private struct Row: Encodable {
        var at: String
        var kind: String
        var clock: String?
        var threshold: String?
        var alarm: UInt64?
        var recipient: String?
        var by: String?
        var state: String?
        var evidence: String?
    }
    private struct Report: Encodable {
        var events: [Row]
        var open: [UInt64]
        var left_out: [String]
    }

    func run() async throws {
        try await Outcome.of {
            let log = try audit.map { try AuditLog.open($0) } ?? AuditPlace.open(of: place.load())
            var rows: [Row] = []
            var open: Set<UInt64> = []
            var last: UInt64 = 0
            var leftOut = LeftOut()
            var told = 0
            repeat {
                last = try log.forEach(after: last) { record in
                    guard let fact = leftOut.fact(of: record), let row = Self.row(fact, &open) else { return }
                    if !json {
                        print(Self.text(row))
                    } else if follow {
                        try Output.json(row)
                    } else {
                        rows.append(row)
                    }
                }
                // Following is polling: a reader beside the writer is told of nothing.
                if follow { told = leftOut.say(after: told) }
                if follow { try await Task.sleep(for: .milliseconds(500)) }
            } while follow
            if json {
                try Output.json(Report(events: rows, open: open.sorted(), left_out: leftOut.entries))
            }
            try leftOut.tell()
        }
    }

    private static func row(_ audited: AuditedFact, _ open: inout Set<UInt64>) -> Row? {
        var row = Row(at: "\(audited.header.at)", kind: audited.fact.kind.description)
        if case .clockWarned(let fact) = audited.fact {
            (row.clock, row.threshold) = ("\(fact.clock)", fact.threshold)
        } else if case .clockBreached(let fact) = audited.fact {
            (row.clock, row.threshold) = ("\(fact.clock)", fact.threshold)
        } else if case .breachRetracted(let fact) = audited.fact {
            (row.clock, row.threshold) = ("\(fact.clock)", fact.threshold)
            row.state = "\(fact.level ?? .breach) taken back"
        } else if case .alarmRaised(let fact) = audited.fact {
            (row.clock, row.threshold) = ("\(fact.clock)", fact.threshold)
            (row.alarm, row.recipient) = (fact.alarm, fact.recipient.rawValue)
            row.state = fact.acknowledgeBy == nil ? "told" : "open until \(fact.acknowledgeBy ?? fact.at)"
            row.evidence = fact.evidence
            if fact.acknowledgeBy != nil { open.insert(fact.alarm) }
        } else if case .invariantBroken(let fact) = audited.fact {
            row.clock = "\(Clock.ID(Invariant.clock, contact: fact.contact))"
            (row.threshold, row.evidence) = (fact.invariant.rawValue, fact.evidence)
        } else if case .effectOverdue(let fact) = audited.fact {
            // The gateway's own word; the router's copy for the watchdog would tell it twice.
            guard audited.publisher == fact.gateway else { return nil }
            row.clock = "\(Clock.ID(EffectKind.clock, contact: fact.contact))"
            (row.threshold, row.evidence) = (fact.kind.rawValue, "\(fact.effect) asked at \(fact.asked)")
            row.state = "unanswered by \(fact.gateway), attempt \(fact.attempt)"
        } else if case .mediumReleased(let fact) = audited.fact {
            row.clock = "\(Clock.ID(EffectKind.clock, contact: fact.contact))"
            (row.by, row.state, row.evidence) = (fact.by.rawValue, "released", fact.reason)
        } else if case .alarmGrew(let fact) = audited.fact {
            (row.alarm, row.state) = (fact.alarm, "stands for \(fact.count)")
        } else if case .alarmReduced(let fact) = audited.fact {
            (row.alarm, row.clock, row.threshold) = (fact.alarm, "\(fact.clock)", fact.threshold)
            row.state = fact.count == 0 ? "taken back" : "stands for \(fact.count)"
            if fact.count == 0 { open.remove(fact.alarm) }
        } else if case .alarmAcknowledged(let fact) = audited.fact {
            (row.alarm, row.by, row.state) = (fact.alarm, fact.by.rawValue, "acknowledged")
            open.remove(fact.alarm)
        } else if case .alarmOverdue(let fact) = audited.fact {
            (row.alarm, row.state) = (fact.alarm, "overdue")
        } else if case .escalationDue(let fact) = audited.fact {
            (row.clock, row.state) = ("\(fact.clock)", "moves to Tier \(fact.to)")
        } else {
            return nil
        }
        return row
    }

    private static func text(_ row: Row) -> String {
        [
            row.at, row.kind, row.alarm.map { "alarm \($0)" }, row.recipient.map { "for \($0)" }, row.clock,
            row.threshold, row.by.map { "by \($0)" }, row.state, row.evidence,
        ].compactMap(\.self).joined(separator: "  ")
    }
}

/// Where a topology's audit log is.
enum AuditPlace {
    /// Opens the log of a topology.
    static func open(of topology: Topology) throws -> AuditLog {
        let sink = topology.stations.first { $0.program == .auditSink }
        if let path = sink?.journalPath, FileManager.default.fileExists(atPath: path) {
            return try AuditLog.open(file: path)
        }
        return try AuditLog.open(topology.state)
    }
}

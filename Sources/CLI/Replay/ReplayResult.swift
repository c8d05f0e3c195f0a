import Contacts
import Facts
import Projection
import Reporting
import Standards
import Tables
import TopologyFile
import Traffic

/// What became of a replay, for standard output and the CSV files.
struct ReplayResult {
    /// What was played, and by which clock.
    struct Basis {
        /// The traffic and the shifts.
        var plan: ReplayPlan
        /// What the topology demands of contacts.
        var terms: AttainmentTable.Terms
        /// What the roster allows, to check capacity by.
        var rooms: [Agent.ID: [WorkKind: Int]]
        /// How many seconds of the topology passed in one of the host; 1 in virtual time.
        var rate: Int64
        /// The topology's time at the end.
        var end: Instant
        /// What was odd about the file, and how much of it was left out.
        var odd: [OddRow: Int]
        var leftOut: Int
    }

    let report: ReplayReport
    /// Why the command fails although it counted; nil when it does not.
    let failure: String?
    private let basis: Basis
    private let projection: ContactProjection
    private let labels: [Contact.ID: Int]
    private let moves: ReplayMoves

    init(
        _ basis: Basis, projection: ContactProjection, snapshot: ReplayDriver.Snapshot, wall: Double,
        stall: String?
    ) {
        self.basis = basis
        self.projection = projection
        labels = snapshot.accepted
        let lost = snapshot.accepted.keys.filter { Self.isLost(projection.contacts[$0]) }.sorted()
        moves = ReplayMoves(basis.plan, projection, labels)
        var report = Self.report(basis, projection, snapshot, wall: wall, lost: lost.count)
        report.moves = moves.rows.isEmpty ? nil : moves.totals
        self.report = report
        failure = Self.failure(snapshot, lost: lost, stall: stall, projection)
    }

    /// Accepted, yet unknown to the audit log; or received and neither ended nor taken up by the router.
    private static func isLost(_ life: ContactLife?) -> Bool {
        guard let life, life.received != nil else { return true }
        return life.ended == nil && life.classified == nil
    }

    private static func failure(
        _ snapshot: ReplayDriver.Snapshot, lost: [Contact.ID], stall: String?,
        _ projection: ContactProjection
    ) -> String? {
        if !lost.isEmpty {
            return "\(lost.count) contacts lost: "
                + lost.prefix(20).map(\.description).joined(separator: ", ")
        }
        if !snapshot.refused.isEmpty {
            return "\(snapshot.refused.count) arrivals refused, first: \(snapshot.refused[0])"
        }
        guard let stall else { return nil }
        let open = snapshot.accepted.keys.filter { projection.contacts[$0]?.ended == nil }.sorted()
        return "\(stall): " + open.prefix(20).map(\.description).joined(separator: ", ")
    }

    private static func report(
        _ basis: Basis, _ projection: ContactProjection, _ snapshot: ReplayDriver.Snapshot, wall: Double,
        lost: Int
    ) -> ReplayReport {
        let figures = ReplayFigures(projection, rooms: basis.rooms, rate: basis.rate)
        let accepted = snapshot.accepted.count
        let ended =
            figures.answered + figures.abandoned + figures.withdrawn + figures.callback + figures.closedHours
        let blocked = snapshot.blockedByChannel.mapValues { Int64($0) }
        let table = AttainmentTable(projection, by: basis.terms, blocked: blocked, at: basis.end)
        return ReplayReport(
            offered: accepted + snapshot.blocked, accepted: accepted, blocked: snapshot.blocked,
            answered: figures.answered, abandoned: figures.abandoned, withdrawn: figures.withdrawn,
            callback: figures.callback, closed_hours: figures.closedHours, open: accepted - ended - lost,
            resolved: figures.resolved,
            escalated: .init(t1_t2: figures.escalatedOneToTwo, t2_t3: figures.escalatedTwoToThree),
            lost: lost,
            dup_terminal: figures.duplicateTerminals, double_assigned: figures.doubleAssigned,
            inversions_unexplained: figures.unexplainedInversions,
            clocks: .init(
                warned: figures.warned, breached: figures.breached, retracted: figures.retracted,
                early: figures.early, late_ms_p99: figures.lateness.value(99).map { Double($0) / 1000 }),
            wait_s: .init(figures.waits, unit: 1_000_000),
            arrival_to_offer_ms: .init(figures.arrivalToOffer, unit: 1000),
            contacts_per_s: wall > 0 ? (Double(accepted) / wall * 1000).rounded() / 1000 : 0,
            wall_s: (wall * 1000).rounded() / 1000,
            rows_odd: Dictionary(basis.odd.map { ($0.key.rawValue, $0.value) }) { first, _ in first },
            rows_left_out: basis.leftOut, standards: table.rows.map { .init(row: $0) })
    }

    // MARK: For people

    /// The counts and the attainment table.
    var text: String {
        var lines = [
            "offered \(report.offered) = accepted \(report.accepted) + blocked \(report.blocked)",
            "accepted = answered \(report.answered) + abandoned \(report.abandoned)"
                + " + withdrawn \(report.withdrawn) + callback \(report.callback)"
                + " + closed hours \(report.closed_hours) + open \(report.open)",
            "lost \(report.lost), ended twice \(report.dup_terminal),"
                + " doubly assigned \(report.double_assigned),"
                + " unexplained inversions \(report.inversions_unexplained)",
            "",
        ]
        lines += report.moves.map { $0.lines + [""] } ?? []
        let rows = report.standards.map(\.row)
        let width = rows.map(\.id.count).max() ?? 0
        for row in rows {
            let mark = row.met.map { $0 ? "met" : "NOT MET" } ?? "no data"
            let id = row.id + String(repeating: " ", count: width - row.id.count)
            lines.append("\(id)  \(row.attainedText)  required \(row.required)  \(mark)")
        }
        return lines.joined(separator: "\n")
    }

    // MARK: CSV

    /// `--contacts-out`.
    var contactLines: [String] {
        [
            "contact,channel,class,tier,arrival_s,offered_s,answered_s,ended_s,outcome,agent,"
                + "wait_s,hold_s,handoffs"
        ]
            + projection.ours.map { life in
                CSVLine.line([
                    "\(life.contact)", life.channel?.rawValue ?? "",
                    life.classified?.contactClass.rawValue ?? "",
                    (life.ended?.tier ?? life.classified?.tier)?.description ?? "",
                    seconds(life.received?.received), seconds(life.firstOffer?.offered),
                    seconds(life.answered), seconds(life.ended?.at), life.ended?.outcome.rawValue ?? "open",
                    (life.ended?.agent ?? life.served.first?.agent)?.rawValue ?? "",
                    life.wait.map(Seconds.text) ?? "",
                    Seconds.text(life.hold), "\(life.takenHandoffs.count)",
                ])
            }
    }

    /// `--log-out`.
    var legLines: [String] {
        ["contact_id,leg,queued_s,start_s,end_s,agent_id,outcome"]
            + projection.ours.flatMap { life in
                life.legs.map { leg in
                    CSVLine.line([
                        labels[life.contact].map { basis.plan.arrivals[$0].contact.label }
                            ?? "\(life.contact)",
                        "\(leg.number)", seconds(leg.queued), seconds(leg.start), seconds(leg.end),
                        leg.agent?.rawValue ?? "", leg.outcome.rawValue,
                    ])
                }
            }
    }

    /// `--moves-out`.
    var moveLines: [String] { moves.lines }

    /// Seconds from the trace's start.
    private func seconds(_ instant: Instant?) -> String {
        instant.map { Seconds.text(basis.plan.origin.duration(to: $0)) } ?? ""
    }
}

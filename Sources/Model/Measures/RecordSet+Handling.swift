import BusinessTime
public import Contacts
import Standards

extension RecordSet {
    /// The mean of talk, hold and wrap-up, all legs, of the answered calls of these call types.
    ///
    /// A call counts once its last agent is done with it.
    ///
    /// - Source: Brief: Contact channels and SLAs, KPIs and QA; reading A21.
    public func handlingTime(types: [CallType], in window: ReportWindow) -> Figure {
        .mean(
            entered(.phone, in: window).compactMap { call in
                guard call.isServed, let type = call.callType, types.contains(type) else { return nil }
                return call.handled.map { (.contact(call.contact), $0) }
            })
    }

    /// The answered calls whose inquiries make no type, so that their time is in no figure by type.
    func untyped(in window: ReportWindow) -> [Subject] {
        entered(.phone, in: window).filter { $0.isServed && $0.callType == nil }.map { .contact($0.contact) }
    }

    /// How much less time calls about these matters take with complete intake: one less the quotient of the
    /// means. A call counts when each of its inquiries is about one of them.
    ///
    /// - Source: Brief: Member guidance; reading A27.
    public func handlingTimeCut(of matters: [InquiryType], in window: ReportWindow) -> Figure {
        var sums: [Bool: (time: Int64, count: Int64)] = [:]
        var people: [Subject] = []
        for call in served(about: matters, in: window) {
            guard let isComplete = call.hasCompleteIntake, let handled = call.handled else { continue }
            let before = sums[isComplete] ?? (0, 0)
            sums[isComplete] = (before.time.clampedSum(with: handled), before.count + 1)
            people.append(.contact(call.contact))
        }
        guard let complete = sums[true], let other = sums[false] else {
            return .noData(.share, "nothing in the log says which calls had a complete intake")
        }
        let (whole, isHuge) = other.time.multipliedReportingOverflow(by: complete.count)
        let (rest, isHugeToo) = complete.time.multipliedReportingOverflow(by: other.count)
        guard !isHuge, !isHugeToo, whole > 0 else { return .noData(.share, "too much for one figure") }
        return Figure(Ratio(whole - rest, of: whole), .share, counted: people)
    }

    /// The answered calls about these matters of which nobody said what was there when they came.
    func withoutEssentials(about matters: [InquiryType], in window: ReportWindow) -> [Subject] {
        served(about: matters, in: window).filter { $0.hasCompleteIntake == nil }.map { .contact($0.contact) }
    }

    private func served(about matters: [InquiryType], in window: ReportWindow) -> [CallRecord] {
        entered(.phone, in: window).filter { call in
            call.isServed && !call.inquiries.isEmpty
                && call.inquiries.allSatisfy { matters.contains($0.type) }
        }
    }

    /// The share of the contacts closed in the window that a hand-off brought to Tier 3, each counted once.
    ///
    /// - Source: Brief: KPIs and QA; reading A24.
    public func escalationRate(in window: ReportWindow) -> Figure {
        let closed = callsByEnding.records(in: window).filter(\.reachedQueue)
        let moved = closed.filter { $0.moves.contains { $0.to == .three } }
        let stayed = closed.filter { call in !call.moves.contains { $0.to == .three } }
        return Figure(
            counted: moved.map { .contact($0.contact) }, others: stayed.map { .contact($0.contact) })
    }

    /// The share of the contacts closed in the window that were handed on once at most, and the shares of
    /// none, one and more.
    ///
    /// - Source: Brief: Mission; handoff-minimization.
    public func handoffs(in window: ReportWindow) -> (few: Figure, none: Figure, one: Figure, more: Figure) {
        let closed = callsByEnding.records(in: window).filter(\.reachedQueue)
        func share(_ holds: (Int) -> Bool) -> Figure {
            Figure(
                counted: closed.filter { holds($0.moves.count) }.map { .contact($0.contact) },
                others: closed.filter { !holds($0.moves.count) }.map { .contact($0.contact) })
        }
        return (share { $0 <= 1 }, share { $0 == 0 }, share { $0 == 1 }, share { $0 > 1 })
    }

    /// Microseconds that agents were busy, of those they were busy or ready in.
    public func occupancy(in window: ReportWindow) -> Figure { occupancies(in: [window])[0] }

    /// The occupancy of each of `windows`, which begin and end in order; each span is looked at once for
    /// every window that it touches.
    func occupancies(in windows: [ReportWindow]) -> [Figure] {
        var drafts = windows.map { _ in (busy: Int64(0), all: Int64(0), people: [Subject]()) }
        for span in agents {
            var place = windows.firstPlace { $0.end > span.from }
            while place < windows.count, windows[place].start < span.to {
                let window = windows[place]
                let length = max(span.from, window.start).length(to: min(span.to, window.end)).microseconds
                drafts[place].all += length
                if span.isBusy { drafts[place].busy += length }
                if drafts[place].people.last != .agent(span.agent) {
                    drafts[place].people.append(.agent(span.agent))
                }
                place += 1
            }
        }
        return drafts.map { draft in
            Figure(Ratio(draft.busy, of: draft.all), .share, counted: draft.people, note: "of microseconds")
        }
    }
}

import BusinessTime
import Contacts
import Standards

/// What has to be known of a member's contentment for an answer to count.
struct AcceptanceRule {
    /// The option of A14.
    var option: Standard.Acceptance
    /// Business days of silence that may pass for acceptance; nil when none do.
    var silenceDays: Int?
}

extension RecordSet {
    /// Whether the member is content with an answer that was in time.
    ///
    /// Acceptance that was written down counts when it lies in time too, at the contact that brought the
    /// answer or at a later one of the same member about the same issue. Silence, where it counts, is that no
    /// objection was written down with the answer and the member did not come again about the issue until
    /// the last of the business days after it, by the clock's calendar. Until the time is over the member
    /// may still accept, so that nothing is decided.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 7; reading A14.
    func satisfaction(of clock: ClockRecord, due: Instant?, _ rule: AcceptanceRule) -> ClockVerdict {
        guard let answered = clock.stopped, let call = callsByID[clock.clock.contact],
            let inquiry = call.inquiries.first(where: { $0.index == clock.clock.inquiry })
        else { return .bad }
        if let accepted = accepted(inquiry, of: call, since: answered),
            due.map({ clock.isInTime(accepted, due: $0) }) ?? true
        {
            return .good
        }
        if rule.option == .deemed {
            switch silence(after: answered, on: clock, inquiry, of: call, rule.silenceDays) {
            case .kept: return .good
            case .lasting: return .unsaid
            case .broken: break
            }
        }
        if let due, !clock.isOverdue(at: through, due: due) { return .unsaid }
        return .bad
    }

    /// When the member accepted the answer first; nil when nobody wrote that down.
    private func accepted(
        _ inquiry: CallRecord.InquiryRecord, of call: CallRecord, since answered: Instant
    ) -> Instant? {
        let own = inquiry.acceptance == .accepted ? inquiry.accepted ?? inquiry.resolved : nil
        let later = issues.all(of: call, inquiry).compactMap(\.accepted).filter { $0 >= answered }
        return ([own].compactMap(\.self) + later).min()
    }

    private enum Silence {
        case kept, broken, lasting
    }

    private func silence(
        after answered: Instant, on clock: ClockRecord, _ inquiry: CallRecord.InquiryRecord,
        of call: CallRecord, _ days: Int?
    ) -> Silence {
        guard let days, let calendar = calendars[clock.clock.name], inquiry.acceptance != .objected else {
            return .broken
        }
        let end = calendar.due(start: answered, kind: .workdayAfter(days))
        let isBroken = issues.all(of: call, inquiry).contains { answered < $0.at && $0.at < end }
        if isBroken { return .broken }
        return through < end ? .lasting : .kept
    }
}

internal import BusinessTime
internal import Contacts
internal import Facts
internal import Measures
internal import Projection
internal import Standards

/// A contact as it would have been without some of what was said of it after its receipt.
struct UndoneContact {
    private let life: ContactLife
    private let tables: ItemTables

    /// - Parameters:
    ///   - life: the contact.
    ///   - undone: the changes left out, by their place.
    ///   - tables: the clocks of contacts and their calendars.
    init(_ life: ContactLife, without undone: Set<Int>, _ tables: ItemTables) {
        self.life = life.without(undone)
        self.tables = tables
    }

    /// What measures need to know of it; nil for what was never received.
    var record: CallRecord? { life.record() }

    /// What measures need to know of its clocks from receipt.
    var clockRecords: [ClockRecord] {
        guard let channel = life.received?.channel, let attributes = life.attributes,
            let receipt = life.receipt
        else { return [] }
        let urgency = attributes.urgency(received: receipt)
        return tables.clocks.filter(Self.countsFromReceipt).flatMap { terms -> [ClockRecord] in
            let owed = attributes.inquiries.indices.filter { place in
                terms.appliesTo.covers(
                    .inquiry(
                        attributes.inquiries[place].type, on: channel, of: attributes.requester, urgency))
            }
            let places =
                terms.attachesTo == .inquiry ? owed.map { UInt16($0 + 1) } : owed.isEmpty ? [] : [0]
            return places.map { record(terms, inquiry: $0, from: receipt) }
        }
    }

    /// True for a clock that a later word about its contact begins, ends or tells anew.
    static func countsFromReceipt(_ terms: StandardClock) -> Bool {
        terms.attachesTo != .item && terms.countsFrom == .received && terms.startMode == .running
    }

    private func record(_ terms: StandardClock, inquiry: UInt16, from: Instant) -> ClockRecord {
        let dues = terms.thresholds.map { threshold in
            ClockRecord.Due(threshold.name, at: tables.due(threshold, terms, from: from))
        }
        var record = ClockRecord(
            Clock.ID(terms.name, contact: life.contact, inquiry: inquiry), from: from, dues: dues,
            isExclusive: terms.unit.countsDates)
        record.channel = life.received?.channel
        record.contactClass = life.classified?.contactClass
        record.ending = ending(terms, inquiry: inquiry, from: from)
        return record
    }

    /// What it waited for, or the end of the contact without it.
    private func ending(
        _ terms: StandardClock, inquiry: UInt16, from: Instant
    ) -> ClockRecord.Ending? {
        // Whatever a clock of an inquiry waits for, an answer to it is enough.
        let stops = [terms.stopsAt] + (inquiry > 0 ? [.resolved] : [])
        if let at = stops.compactMap({ life.happened($0, inquiry: inquiry) }).min() {
            return .stopped(max(at, from))
        }
        guard let ended = life.ended else { return nil }
        guard ended.outcome.isAnswered else { return .lapsed(ended.at) }
        guard inquiry == 0 else { return nil }
        switch terms.stopsAt {
        case .personWrote, .tierThreeAnswered, .specialistAnswered: return .forgone(ended.at)
        // Who was served is owed it still (decision 0044).
        case .acknowledged: return nil
        case .answered, .resolved, .stamped, .replied, .handedOn, .itemEvent, .contactEnded:
            return .lapsed(ended.at)
        }
    }
}

extension ItemTables {
    /// When a threshold is due that counts from an instant without a pause; nil without its calendar.
    func due(_ threshold: StandardClock.Threshold, _ terms: StandardClock, from: Instant) -> Instant? {
        guard let name = terms.unit.calendar else { return from.advanced(by: threshold.amount) }
        return calendars[name].map {
            terms.unit.due(of: threshold.amount.microseconds, from: from, in: $0)
        }
    }
}

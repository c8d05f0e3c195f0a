import BusinessTime
import Contacts
import Facts
import Standards

/// Work items come in and reports about them; what may be said of a class stands in work.yaml.
extension GatewayMachine {
    /// Takes a work item into custody, and as a contact too when its class is routed.
    mutating func take(_ item: WorkItemSubmission, at now: Instant) {
        guard takesWork else { return refuseWork("work_item") }
        guard let rule = configuration.work.rule(of: item.workClass) else {
            return refuse("work_item", configuration.work.unknown(item.workClass))
        }
        if let fault = rule.fault(of: item.facts, evidence: item.evidence) {
            return refuse("work_item", fault)
        }
        let facts: [WorkFact]
        switch rule.taken(item.facts, on: configuration.zone.date(at: now)) {
        case .changes(let changes): facts = changes.said
        case .wrong(let fault): return refuse("work_item", fault)
        case .lacking(let lack): return refuse("work_item", WorkFault("facts", lack.reason))
        }
        let id = Contact.ID(gateway: configuration.number, number: state.lastNumber + 1)
        let received: Instant
        switch receipt(item.received, on: .workItem, at: now) {
        case .counts(let instant): received = instant
        case .cannotBe(let reason): return refuse("work_item", field: "received", reason)
        }
        tellRouter(
            .workItemReceived(
                WorkItemReceived(
                    item: id, gateway: configuration.gateway, workClass: item.workClass, member: item.member,
                    received: received, ingested: now, facts: facts, by: item.by, key: item.key,
                    requester: item.requester, evidence: item.evidence, line: rule.line(of: facts))))
        guard let routed = rule.routed else { return }
        let said = ContactAttributes(
            inquiries: [.init(type: routed.inquiryType)], requester: item.requester ?? .beneficiary,
            urgency: routed.urgency, member: item.member, isRequesterPresumed: item.requester == nil)
        let attributes =
            configuration.segments?.segmented(said, on: .workItem, received: received) ?? said
        tellRouter(
            .contactReceived(
                ContactReceived(
                    contact: id, gateway: configuration.gateway, channel: .workItem, received: received,
                    stamped: item.received ?? now, ingested: now, attributes: attributes,
                    hours: .observed, key: item.key)))
    }

    /// Takes a report about an item, or refuses it with the field at fault.
    mutating func note(_ report: WorkReport, at now: Instant) {
        guard takesWork else { return refuseWork("work_report") }
        guard let custody = state.items[report.item] else {
            let reason = "\(report.item) is no work item in custody here; one that ended is forgotten in time"
            return refuse("work_report", WorkFault("item", reason))
        }
        // It ends with the instant, not with what happens to come next: a watchdog forgets by its own clock.
        if let until = custody.keptUntil, until < now {
            let reason = "\(report.item) ended and could be spoken of until \(until); that is over"
            return refuse("work_report", WorkFault("item", reason))
        }
        if let reason = fault(ofReport: report.at, since: custody.received, at: now) {
            return refuse("work_report", WorkFault("at", reason))
        }
        // A class that the table has no longer: what it was allowed nobody knows, so the router decides.
        let rule = configuration.work.rule(of: custody.workClass)
        var report = report
        report.at = min(max(report.at ?? now, custody.received), now)
        if let fault = fault(of: report, custody, rule) { return refuse(report, fault, at: now) }
        switch answer(to: report, custody, rule) {
        case .changes(let changes): changes.forEach { tell($0, of: report, at: now) }
        case .wrong(let fault): refuse(report, fault, at: now)
        case .lacking(let lack):
            record(incomplete(report, lack, at: now))
            refuse("work_report", WorkFault("facts", "\(report.change) of \(report.item): \(lack.reason)"))
        }
    }

    /// A contact that is a work item too ended: resolved, it may mean an event for the item.
    mutating func ended(_ fact: ContactEnded, at now: Instant) {
        guard fact.outcome == .resolved, let custody = state.items[fact.contact], custody.keptUntil == nil,
            let rule = configuration.work.rule(of: custody.workClass), let event = rule.routed?.onResolved
        else { return }
        let by = fact.agent?.rawValue ?? configuration.directory.router.rawValue
        let report = WorkReport(
            item: fact.contact, change: .event(event), at: max(fact.at, custody.received), by: ActorName(by))
        switch answer(to: report, custody, rule) {
        case .changes(let changes): changes.forEach { tell($0, of: report, at: now) }
        // The contact is over, the item is not, and its clocks run on: the router has the agent told.
        case .wrong(let fault):
            tellRouter(incomplete(report, WorkLack([fault.field], fault.reason), at: now))
        case .lacking(let lack): tellRouter(incomplete(report, lack, at: now))
        }
    }

    private var takesWork: Bool { configuration.channels.contains(.workItem) }

    private func fault(of report: WorkReport, _ custody: ItemCustody, _ rule: WorkClassRule?) -> WorkFault? {
        let isEnded = custody.keptUntil != nil
        if let fault = faultBeside(report, custody, rule) { return fault }
        switch report.change {
        case .event(let event):
            if let fault = rule?.fault(of: event, evidence: report.evidence) { return fault }
            let reopens = rule?.reopens.contains(event) ?? true
            guard reopens != isEnded else { return nil }
            // What happened before the end and is told after it is taken as what an audit finds is.
            if let ended = custody.endedAt, let at = report.at, at <= ended,
                rule?.ends.contains(event) == false
            {
                return nil
            }
            let expected = isEnded ? rule?.expectedWhenEnded ?? "" : "an event that happens to open work"
            let standing = isEnded ? "has ended" : "is open"
            return WorkFault("event", "\(report.item) \(standing); expected \(expected)")
        case .reclassified(let name):
            guard configuration.work.rule(of: name) != nil else { return configuration.work.unknown(name) }
            return isEnded ? WorkFault("item", "\(report.item) has ended; reopen it first") : nil
        // What an audit finds after the end is taken, and reopens nothing.
        case .facts(let facts): return rule?.fault(of: facts, evidence: report.evidence)
        case .received(let instant):
            guard let ingested = custody.ingested else {
                return WorkFault("item", "\(report.item) came before its receipt could be corrected")
            }
            guard instant != custody.received else {
                return WorkFault("received", "\(report.item) was received then already")
            }
            return receiptFault(instant, on: .workItem, by: report.by, report.evidence, ingested)
        }
    }

    /// Until when an ended item may be spoken of after a report; nil when it is open then.
    ///
    /// Facts, another receipt and what happened before its end change nothing about that.
    func keptUntil(
        after change: WorkChange, _ custody: ItemCustody, _ rule: WorkClassRule?, at now: Instant
    ) -> Instant? {
        guard case .event(let event) = change else { return custody.keptUntil }
        guard let rule, rule.ends.contains(event) else {
            return rule?.reopens.contains(event) == false ? custody.keptUntil : nil
        }
        return now.advanced(by: rule.keptFor)
    }

    private mutating func refuse(_ request: String, _ fault: WorkFault) {
        refuse(request, field: fault.field, fault.reason)
    }

    private mutating func refuseWork(_ request: String) {
        let own = configuration.channels.map(\.rawValue).joined(separator: ", ")
        refuse(request, field: "type", "work does not come to this gateway, which takes \(own)")
    }
}

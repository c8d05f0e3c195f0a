import Contacts
import Facts

// What others count and ask, between the model and the wire.

/// A mark as it is written; one that no survey has is written as one that none reads.
private func written(_ mark: Int) -> UInt32 { UInt32(exactly: mark) ?? .max }

extension WireMessage {
    /// A mark of a survey; nil when it was not asked.
    fileprivate func readMark(
        _ mark: UInt32?, _ field: String, _ range: ClosedRange<Int>
    ) throws(WireError) -> Int? {
        guard let mark else { return nil }
        guard range.contains(Int(mark)) else {
            throw wrong(field, "\(mark)", "\(range.lowerBound) to \(range.upperBound)")
        }
        return Int(mark)
    }
}

extension WireAttemptsBlocked: WireMessage {
    init(_ fact: AttemptsBlocked) {
        self.init()
        gateway = fact.gateway.rawValue
        trunk = fact.trunk.rawValue
        fromAtUs = fact.from.microseconds
        toAtUs = fact.to.microseconds
        count = fact.count
        source = fact.source
    }

    func model() throws(WireError) -> AttemptsBlocked {
        AttemptsBlocked(
            gateway: try readName(gateway, "gateway"),
            trunk: try readName(trunk, "trunk"),
            from: try readInstant(fromAtUs, "from_at_us"),
            to: try readInstant(toAtUs, "to_at_us"),
            count: try readCount(count, "count"),
            source: try readLabel(source, "source")
        )
    }
}

extension WireSurveyAnswered: WireMessage {
    init(_ fact: SurveyAnswered) {
        self.init()
        gateway = fact.gateway.rawValue
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
        if let value = fact.satisfaction { satisfaction = written(value) }
        if let value = fact.recommendation { recommendation = written(value) }
    }

    func model() throws(WireError) -> SurveyAnswered {
        SurveyAnswered(
            gateway: try readName(gateway, "gateway"),
            contact: try readContact(contact, "contact"),
            at: try readInstant(atUs, "at_us"),
            satisfaction: try readMark(hasSatisfaction ? satisfaction : nil, "satisfaction", 1...5),
            recommendation: try readMark(hasRecommendation ? recommendation : nil, "recommendation", 0...10)
        )
    }
}

extension WireTrunkCount: WireMessage {
    init(_ said: TrunkCount) {
        self.init()
        trunk = said.trunk.rawValue
        fromAtUs = said.from.microseconds
        toAtUs = said.to.microseconds
        count = said.count
        source = said.source
    }

    func model() throws(WireError) -> TrunkCount {
        TrunkCount(
            trunk: try readName(trunk, "trunk"),
            from: try readInstant(fromAtUs, "from_at_us"),
            to: try readInstant(toAtUs, "to_at_us"),
            count: try readCount(count, "count"),
            source: try readLabel(source, "source")
        )
    }
}

extension WireSurveyAnswer: WireMessage {
    init(_ said: SurveyAnswer) {
        self.init()
        contact = said.contact.rawValue
        atUs = said.at.microseconds
        if let value = said.satisfaction { satisfaction = written(value) }
        if let value = said.recommendation { recommendation = written(value) }
    }

    func model() throws(WireError) -> SurveyAnswer {
        SurveyAnswer(
            contact: try readContact(contact, "contact"),
            at: try readInstant(atUs, "at_us"),
            satisfaction: try readMark(hasSatisfaction ? satisfaction : nil, "satisfaction", 1...5),
            recommendation: try readMark(hasRecommendation ? recommendation : nil, "recommendation", 0...10)
        )
    }
}

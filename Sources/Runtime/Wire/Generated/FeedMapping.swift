// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

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
            source: try readLabel(source, "source"))
    }
}

extension WireSurveyAnswered: WireMessage {
    init(_ fact: SurveyAnswered) {
        self.init()
        gateway = fact.gateway.rawValue
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
        if let value = fact.satisfaction { satisfaction = UInt32(exactly: value) ?? .max }
        if let value = fact.recommendation { recommendation = UInt32(exactly: value) ?? .max }
    }

    func model() throws(WireError) -> SurveyAnswered {
        SurveyAnswered(
            gateway: try readName(gateway, "gateway"),
            contact: try readContact(contact, "contact"),
            at: try readInstant(atUs, "at_us"),
            satisfaction: hasSatisfaction ? try readInt(satisfaction, "satisfaction", 1...5) : nil,
            recommendation: hasRecommendation ? try readInt(recommendation, "recommendation", 0...10) : nil)
    }
}

extension WireTrunkCount: WireMessage {
    init(_ part: TrunkCount) {
        self.init()
        trunk = part.trunk.rawValue
        fromAtUs = part.from.microseconds
        toAtUs = part.to.microseconds
        count = part.count
        source = part.source
    }

    func model() throws(WireError) -> TrunkCount {
        TrunkCount(
            trunk: try readName(trunk, "trunk"),
            from: try readInstant(fromAtUs, "from_at_us"),
            to: try readInstant(toAtUs, "to_at_us"),
            count: try readCount(count, "count"),
            source: try readLabel(source, "source"))
    }
}

extension WireSurveyAnswer: WireMessage {
    init(_ part: SurveyAnswer) {
        self.init()
        contact = part.contact.rawValue
        atUs = part.at.microseconds
        if let value = part.satisfaction { satisfaction = UInt32(exactly: value) ?? .max }
        if let value = part.recommendation { recommendation = UInt32(exactly: value) ?? .max }
    }

    func model() throws(WireError) -> SurveyAnswer {
        SurveyAnswer(
            contact: try readContact(contact, "contact"),
            at: try readInstant(atUs, "at_us"),
            satisfaction: hasSatisfaction ? try readInt(satisfaction, "satisfaction", 1...5) : nil,
            recommendation: hasRecommendation ? try readInt(recommendation, "recommendation", 0...10) : nil)
    }
}

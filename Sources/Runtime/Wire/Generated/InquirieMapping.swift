// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireFollowUpSaid: WireMessage {
    init(_ part: FollowUpSaid) {
        self.init()
        index = UInt32(part.index)
        means = part.means.wire
        result = part.result.wire
        if let value = part.acceptance { acceptance = value.wire }
        if let value = part.at { atUs = value.microseconds }
        if let value = part.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> FollowUpSaid {
        FollowUpSaid(
            index: try readIndex(index, "index"),
            means: try readEnum(means, "means"),
            result: try readEnum(result, "result"),
            acceptance: try readEnum(hasAcceptance ? acceptance : nil, "acceptance"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"))
    }
}

extension WireCaseSaid: WireMessage {
    init(_ part: CaseSaid) {
        self.init()
        if let value = part.index { index = UInt32(value) }
        if let value = part.member { member = value.rawValue }
        if let value = part.issue { issue = value.rawValue }
        if let value = part.caseID { caseID = value.description }
    }

    func model() throws(WireError) -> CaseSaid {
        CaseSaid(
            index: hasIndex ? try readClockInquiry(index, "index") : nil,
            member: try readName(hasMember ? member : nil, "member"),
            issue: try readName(hasIssue ? issue : nil, "issue"),
            caseID: hasCaseID ? try readCase(caseID, "case_id") : nil)
    }
}

extension WireInquiryFollowedUp: WireMessage {
    init(_ fact: InquiryFollowedUp) {
        self.init()
        contact = fact.contact.rawValue
        agent = fact.agent.rawValue
        said = WireFollowUpSaid(fact.said)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> InquiryFollowedUp {
        InquiryFollowedUp(
            contact: try readContact(contact, "contact"),
            agent: try readName(agent, "agent"),
            said: try readMessage(hasSaid ? said : nil, "said"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireContactIdentified: WireMessage {
    init(_ fact: ContactIdentified) {
        self.init()
        contact = fact.contact.rawValue
        agent = fact.agent.rawValue
        said = WireCaseSaid(fact.said)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactIdentified {
        ContactIdentified(
            contact: try readContact(contact, "contact"),
            agent: try readName(agent, "agent"),
            said: try readMessage(hasSaid ? said : nil, "said"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireAnswerJudged: WireMessage {
    init(_ fact: AnswerJudged) {
        self.init()
        inquiry = WireInquiryID(fact.inquiry)
        acceptance = fact.acceptance.wire
        atUs = fact.at.microseconds
        agent = fact.agent.rawValue
    }

    func model() throws(WireError) -> AnswerJudged {
        AnswerJudged(
            inquiry: try readMessage(hasInquiry ? inquiry : nil, "inquiry"),
            acceptance: try readEnum(acceptance, "acceptance"),
            at: try readInstant(atUs, "at_us"),
            agent: try readName(agent, "agent"))
    }
}

extension WireContactLinked: WireMessage {
    init(_ fact: ContactLinked) {
        self.init()
        contact = fact.contact.rawValue
        if let value = fact.index { index = UInt32(value) }
        if let value = fact.member { member = value.rawValue }
        if let value = fact.issue { issue = value.rawValue }
        if let value = fact.caseID { caseID = value.description }
        agent = fact.agent.rawValue
    }

    func model() throws(WireError) -> ContactLinked {
        ContactLinked(
            contact: try readContact(contact, "contact"),
            index: hasIndex ? try readClockInquiry(index, "index") : nil,
            member: try readName(hasMember ? member : nil, "member"),
            issue: try readName(hasIssue ? issue : nil, "issue"),
            caseID: hasCaseID ? try readCase(caseID, "case_id") : nil,
            agent: try readName(agent, "agent"))
    }
}

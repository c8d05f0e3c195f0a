// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireMessageNoted: WireMessage {
    init(_ fact: MessageNoted) {
        self.init()
        contact = fact.contact.rawValue
        purpose = fact.purpose.wire
        word = fact.word.wire
        atUs = fact.at.microseconds
        if let value = fact.promise { promise = WirePromisedAnswer(value) }
    }

    func model() throws(WireError) -> MessageNoted {
        MessageNoted(
            contact: try readContact(contact, "contact"),
            purpose: try readEnum(purpose, "purpose"),
            word: try readEnum(word, "word"),
            at: try readInstant(atUs, "at_us"),
            promise: hasPromise ? try promise.model() : nil)
    }
}

extension WirePromisedAnswer: WireMessage {
    init(_ part: PromisedAnswer) {
        self.init()
        inquiry = WireInquiryID(part.inquiry)
        caseID = part.caseID.description
        if let value = part.acceptance { acceptance = value.wire }
        agent = part.agent.rawValue
        atUs = part.at.microseconds
    }

    func model() throws(WireError) -> PromisedAnswer {
        PromisedAnswer(
            inquiry: try readMessage(hasInquiry ? inquiry : nil, "inquiry"),
            caseID: try readCase(caseID, "case_id"),
            acceptance: try readEnum(hasAcceptance ? acceptance : nil, "acceptance"),
            agent: try readName(agent, "agent"),
            at: try readInstant(atUs, "at_us"))
    }
}

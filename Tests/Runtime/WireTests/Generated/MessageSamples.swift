// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let messageFacts: [Fact] = [
        .messageNoted(
            MessageNoted(
                contact: Contact.ID(gateway: 3, number: 42),
                purpose: .line,
                word: .promised,
                at: Instant(microseconds: 1_772_007_802_007_802),
                promise: PromisedAnswer(
                    inquiry: Inquiry.ID(contact: Contact.ID(gateway: 3, number: 7803), index: 5),
                    caseID: Case.ID(text: "case-7805"),
                    acceptance: .objected,
                    agent: "A007",
                    at: Instant(microseconds: 1_772_007_807_007_807))))
    ]
}

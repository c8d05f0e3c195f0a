import Contacts
import Facts
import HTTP
import Wire

/// What an agent may ask for under the agent's path, sign-in apart.
enum DeskAction: CaseIterable {
    case ready, notReady, signOut
    case accept, decline
    case hold, resume, reply, end, wrapUpEnded, dispositions, verify, note, respond, escalate
    case followUp, identify

    /// The longest body; 32 dispositions need 1.5 KiB.
    static let bodyLimit = 16 * 1024

    /// The path below the agent's.
    var path: String {
        switch self {
        case .ready: "/ready"
        case .notReady: "/not-ready"
        case .signOut: "/sign-out"
        case .accept: "/offers/:offer/accept"
        case .decline: "/offers/:offer/decline"
        case .hold: "/contacts/:contact/hold"
        case .resume: "/contacts/:contact/resume"
        case .reply: "/contacts/:contact/reply"
        case .end: "/contacts/:contact/end"
        case .wrapUpEnded: "/contacts/:contact/wrap-up-ended"
        case .dispositions: "/contacts/:contact/dispositions"
        case .verify: "/contacts/:contact/verification"
        case .note: "/contacts/:contact/notes"
        case .respond: "/contacts/:contact/respond"
        case .escalate: "/contacts/:contact/escalate"
        case .followUp: "/contacts/:contact/follow-up"
        case .identify: "/contacts/:contact/identity"
        }
    }

    /// What is asked, from the parts of the path and the body.
    func request(_ body: [UInt8], offer: String?, contact: String?) throws(RequestError) -> DeskRequest {
        var fields = try RequestFields(body)
        let request = try request(&fields, offer ?? "", contact ?? "")
        try fields.finish()
        return request
    }

    private func request(
        _ fields: inout RequestFields, _ offer: String, _ contact: String
    ) throws(RequestError) -> DeskRequest {
        switch self {
        case .ready: .ready
        case .notReady: .notReady(try fields.word("reason"))
        case .signOut: .signOut(try fields.choice("rule", otherwise: Agent.SignOutRule.refuseWithWork))
        case .accept: .answer(try readOffer(offer), .accept)
        case .decline: .answer(try readOffer(offer), .decline(try fields.word("reason")))
        case .hold: .hold(try readContact(contact))
        case .resume: .resume(try readContact(contact))
        case .reply: .reply(try readContact(contact))
        case .end: .endService(try readContact(contact))
        case .wrapUpEnded: .wrapUpEnded(try readContact(contact))
        case .dispositions: .dispose(try readContact(contact), try dispositions(&fields))
        case .verify:
            .verify(
                try readContact(contact),
                Verification(level: try fields.choice("level"), method: try fields.choice("method")))
        case .note: .note(try readContact(contact), try fields.choice("code"))
        case .respond: .respond(try readContact(contact), to: try fields.choice("to"))
        case .escalate: try escalation(of: readContact(contact), &fields)
        case .followUp: .followUp(try readContact(contact), try followUp(&fields))
        case .identify: .identify(try readContact(contact), try identity(&fields))
        }
    }

    private func escalation(
        of contact: Contact.ID, _ fields: inout RequestFields
    ) throws(RequestError) -> DeskRequest {
        let number = try fields.number("to", in: 1...3)
        guard let tier = Tier(rawValue: Int(number)) else { preconditionFailure("there is a tier \(number)") }
        return .escalate(
            contact, to: tier, reason: try fields.word("reason"),
            priority: try fields.choice("priority", otherwise: Urgency.routine))
    }

    private func followUp(_ fields: inout RequestFields) throws(RequestError) -> FollowUpSaid {
        let index = UInt16(try fields.number("inquiry", in: 1...32))
        let means: InquiryFollowedUp.Means = try fields.choice("by")
        let result: Inquiry.Disposition.Result = try fields.choice("result")
        let acceptance: Inquiry.Acceptance? = try fields.optionalChoice("acceptance")
        if result != .resolved, let acceptance {
            throw fields.misfit(
                "acceptance", acceptance.rawValue, expected: "the result resolved beside it")
        }
        try refuseNoResult(result, in: fields)
        let at = try fields.optional("at", ISO8601.form) { ISO8601.instant($0) }
        return FollowUpSaid(
            index: index, means: means, result: result, acceptance: acceptance, at: at,
            evidence: try fields.optionalWord("evidence"))
    }

    private func identity(_ fields: inout RequestFields) throws(RequestError) -> CaseSaid {
        let index = try fields.optionalNumber("inquiry", in: 1...32).map { UInt16($0) }
        let said = CaseSaid(
            index: index, member: try fields.optionalWord("member"), issue: try fields.optionalWord("issue"),
            caseID: try fields.optional("case", "a case's id, as C1-42/1 or MEMBER:ISSUE") { text in
                let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
                let isOne = parts.count == 2 && parts.allSatisfy { Word.isOne(String($0)) }
                return isOne ? Case.ID(text: text) : nil
            })
        guard said.member == nil, said.issue == nil, said.caseID == nil else { return said }
        throw fields.misfit("body", "nothing said", expected: "a member, an issue or a case")
    }

    /// That nobody says what became of an inquiry is said by saying nothing.
    private func refuseNoResult(
        _ result: Inquiry.Disposition.Result, in fields: RequestFields
    ) throws(RequestError) {
        guard result == .noResult else { return }
        throw fields.misfit("result", result.rawValue, expected: "resolved or unresolved")
    }

    private func dispositions(_ fields: inout RequestFields) throws(RequestError) -> [Inquiry.Disposition] {
        var dispositions: [Inquiry.Disposition] = []
        for var item in try fields.objects("dispositions", count: 1...32) {
            let disposition = Inquiry.Disposition(
                index: UInt16(try item.number("index", in: 1...32)), result: try item.choice("result"),
                acceptance: try item.optionalChoice("acceptance"), otherwise: try otherwise(&item))
            // Nobody can be content with an answer that was not given.
            try refuseNoResult(disposition.result, in: item)
            if disposition.result == .unresolved, let said = disposition.acceptance {
                throw item.misfit("acceptance", said.rawValue, expected: "the result resolved beside it")
            }
            dispositions.append(disposition)
            try item.finish()
        }
        return dispositions
    }

    /// How a written inquiry was answered without its medium: by what, and where the proof is.
    private func otherwise(
        _ item: inout RequestFields
    ) throws(RequestError) -> Inquiry.AnsweredOtherwise? {
        let means: Inquiry.AnsweredOtherwise.Means? = try item.optionalChoice("answered_by")
        let evidence: EvidenceToken? = try item.optionalWord("evidence")
        switch (means, evidence) {
        case (let means?, let evidence?): return Inquiry.AnsweredOtherwise(means: means, evidence: evidence)
        case (nil, nil): return nil
        case (let means?, nil):
            throw item.misfit("answered_by", means.rawValue, expected: "evidence beside it")
        case (nil, let evidence?):
            throw item.misfit("evidence", evidence.rawValue, expected: "answered_by beside it")
        }
    }

    private func readOffer(_ text: String) throws(RequestError) -> Offer.ID {
        guard let offer = Offer.ID(text), offer.description == text else {
            throw wrong("offer", text, "an offer's id, as O1-77")
        }
        return offer
    }

    private func readContact(_ text: String) throws(RequestError) -> Contact.ID {
        guard let contact = Contact.ID(text), contact.description == text, contact.rawValue != 0 else {
            throw wrong("contact", text, "a contact's id, as C1-42")
        }
        return contact
    }

    private func wrong(_ field: String, _ text: String, _ expected: String) -> RequestError {
        let value = Word.isOne(text) ? "\"\(text.prefix(60))\"" : "\(text.utf8.count) bytes"
        return RequestError(.malformed, field: field, value: value, expected: expected)
    }
}

import Contacts
import Facts
import Replaying
import Wire

extension ReplayAnswer {
    /// What a station's reply to a submission means; one that cannot be read is as good as a rejection.
    init(reply body: [UInt8]) {
        do {
            self =
                switch try SubmissionReplyCodec.decode(body) {
                case .accepted(let contact), .known(let contact): ReplayAnswer.accepted(contact)
                case .refused(let refusal): ReplayAnswer.refused(refusal)
                }
        } catch {
            self = .rejected("\(error)")
        }
    }
}

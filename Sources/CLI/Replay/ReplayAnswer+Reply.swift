import Traffic
import Wire

extension ReplayAnswer {
    /// What a station's reply to a submission means; one that cannot be read is as good as a rejection.
    init(reply body: [UInt8]) {
        do {
            self.init(try SubmissionReplyCodec.decode(body))
        } catch {
            self = .rejected("\(error)")
        }
    }
}

import Contacts

extension Channel {
    /// Why it cannot be said of a contact that came so that it was answered otherwise than by its medium; nil
    /// when it can, and when nothing of the kind is said.
    func misfit(of dispositions: [Inquiry.Disposition]) -> String? {
        let said = dispositions.filter { $0.otherwise != nil }
        guard !said.isEmpty else { return nil }
        guard isMail else { return "came by \(rawValue); only a written contact is answered otherwise" }
        guard said.allSatisfy({ $0.result == .resolved && $0.acceptance != .objected }) else {
            return "was not answered; expected resolved, and no objection, beside how it was answered"
        }
        return nil
    }
}

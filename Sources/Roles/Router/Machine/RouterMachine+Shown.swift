public import Contacts
public import Facts

/// What the console shows of the router; nobody subscribes to it.
extension RouterMachine: StationMachine {
    /// What it has under way; a contact of it is open at its gateway, and counted there.
    public func gauges(at _: Instant) -> [Gauge] {
        [
            Gauge("routed_contacts", value: Int64(state.contacts.count)),
            Gauge("open_inquiries", value: Int64(state.openInquiries.count)),
        ]
    }
}

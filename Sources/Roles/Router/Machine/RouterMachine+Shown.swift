public import Contacts
public import Facts

/// What the console shows of the router; nobody subscribes to it.
extension RouterMachine: StationMachine {
    /// What is open in the whole centre.
    public func gauges(at _: Instant) -> [Gauge] {
        [
            Gauge("open_contacts", value: Int64(state.contacts.count)),
            Gauge("open_inquiries", value: Int64(state.openInquiries.count)),
        ]
    }
}

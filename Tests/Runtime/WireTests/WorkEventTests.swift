import Contacts
import Facts
import Testing
import Wire

@Suite("Events about work items")
struct WorkEventTests {
    private func decode(
        _ line: String, channels: [Channel] = [.workItem]
    ) throws(EventError) -> EventJSON.Event {
        try EventJSON.decode([UInt8](line.utf8), channels: channels)
    }

    @Test("a work item is read with its class, facts, receipt and actor")
    func item() throws {
        let event = try decode(
            #"{"type":"work_item","key":"k-1","class":"claim","received":"2026-03-02T09:00:00-05:00","#
                + #""facts":{"network":"yes","billed-cents":"1200"},"member":"m-1","actor":"mailroom"}"#)
        let expected = WorkItemSubmission(
            workClass: "claim", member: "m-1", received: Instant(microseconds: 1_772_460_000_000_000),
            facts: [WorkFact("billed-cents", "1200"), WorkFact("network", "yes")], by: "mailroom",
            key: "k-1")
        #expect(event.key == "k-1" && event.submission == .workItem(expected))
    }

    @Test("each report is read with who did it and where its proof is kept")
    func reports() throws {
        let head = #"{"key":"k","item":"C4-9","actor":"clerk-7","evidence":"fax-113","#
        let item = Contact.ID(gateway: 4, number: 9)
        let table: [(String, WorkChange)] = [
            (#""type":"work_event","event":"completed"}"#, .event("completed")),
            (#""type":"work_reclassified","class":"grievance"}"#, .reclassified("grievance")),
            (#""type":"work_facts","facts":{"network":"no"}}"#, .facts([WorkFact("network", "no")])),
        ]
        for (tail, change) in table {
            let report = WorkReport(
                item: item, change: change, at: nil, by: "clerk-7", evidence: "fax-113")
            #expect(try decode(head + tail).submission == .workReport(report))
        }
    }

    @Test("13.B16: a later word on a contact or a receipt is read with who said it and its proof")
    func corrections() throws {
        let tail = #""actor":"mailroom","evidence":"scan-1","at":"2026-03-02T09:00:00-05:00"}"#
        let at = Instant(microseconds: 1_772_460_000_000_000)
        let contact = Contact.ID(gateway: 4, number: 9)
        let kind = ContactKind(types: ["grievance"], requester: .congressional, urgency: .priority)
        let said =
            #"{"type":"contact_reclassified","key":"k","contact":"C4-9","#
            + #""inquiries":[{"type":"grievance"}],"#
            + #""requester":"congressional","urgency":"priority","#
        let report = ContactReport(
            contact: contact, change: .reclassified(kind), at: at, by: "mailroom", evidence: "scan-1")
        #expect(try decode(said + tail).submission == .contactReport(report))
        let receipt = #"{"type":"receipt_corrected","key":"k","received":"2026-03-02T09:00:00-05:00","#
        let corrected = ContactReport(
            contact: contact, change: .received(at), at: at, by: "mailroom", evidence: "scan-1")
        #expect(try decode(receipt + #""contact":"C4-9","# + tail).submission == .contactReport(corrected))
        let item = WorkReport(
            item: contact, change: .received(at), at: at, by: "mailroom", evidence: "scan-1")
        #expect(try decode(receipt + #""item":"C4-9","# + tail).submission == .workReport(item))
    }

    @Test(
        "what is missing or of another form is said by field",
        arguments: [
            (#"{"type":"work_item","key":"k","actor":"a"}"#, "class"),
            (#"{"type":"work_item","key":"k","class":"claim"}"#, "actor"),
            (#"{"type":"work_item","key":"k","class":"claim","actor":"a","facts":["x"]}"#, "facts"),
            (#"{"type":"work_item","key":"k","class":"claim","actor":"a","facts":{"n":1}}"#, "facts.n"),
            (
                #"{"type":"work_item","key":"k","class":"claim","actor":"a","facts":{"notes":"x"}}"#,
                "facts.notes"
            ),
            (#"{"type":"work_event","key":"k","item":"9","event":"completed","actor":"a"}"#, "item"),
            (#"{"type":"work_event","key":"k","item":"C4-9","actor":"a"}"#, "event"),
            (
                #"{"type":"work_event","key":"k","item":"C4-9","event":"e","actor":"a","#
                    + #""evidence":"123-45-6789"}"#, "evidence"
            ),
            (#"{"type":"work_facts","key":"k","item":"C4-9","actor":"a"}"#, "facts"),
            (#"{"type":"work_event","key":"k","item":"C4-9","event":"e","actor":"a","class":"b"}"#, "class"),
        ])
    func malformed(line: String, field: String) {
        #expect { try decode(line) } throws: { ($0 as? EventError)?.field == field }
    }

    @Test("a gateway that takes no work does not know the types")
    func elsewhere() {
        let line = #"{"type":"work_event","key":"k","item":"C4-9","event":"completed","actor":"a"}"#
        #expect { try decode(line, channels: [.phone]) } throws: { ($0 as? EventError)?.field == "type" }
    }
}

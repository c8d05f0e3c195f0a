import Config
import Contacts
import ContractConfig
import Standards

/// Whether segments.yaml makes every contact that can come a kind of call, and each of its rows some.
struct SegmentsCheck {
    let segments: SegmentsFile
    /// What routing.yaml lists.
    let inquiryTypes: Set<InquiryType>

    func run(_ findings: inout Findings) {
        for (row, place) in zip(segments.table.rows, segments.places) {
            let named = Set((row.scope.cases + row.scope.except).flatMap(\.inquiryTypes))
            for type in named.subtracting(inquiryTypes).sorted() {
                findings.add(
                    place, value: "the inquiry type \"\(type)\"",
                    expected: "a type of inquiry of the routing file")
            }
        }
        guard let field = segments.rowsField else { return }
        let gaps = segments.table.gaps(over: inquiryTypes.sorted())
        // One for each type of inquiry: a type that was forgotten is a hole for everybody who asks.
        let byType = Dictionary(grouping: gaps.holes) { $0.inquiryType ?? "" }
        for (_, holes) in byType.sorted(by: { $0.key < $1.key }) {
            guard let first = holes.first else { continue }
            let more = holes.count > 1 ? " and \(holes.count - 1) more combinations" : ""
            findings.add(
                field, value: "no row for \(first)\(more)",
                expected: "a kind of call for every combination of channel, inquiry, requester and urgency")
        }
        for place in gaps.idle {
            findings.add(
                segments.places[place], value: "a row that decides nothing",
                expected: "a combination that no row before it is for")
        }
    }
}

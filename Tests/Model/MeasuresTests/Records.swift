import BusinessTime
import Contacts
import Foundation
import Measures
import Randomness
import Standards
import Testing

/// Hand-made records and the zones they live in.
func systemZone(_ name: String) throws -> Zone {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))
    return try Zone(name: name, tzif: [UInt8](bytes))
}

func at(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

func id(_ number: UInt64, gateway: UInt16 = 1) -> Contact.ID { Contact.ID(gateway: gateway, number: number) }

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

/// The first day of the epoch, UTC, in which most hand-made calls come.
func window(_ kind: WindowKind = .day, first: Int = 0, last: Int = 0) -> ReportWindow {
    ReportWindow(
        kind, CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: last), name: "w", in: .utc)
}

/// A call received at `received` seconds.
func call(
    _ number: UInt64, received: Int64 = 0, answered: Int64? = nil, _ outcome: Contact.Outcome? = nil,
    ended: Int64? = nil, hold: Int64 = 0, channel: Channel = .phone
) -> CallRecord {
    var record = CallRecord(contact: id(number), channel: channel, received: at(received))
    record.contactClass = "general"
    record.answered = answered.map { at($0) }
    record.ending = outcome.map { .init($0, at: at(ended ?? (answered ?? received) + 60)) }
    record.hold = hold * 1_000_000
    record.inquiries = [.init(index: 1, type: "benefits")]
    return record
}

func records(
    _ calls: [CallRecord] = [], through: Int64 = 86_400 * 30,
    _ change: (inout RecordSet.Parts) -> Void = { _ in }
) -> RecordSet {
    var parts = RecordSet.Parts()
    parts.calls = calls
    change(&parts)
    return RecordSet(parts, through: at(through), zone: .utc)
}

extension SplitMix64 {
    mutating func pick(_ range: Range<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
}

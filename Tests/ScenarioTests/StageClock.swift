import BusinessTime
import Contacts

/// Instants as people on the floor read them: by the topology's zone, with the date where it is another.
struct StageClock {
    let zone: Zone
    let now: Instant

    func text(of instant: Instant) -> String {
        let (day, inDay) = local(instant)
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        let second = inDay / 1_000_000
        let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        let fraction = inDay % 1_000_000
        let part = fraction == 0 ? "" : "." + String(String(1_000_000 + fraction).dropFirst())
        let date = day == local(now).day ? "" : "\(CivilDate(daysSinceEpoch: day))T"
        return date + time + part
    }

    /// The text with each instant in it as people read it.
    func rewritten(_ text: String) -> String {
        text.replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/#) { match in
            utc(match.output).map(self.text) ?? String(match.output)
        }
    }

    /// Reads `09:00`, `09:00:15` or `2026-03-30T09:00:15`; nil when it is none of them.
    func instant(_ text: String) -> Instant? {
        let halves = text.split(separator: "T")
        let date = halves.count == 2 ? CivilDate(String(halves[0])) : zone.date(at: now)
        guard let date, let time = halves.last.flatMap(seconds) else { return nil }
        return zone.instant(ofDay: date.daysSinceEpoch, minute: Int(time / 60))
            .advanced(by: .seconds(time % 60))
    }

    private func seconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":").compactMap { Int64($0) }
        guard 2...3 ~= parts.count, parts.count == text.split(separator: ":").count else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }

    private func utc(_ text: Substring) -> Instant? {
        guard let date = CivilDate(String(text.prefix(10))), let time = seconds(text.dropFirst(11).prefix(8)),
            let fraction = Int64(text.dropFirst(20).prefix(6))
        else { return nil }
        let second = Int64(date.daysSinceEpoch) * 86_400 + time
        return Instant(microseconds: second * 1_000_000 + fraction)
    }

    private func local(_ instant: Instant) -> (day: Int, microseconds: Int64) {
        let day = zone.localDay(at: instant)
        let second = instant.microseconds / 1_000_000
        let shifted = instant.microseconds + zone.offset(at: second) * 1_000_000
        return (day, shifted - Int64(day) * 86_400_000_000)
    }
}

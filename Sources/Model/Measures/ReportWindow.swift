public import BusinessTime
public import Contacts

/// A stretch of time that is measured by itself, from its first instant to the instant after its last.
public struct ReportWindow: Hashable, Sendable {
    /// What it is a window of.
    public let kind: WindowKind
    /// `2026-03`, `2026 Q1`, `week of 2026-03-02`, `2026-03-08T01:45-05:00`.
    public let name: String
    /// Its local dates.
    public let dates: ClosedRange<CivilDate>
    /// False when only a part of the month, week, ... was asked for.
    public let isWhole: Bool
    /// Its first instant.
    public let start: Instant
    /// The first instant that is not in it any more.
    public let end: Instant

    init(
        kind: WindowKind, name: String, dates: ClosedRange<CivilDate>, isWhole: Bool, start: Instant,
        end: Instant
    ) {
        self.kind = kind
        self.name = name
        self.dates = dates
        self.isWhole = isWhole
        self.start = start
        self.end = end
    }

    /// Makes the window of whole local dates.
    public init(
        _ kind: WindowKind, _ dates: ClosedRange<CivilDate>, name: String, isWhole: Bool = true, in zone: Zone
    ) {
        self.init(
            kind: kind, name: name, dates: dates, isWhole: isWhole,
            start: zone.instant(ofDay: dates.lowerBound.daysSinceEpoch),
            end: zone.instant(ofDay: dates.upperBound.daysSinceEpoch + 1))
    }

    /// The stretch of it that has `dates`, which are some of its own; as whole as it is itself, because it is
    /// the demand that changes within it and not the question.
    func stretch(_ dates: ClosedRange<CivilDate>, in zone: Zone) -> ReportWindow {
        guard dates != self.dates else { return self }
        return ReportWindow(
            kind, dates, name: "\(name), \(dates.lowerBound) to \(dates.upperBound)", isWhole: isWhole,
            in: zone)
    }

    /// True when `instant` lies in it.
    public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
}

extension [ReportWindow] {
    /// The place of the first that `isBehind` holds for, by halving; it holds for all that follow.
    func firstPlace(_ isBehind: (ReportWindow) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

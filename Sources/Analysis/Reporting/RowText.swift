internal import Measures
internal import Standards

/// Puts rows of evaluations into words, each word once: windows that stand in every standard, and what rows
/// in the same place of two windows share, as those do in which nobody came.
struct RowText {
    private let begin: (ReportWindow) -> [UInt8]
    private let end: (Evaluation) -> [[UInt8]]
    private var window: (start: ReportWindow, bytes: [UInt8])?
    /// Which row of its window comes next.
    private var place = 0
    private var known: [(row: Evaluation, lines: [[UInt8]])] = []

    /// Makes a writer of rows; each line of one begins with its window and ends with one of the rests.
    init(begin: @escaping (ReportWindow) -> [UInt8], end: @escaping (Evaluation) -> [[UInt8]]) {
        self.begin = begin
        self.end = end
    }

    /// Appends the words of `row`; rows come window by window.
    mutating func append(_ row: Evaluation, to bytes: inout [UInt8]) {
        if window?.start.start != row.window.start {
            window = (row.window, begin(row.window))
            place = 0
        }
        let beginning = window?.bytes ?? []
        if place == known.count {
            known.append((row, end(row)))
        } else if !row.saysTheSame(as: known[place].row) {
            known[place] = (row, end(row))
        }
        for line in known[place].lines {
            bytes += beginning
            bytes += line
        }
        place += 1
    }
}

extension Evaluation {
    /// True when two rows of one standard differ in their window only.
    fileprivate func saysTheSame(as other: Evaluation) -> Bool {
        figure == other.figure && met == other.met && part == other.part && relief == other.relief
            && window.isWhole == other.window.isWhole && threshold == other.threshold
            && companions == other.companions
    }
}

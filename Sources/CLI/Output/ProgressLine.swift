import Foundation

/// Shows how far long work is: a bar on a terminal, otherwise a line every 10 s; always on standard error.
struct ProgressLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let started = Date()
    private var last = Date.distantPast
    private var drawn = false

    /// Shows `done` of `total` and `note`.
    mutating func show(_ done: Int, of total: Int, _ note: String) {
        let now = Date()
        guard now.timeIntervalSince(last) >= (isTerminal ? 0.2 : 10) else { return }
        last = now
        let seconds = max(now.timeIntervalSince(started), 0.001)
        let rate = Double(done) / seconds
        let left = rate > 0 && done < total ? String(format: "%.0f s left", Double(total - done) / rate) : ""
        let text = String(
            format: "%d/%d  %.1f/s  %@  %@", done, total, rate, left as NSString, note as NSString)
        guard isTerminal else { return Outcome.say(text) }
        let width = 30
        let filled = total == 0 ? 0 : min(width, width * done / total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        Outcome.say("\r[\(bar)] \(text)\u{1B}[K", terminator: "")
        drawn = true
    }

    /// Ends the bar's line.
    mutating func end() {
        if drawn { Outcome.say("") }
        drawn = false
    }
}

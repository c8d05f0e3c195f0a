import Contacts
internal import DequeModule
internal import Foundation
internal import Glibc
import Kernel
import Synchronization

/// Where a station kills itself, so that a campaign can hit the instants that random kills hardly ever hit.
///
/// The file holds one line: `before-commit KIND COUNT`, `after-commit KIND COUNT`, `checkpoint COUNT` or
/// `crash-on KIND CONTACT`. It is looked at only when the process was started for it, and it is gone before
/// the process dies, so that the next start is clean; only `crash-on` stays, as poison does.
///
/// Used by the socket thread and the journal thread, therefore behind a mutex.
public final class Failpoint: Sendable {
    /// What the process dies of.
    enum Step: Hashable, Sendable {
        /// A batch with such an entry is about to be handed to the journal.
        case beforeCommit(kind: UInt16)
        /// Such a batch is durable; nothing of it was sent, pushed or answered yet.
        case afterCommit(kind: UInt16)
        /// A checkpoint is written except for the row that makes it valid.
        case checkpoint
        /// An entry of this kind about this contact is handled, each time it is.
        case handling(kind: UInt16, contact: UInt64)
    }

    fileprivate struct State {
        var line = ""
        var step: Step?
        /// How many more times the step is to be reached.
        var remaining = 0
        /// For each batch on its way to the disk, whether its commit is the last thing that happens.
        var committing = Deque<Bool>()
        /// The entries that `handling` waits for.
        var poison: [(publisher: StationName, sequence: UInt64)] = []
    }

    private let path: String
    private let kind: @Sendable (String) -> UInt16?
    private let end: @Sendable () -> Void
    private let state = Mutex(State())

    /// Makes a failpoint that reads `path`.
    ///
    /// - Parameters:
    ///   - path: The file; it need not be there.
    ///   - kind: The number of a kind's name.
    ///   - end: Instead of SIGKILL to the process itself; tests put something milder here.
    public init(
        path: String, kind: @escaping @Sendable (String) -> UInt16?,
        end: (@Sendable () -> Void)? = nil
    ) {
        self.path = path
        self.kind = kind
        self.end = end ?? { kill(getpid(), SIGKILL) }
    }

    /// Looks at the file: arms what it says, and disarms what it no longer says.
    func look() {
        // No file is the usual case and means that nothing is to happen.
        let line = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        state.withLock { state in
            guard line != state.line else { return }
            state.line = line
            state.poison = []
            (state.step, state.remaining) = parse(line)
        }
    }

    private func parse(_ line: String) -> (Step?, Int) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count == 2, words[0] == "checkpoint", let count = Int(words[1]) {
            return (.checkpoint, count)
        }
        guard words.count == 3, let kind = kind(words[1]) else { return (nil, 0) }
        switch words[0] {
        case "before-commit": return (.beforeCommit(kind: kind), Int(words[2]) ?? 0)
        case "after-commit": return (.afterCommit(kind: kind), Int(words[2]) ?? 0)
        case "crash-on": return (UInt64(words[2]).map { .handling(kind: kind, contact: $0) }, 1)
        default: return (nil, 0)
        }
    }

    /// A batch is about to be handed to the journal.
    func willCommit(_ batch: Batch) {
        let dies = state.withLock { state in
            var isLast = false
            var dies = false
            if case .beforeCommit(let kind) = state.step {
                dies = state.reached(by: batch, kind)
            } else if case .afterCommit(let kind) = state.step {
                isLast = state.reached(by: batch, kind)
            }
            state.committing.append(isLast)
            return dies
        }
        if dies { die() }
    }

    /// The oldest batch on its way is durable.
    func didCommit() {
        if state.withLock({ $0.committing.popFirst() }) == true { die() }
    }

    /// A checkpoint lacks only the row that makes it valid.
    func willFinishCheckpoint() {
        let dies = state.withLock { state in
            guard state.step == .checkpoint else { return false }
            state.remaining -= 1
            return state.remaining == 0
        }
        if dies { die() }
    }

    /// Entries came from `publisher`; those that `handling` names are remembered.
    func received(_ frame: StreamFrame, from publisher: StationName) {
        guard case .entries(let entries) = frame else { return }
        state.withLock { state in
            guard case .handling(let kind, let contact) = state.step else { return }
            // A frame that cannot be read is the kernel's to complain about.
            let found = ((try? Batch.entries(in: entries.bytes)) ?? []).filter {
                $0.header.kind == kind && $0.header.contact == contact
            }
            state.poison += found.map { (publisher, $0.header.sequence) }
        }
    }

    /// It is written down that this range is about to be handled.
    func willHandle(_ mark: PoisonGuard.Mark) {
        let dies = state.withLock { state in
            state.poison.contains {
                $0.publisher == mark.publisher && mark.first <= $0.sequence && $0.sequence <= mark.last
            }
        }
        if dies { end() }
    }

    private func die() {
        unlink(path)
        end()
    }
}

extension Failpoint.State {
    /// True when `batch` holds an entry of `kind` and is the one that was counted down to.
    fileprivate mutating func reached(by batch: Batch, _ kind: UInt16) -> Bool {
        // The kernel has just built these bytes; they are entries.
        let entries = (try? Batch.entries(in: batch.bytes[...])) ?? []
        guard remaining > 0, entries.contains(where: { $0.header.kind == kind }) else { return false }
        remaining -= 1
        return remaining == 0
    }
}

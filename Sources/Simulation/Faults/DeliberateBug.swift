/// A defect that the simulator puts in on purpose, to prove that its checkers would find it.
///
/// None of them is a flag in production code: each replaces what surrounds the kernel, as its comment says.
public enum DeliberateBug: String, Sendable, CaseIterable, Hashable {
    /// The shell tells the kernel that a batch is committed when it has only handed it to the disk.
    case ackBeforeCommit
    /// The shell does not tell a new subscriber of the effects that are still pending.
    case effectForgotten
    /// The tier queue's fold of `contactQueued` forgets the skills that the contact needs.
    case foldForgetsField
    /// The journal never finds an idempotency key.
    case noDedupe
    /// The tier queue takes an answer to any offer as an answer to the agent's open one.
    case noFencing
    /// The link hides the `previous` of every frame, so that a lost frame is not noticed.
    case noGapCheck
    /// The disk drops everything committed when it is asked for a checkpoint, before that is complete.
    case pruneBelowCheckpoint
    /// The watchdog is given the wall clock, which somebody sets forward and back.
    case timerOnWallClock
}

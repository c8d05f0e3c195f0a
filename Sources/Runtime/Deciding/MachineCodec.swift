public import Facts

/// How the words of machines become the bytes that stations keep and pass on, and these those again.
///
/// On the wire it is `WireCodec`. The simulation has a table instead, which is faster and forgets nothing.
public protocol MachineCodec: Sendable {
    /// The body of a fact's entry; throws when ``fact(kind:body:)`` would not take it back.
    func body(of fact: Fact) throws -> [UInt8]
    /// The fact of an entry; throws when it holds none.
    func fact(kind: UInt16, body: ArraySlice<UInt8>) throws -> Fact

    /// The bytes of a submission.
    func body(of submission: Submission) -> [UInt8]
    /// What is submitted; throws when the bytes hold no submission.
    func submission(_ body: [UInt8]) throws -> Submission

    /// The bytes of what a submitter is told.
    func body(of reply: SubmissionReply) -> [UInt8]
    /// What a submitter is told; throws when the bytes hold no reply.
    func reply(_ body: [UInt8]) throws -> SubmissionReply

    /// A machine's state, for a checkpoint.
    func bytes<State: MachineState>(of state: State) throws -> [UInt8]
    /// The state of a checkpoint; throws when the bytes hold none.
    func state<State: MachineState>(_ bytes: [UInt8]) throws -> State
}

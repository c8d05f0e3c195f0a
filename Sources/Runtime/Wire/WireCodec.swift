public import Deciding
public import Facts
import Foundation

/// The codec of every process: what it writes is what journals and streams hold.
public struct WireCodec: MachineCodec {
    /// The codec has nothing to remember.
    public init() {}

    /// As ``FactCodec`` writes it.
    public func body(of fact: Fact) throws -> [UInt8] { try FactCodec.encode(fact) }
    /// As ``FactCodec`` reads it.
    public func fact(kind: UInt16, body: ArraySlice<UInt8>) throws -> Fact {
        try FactCodec.decode(kind: kind, body: body)
    }

    /// As ``SubmissionCodec`` writes it.
    public func body(of submission: Submission) -> [UInt8] { SubmissionCodec.encode(submission) }
    /// As ``SubmissionCodec`` reads it.
    public func submission(_ body: [UInt8]) throws -> Submission { try SubmissionCodec.decode(body) }

    /// As ``SubmissionReplyCodec`` writes it.
    public func body(of reply: SubmissionReply) -> [UInt8] { SubmissionReplyCodec.encode(reply) }
    /// As ``SubmissionReplyCodec`` reads it.
    public func reply(_ body: [UInt8]) throws -> SubmissionReply { try SubmissionReplyCodec.decode(body) }

    /// In the form that `CheckpointForm` tells of.
    public func bytes<State: MachineState>(of state: State) throws -> [UInt8] {
        try CheckpointEncoder.encode(state)
    }
    /// Reads it; an earlier build's is JSON.
    public func state<State: MachineState>(_ bytes: [UInt8]) throws -> State {
        guard bytes.first == UInt8(ascii: "{") else {
            return try CheckpointDecoder.decode(State.self, from: bytes)
        }
        return try JSONDecoder().decode(State.self, from: Foundation.Data(bytes))
    }
}

extension MachineDecider where C == WireCodec {
    /// Joins `machine` to a station as a process does it, with the codec of the wire.
    public init(machine: M) { self.init(machine: machine, codec: WireCodec()) }
}

// Wire is the one place that knows how facts look outside a process. The generated messages (Protos,
// Generated) are internal to it; everything that leaves is a checked value of the model, so that a peer's
// nonsense becomes a `WireError` here and never reaches a machine.

import Contacts
import SwiftProtobuf

/// A generated message and the value of the model that it stands for.
protocol WireMessage: SwiftProtobuf.Message {
    /// What the message says, checked.
    associatedtype Model

    /// Says `model`; total, because the model's own values always have a form. Whether that form can be read
    /// again, ``checkedBytes()`` asks.
    init(_ model: Model)

    /// Checks every field and gives the value.
    func model() throws(WireError) -> Model
}

/// An enum of the model and its generated twin, whose zero means "not written" and is rejected.
protocol WireEnum: CaseIterable {
    /// The generated enum.
    associatedtype Wire: SwiftProtobuf.Enum

    /// The generated value.
    var wire: Wire { get }

    /// The value that `wire` stands for; nil for 0 and for a number of a newer version.
    init?(_ wire: Wire)
}

extension WireMessage {
    /// Decodes the bytes of one message and checks every field.
    static func read(_ bytes: ArraySlice<UInt8>) throws(WireError) -> Model {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = Limit.depth
        options.discardUnknownFields = true
        let message: Self
        do {
            message = try Self(serializedBytes: [UInt8](bytes), options: options)
        } catch {
            throw .malformed(message: protoMessageName, bytes: bytes.count, expected: "its whole encoding")
        }
        return try message.model()
    }

    /// The message's bytes, if ``read(_:)`` will take them: every field is held to the same checks as when it
    /// is read.
    func checkedBytes() throws(WireError) -> [UInt8] {
        _ = try model()
        let bytes = self.bytes
        guard bytes.count <= Limit.body else {
            throw wrong("(all)", "\(bytes.count) bytes", "at most \(Limit.body) bytes")
        }
        return bytes
    }
}

extension SwiftProtobuf.Message {
    /// The message's bytes.
    var bytes: [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            // Only required fields, Any and 2 GiB can fail, and no message of ours has them.
            preconditionFailure("\(Self.protoMessageName) could not be encoded: \(error)")
        }
    }
}

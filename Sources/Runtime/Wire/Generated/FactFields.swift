// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// Fields of the messages that people read in another form than the wire's.
enum FactFields {
    /// The names of those that hold packed contacts.
    static let contacts: Set<String> = [
        "after_contact", "before", "contact", "end_service", "hold", "item", "items", "passed_over", "reply",
        "reply_of", "resume", "through_contact", "waiting", "wrap_up_ended",
    ]
}

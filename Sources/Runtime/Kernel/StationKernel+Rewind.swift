import Contacts
internal import DequeModule

extension StationKernel {
    /// Makes the decider's state anew from what is journalled or on its way there, as a restart would.
    ///
    /// It takes as long as a recovery: a last resort after a decision that cannot be recorded, of which
    /// nothing may stay, and cheaper than the process's end.
    ///
    /// - Throws: `StationError` with status 1 when the journal cannot be read; then only a restart is left.
    mutating func rewind() throws(StationError) {
        do {
            decider = try remade()
        } catch let error as StationError {
            throw error
        } catch {
            throw StationError("\(settings.name): the state cannot be made anew: \(error)", exitStatus: 1)
        }
    }

    private func remade() throws -> D {
        var anew = fresh
        var folded: UInt64 = 0
        if let checkpoint = try reader.checkpoint() {
            try anew.restore(try StationMemory.restored(from: checkpoint.bytes).1)
            folded = checkpoint.sequence
        }
        while case .batches(let batches) = try reader.read(after: folded, limit: 1 << 20), !batches.isEmpty {
            for stored in batches {
                for entry in try Batch.entries(in: stored.bytes[...]) where entry.sequence > folded {
                    try anew.fold(entry)
                }
                folded = stored.last
            }
        }
        // The reader is ahead of what was reported as committed, and behind what was handed over.
        for entry in inFlight.lazy.flatMap(\.published.entries) + builder.pending
        where entry.sequence > folded {
            try anew.fold(entry)
            folded = entry.sequence
        }
        guard folded == builder.head else {
            throw StationError(
                "\(settings.name): the state can be made anew through \(folded) only, "
                    + "expected \(builder.head)", exitStatus: 1)
        }
        return anew
    }
}

import Contacts
import Kernel

/// What survives a crash of the simulated journal.
struct MemoryDisk {
    private(set) var batches: [StoredBatch] = []
    private(set) var floor: UInt64 = 0
    private var floorDigest = ChainDigest.genesis
    private(set) var lastInstant = Instant(microseconds: 0)
    /// By publisher; sorted by whoever lists them.
    private(set) var cursors: [StationName: UpstreamCursor] = [:]
    private(set) var keys: [IdempotencyKey: KnownKey] = [:]
    var checkpoint: JournalCheckpoint?

    var head: UInt64 { batches.last?.last ?? floor }
    var digest: ChainDigest { batches.last?.digest ?? floorDigest }

    mutating func apply(_ batch: Batch) {
        if !batch.isEmpty {
            batches.append(
                StoredBatch(first: batch.first, last: batch.last, bytes: batch.bytes, digest: batch.digest))
            lastInstant = batch.at
        }
        for cursor in batch.cursors { cursors[cursor.publisher] = cursor }
        for key in batch.keys { keys[key.key] = key }
    }

    func read(after sequence: UInt64, limit: Int) -> JournalRead {
        if sequence < floor { return .pruned(floor: floor) }
        var found: [StoredBatch] = []
        var total = 0
        for batch in batches[index(after: sequence)...] {
            total += batch.bytes.count
            if total > limit, !found.isEmpty { break }
            found.append(batch)
            if total >= limit { break }
        }
        return .batches(found)
    }

    func digest(at sequence: UInt64) -> ChainDigest? {
        if sequence == 0 { return .genesis }
        if sequence == floor { return floorDigest }
        guard sequence > floor else { return nil }
        let index = index(after: sequence - 1)
        return index < batches.count && batches[index].last == sequence ? batches[index].digest : nil
    }

    mutating func prune(through sequence: UInt64, limit: Int) -> Bool {
        let dropped = batches.prefix(limit).prefix { $0.last <= sequence }
        guard let last = dropped.last else { return false }
        floor = last.last
        floorDigest = last.digest
        batches.removeFirst(dropped.count)
        return batches.first.map { $0.last <= sequence } ?? false
    }

    /// The index of the first batch that ends after `sequence`, by halving.
    private func index(after sequence: UInt64) -> Int {
        var low = 0
        var high = batches.count
        while low < high {
            let middle = (low + high) / 2
            if batches[middle].last > sequence { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Distinct keys in ascending order, with the least at hand.
///
/// Waiting lines, idle agents, deadlines and rolls of contacts are all this. The keys lie in short sorted
/// runs: finding a place halves over the runs and then within one, inserting and removing move at most one
/// run, and a run is split only after half of it was inserted. So no operation costs the length of the whole,
/// and appending at the end is the cheap case, as a waiting line needs. Two values are equal when they hold
/// the same keys, however their runs fell.
///
/// Inlinable, because machines of other modules go through it for every contact.
public struct SortedKeys<Key: Comparable & Sendable>: Sendable {
    /// At most this many keys lie in one run: moving them costs less than a cache miss or two.
    @usableFromInline
    static var runLimit: Int { 128 }

    /// Never an empty run; every key of a run is less than every key of the next.
    @usableFromInline
    var runs: [[Key]] = []
    /// Behind ``count``.
    @usableFromInline
    var total = 0

    /// How many keys there are.
    @inlinable
    public var count: Int { total }

    /// Makes an empty one.
    @inlinable
    public init() {}

    /// The least key.
    @inlinable
    public var first: Key? { runs.first?.first }

    /// True when there is no key.
    @inlinable
    public var isEmpty: Bool { runs.isEmpty }

    /// The least key that satisfies `condition`; looks at no key behind it.
    @inlinable
    public func first(where condition: (Key) -> Bool) -> Key? {
        for run in runs {
            for key in run where condition(key) { return key }
        }
        return nil
    }

    /// True when `key` is among them.
    @inlinable
    public func contains(_ key: Key) -> Bool {
        let index = runIndex(of: key)
        guard index < runs.endIndex else { return false }
        return runs[index][runs[index].lowerBound(of: key)] == key
    }

    /// Puts `key` at its place; a key that is there already stays once.
    @inlinable
    public mutating func insert(_ key: Key) {
        guard let last = runs.indices.last else {
            runs.append([key])
            total = 1
            return
        }
        let index = min(runIndex(of: key), last)
        let place = runs[index].lowerBound(of: key)
        guard place == runs[index].endIndex || runs[index][place] != key else { return }
        runs[index].insert(key, at: place)
        total += 1
        if runs[index].count > Self.runLimit { split(index) }
    }

    /// Takes `key` out; nothing happens when it is not there.
    @inlinable
    public mutating func remove(_ key: Key) {
        let index = runIndex(of: key)
        guard index < runs.endIndex else { return }
        let place = runs[index].lowerBound(of: key)
        guard place < runs[index].endIndex, runs[index][place] == key else { return }
        runs[index].remove(at: place)
        total -= 1
        if runs[index].isEmpty { runs.remove(at: index) }
    }

    /// At most `limit` keys above `lower`, in order; all of the beginning when `lower` is nil.
    ///
    /// Costs what it returns, not the length of the whole.
    @inlinable
    public func keys(above lower: Key?, limit: Int) -> [Key] {
        var found: [Key] = []
        var index = lower.map { runIndex(of: $0) } ?? runs.startIndex
        while index < runs.endIndex, found.count < limit {
            let run = runs[index]
            var place = run.startIndex
            if let lower {
                place = run.lowerBound(of: lower)
                if place < run.endIndex, run[place] == lower { place += 1 }
            }
            found += run[place...].prefix(limit - found.count)
            index += 1
        }
        return found
    }

    /// All keys in order; for checkpoints and checks, which cost the whole length anyway.
    @inlinable
    public var keys: [Key] { runs.flatMap { $0 } }

    /// The first run whose last key is not below `key`; the end when every key is below it.
    @inlinable
    func runIndex(of key: Key) -> Int {
        var low = runs.startIndex
        var high = runs.endIndex
        while low < high {
            let middle = (low + high) / 2
            if let last = runs[middle].last, last < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Splits an overfull run; the last one only sheds its end, so that appending leaves full runs behind.
    @inlinable
    mutating func split(_ index: Int) {
        let keep = index == runs.endIndex - 1 ? Self.runLimit : Self.runLimit / 2
        let tail = Array(runs[index][keep...])
        runs[index].removeSubrange(keep...)
        runs.insert(tail, at: index + 1)
    }
}

extension SortedKeys: Equatable {
    @inlinable
    public static func == (left: SortedKeys, right: SortedKeys) -> Bool {
        left.count == right.count && left.keys == right.keys
    }
}

extension SortedKeys: Codable where Key: Codable {
    /// Reads the keys, in any order; in the order in which they are written it only cuts them into runs.
    public init(from decoder: any Decoder) throws {
        let keys = try decoder.singleValueContainer().decode([Key].self)
        guard zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) else {
            for key in keys { insert(key) }
            return
        }
        runs = stride(from: 0, to: keys.count, by: Self.runLimit).map { start in
            Array(keys[start..<min(start + Self.runLimit, keys.count)])
        }
        total = keys.count
    }

    /// Writes the keys in order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(keys)
    }
}

extension Array where Element: Comparable {
    /// Where `key` stands or would stand in this sorted array.
    @inlinable
    func lowerBound(of key: Element) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

public import Contacts

/// The centre that a trace was recorded in, as far as its files say: who works there with which skills, which
/// classes of contacts come with which needs and rank, and where transfers go.
///
/// Its people are one pool: a trace says of each contact what it needs and of each person what they can do,
/// and nothing of a queue in between. A contact's queue is its class, `priority` its rank.
public struct TraceCentre: Sendable {
    /// What contacts of one kind have in common.
    public struct Kind: Hashable, Sendable {
        /// How they come.
        public var channel: Channel
        /// The class: the queue that the trace names.
        public var queue: String
        /// What who serves them must be able to do, sorted.
        public var needs: [SkillNeed]
        /// Lower is served first.
        public var rank: Int
    }

    /// A queue that transfers enter.
    public struct Transfer: Hashable, Sendable {
        /// The queue.
        public var queue: String
        /// What who serves them must be able to do.
        public var needs: [SkillNeed]
    }

    /// A class that waits in person, by a call or a chat.
    public struct Live: Hashable, Sendable {
        /// The class.
        public var queue: String
        /// How they come.
        public var channel: Channel
        /// What who serves them must be able to do.
        public var needs: [SkillNeed]
        /// What one takes on average, seconds.
        public var handle: Int
    }

    /// A class of work that can wait.
    public struct Deferrable: Hashable, Sendable {
        /// The class.
        public var queue: String
        /// Seconds of open time in which it is to be begun or done.
        public var within: Int
        /// What one takes on average, seconds.
        public var handle: Int
        /// Routine messages and letters: what may be put aside.
        public var isRoutine: Bool
    }

    /// The classes that wait in person, transfers too, by name.
    public private(set) var live: [Live] = []
    /// The classes of work that can wait, by name.
    public private(set) var deferrable: [Deferrable] = []
    /// Everybody, in the roster's order.
    public let people: [RosteredAgent]
    /// The kinds of contacts, the ones that go first first.
    public private(set) var kinds: [Kind] = []
    /// The queues that transfers enter, by name.
    public private(set) var transfers: [Transfer] = []
    private var types: [Kind: InquiryType] = [:]
    /// The trace's priorities, the highest first.
    private let priorities: [Int]

    /// Reads a centre from what came to it and who worked in it.
    ///
    /// - Returns: nil when the roster says nothing of skills, or a contact nothing of what it needs: then it
    ///   was recorded in a centre that the topology knows better.
    /// - Throws: `ReplayPlanError` when a transfer enters a queue of which neither says what it needs.
    public init?(_ contacts: [TraceContact], people: [RosteredAgent]) throws(ReplayPlanError) {
        guard !people.isEmpty, !contacts.isEmpty, contacts.allSatisfy({ !$0.needs.isEmpty }) else {
            return nil
        }
        self.people = people
        priorities = Set(contacts.map(\.priority)).sorted(by: >)
        var seen: Set<Kind> = []
        for contact in contacts where seen.insert(kind(of: contact)).inserted {
            kinds.append(kind(of: contact))
        }
        kinds.sort { ($0.rank, $0.queue, $0.channel.rawValue) < ($1.rank, $1.queue, $1.channel.rawValue) }
        var named: [String: Int] = [:]
        for kind in kinds {
            named[kind.queue, default: 0] += 1
            let number = named[kind.queue] ?? 1
            types[kind] = InquiryType(number == 1 ? kind.queue : "\(kind.queue)-\(number)")
        }
        let skills = Set(people.flatMap { $0.skills.map(\.skill) })
        for queue in Set(contacts.compactMap(\.secondLeg?.queue)).sorted() {
            let own = skills.contains(SkillName(queue)) ? [SkillNeed(SkillName(queue))] : nil
            guard let needs = own ?? kinds.first(where: { $0.queue == queue })?.needs else {
                throw ReplayPlanError(
                    "transfers enter the queue \(queue), which is neither a skill of the roster nor a queue"
                        + " of the trace: nobody could take them")
            }
            transfers.append(Transfer(queue: queue, needs: needs))
        }
        measure(contacts)
    }

    private mutating func measure(_ contacts: [TraceContact]) {
        for (queue, own) in Dictionary(grouping: contacts, by: \.queue).sorted(by: { $0.key < $1.key }) {
            let handle = Self.mean(own.map(\.service))
            let first = own[0]
            if first.channel.isLive {
                live.append(
                    Live(queue: queue, channel: first.channel, needs: first.needs.sorted(), handle: handle))
            } else {
                let within = own.compactMap(\.target).max().map { Int($0.microseconds / 1_000_000) } ?? 86_400
                let isRoutine = first.channel != .workItem && Self.routine.contains(queue)
                deferrable.append(
                    Deferrable(queue: queue, within: within, handle: handle, isRoutine: isRoutine))
            }
        }
        for transfer in transfers {
            let own = contacts.compactMap(\.secondLeg).filter { $0.queue == transfer.queue }
            live.append(
                Live(
                    queue: transfer.queue, channel: .phone, needs: transfer.needs,
                    handle: Self.mean(own.map(\.service))))
        }
    }

    /// The queues of the trace format whose messages and letters are routine.
    private static let routine: Set = ["message", "written_routine"]

    private static func mean(_ times: [Duration]) -> Int {
        Int(times.reduce(0) { $0 + $1.microseconds } / 1_000_000) / max(1, times.count)
    }

    private func kind(of contact: TraceContact) -> Kind {
        Kind(
            channel: contact.channel, queue: contact.queue, needs: contact.needs.sorted(),
            rank: Self.firstRank + Self.rankStep * (priorities.firstIndex(of: contact.priority) ?? 0))
    }

    /// The type of inquiry by which the centre's rows know a contact.
    public func type(of contact: TraceContact) -> InquiryType {
        types[kind(of: contact)] ?? InquiryType(contact.queue)
    }

    /// The type of inquiry of a kind.
    public func type(of kind: Kind) -> InquiryType { types[kind] ?? InquiryType(kind.queue) }

    /// The rank of the highest priority, and what lies between two: room for transfers, which go first among
    /// those of their priority.
    private static let (firstRank, rankStep) = (10, 2)
    /// By how much a transfer goes before a first leg of the same priority.
    public static let transferBonus = 1
}

public import BusinessTime
public import Contacts

/// Whom idle agents serve, what they may begin, and what is put aside for whom (decision 0054).
///
/// What decides whether callers are answered in time is not who is served first but what idle agents are
/// allowed to start: work that can wait is held back while callers are expected, and routine work in hand is
/// put aside for them. All of it is table and whole numbers, so that what was decided is decided again alike.
public struct ServingPolicy: Hashable, Sendable {
    /// What may be put aside; nil for nothing.
    public var interruption: Interruption?
    /// Who waits in person, by class: for them agents are kept free.
    public var live: [Live] = []
    /// Whether who can serve the fewest of ``live`` is offered a contact first, and then the longest idle.
    public var prefersLeastFlexible = false
    /// Whether, and how long, general callers leave specialists alone; nil for never.
    public var specialists: Specialists?
    /// How many agents are kept free when work that can wait might begin; nil for none.
    public var reserve: Reserve?

    /// Classes by rank, the order received within a class, the longest idle agent; nothing is put aside or
    /// held back.
    public static let `static` = ServingPolicy()

    /// Which work in hand may be put aside for somebody who waits.
    public struct Interruption: Hashable, Sendable {
        /// The classes of work that may be.
        public var classes: Set<ContactClass>
        /// How often one piece of work, at most.
        public var most = 3
        /// After how long a call has waited.
        public var afterCall = Duration.zero
        /// After how long a chat has waited.
        public var afterChat = Duration.seconds(20)

        /// Makes an interruption of `classes`.
        public init(classes: Set<ContactClass>) { self.classes = classes }

        /// After how long a contact of a channel has waited; nil when nothing is put aside for it.
        func after(_ channel: Channel) -> Duration? {
            switch channel {
            case .phone, .walkIn: afterCall
            case .chat: afterChat
            case .email, .secureMessage, .letter, .workItem: nil
            }
        }
    }

    /// A class of contacts that wait in person.
    public struct Live: Hashable, Sendable {
        /// The class.
        public var contactClass: ContactClass
        /// How they come.
        public var channel: Channel
        /// What who serves them must be able to do, sorted.
        public var needs: [SkillNeed]
        /// How many thousandths of the reserve are for it.
        public var weight = 1000
        /// Seconds that one takes on average.
        public var handle = 600
        /// Thousandths of arrivals expected in each quarter of an hour, by the quarter's number since 1970.
        public var expected: [Int64: Int64] = [:]

        /// Makes a class.
        public init(_ contactClass: ContactClass, on channel: Channel, needs: [SkillNeed]) {
            self.contactClass = contactClass
            self.channel = channel
            self.needs = needs.sorted()
        }
    }

    /// General callers leave specialists alone at first.
    public struct Specialists: Hashable, Sendable {
        /// For how long, from the receipt.
        public var spared: Duration
        /// Unless more than so many of a group are idle.
        public var keep: Int

        /// Makes a rule.
        public init(spared: Duration, keep: Int) {
            self.spared = spared
            self.keep = keep
        }
    }

    /// How many agents are kept free for who waits in person: so many standard deviations of the load that
    /// the forecast and what came show.
    public struct Reserve: Hashable, Sendable {
        /// Thousandths of a standard deviation.
        public var deviations: Int
        /// Work that can wait, by class; what is not named is not held back.
        public var deferrable: [ContactClass: Deferrable] = [:]

        /// Makes a reserve.
        public init(deviations: Int) { self.deviations = deviations }
    }

    /// Work that can wait.
    public struct Deferrable: Hashable, Sendable {
        /// Within what open time of `calendar` it is to be begun or done.
        public var within: Duration
        /// By which that counts.
        public var calendar: BusinessCalendar
        /// Below which open time left it is begun whoever is expected.
        public var critical: Duration
        /// How many thousandths of the reserve it leaves: long work leaves more.
        public var weight: Int

        /// Makes a kind of work.
        public init(within: Duration, by calendar: BusinessCalendar, critical: Duration, weight: Int) {
            self.within = within
            self.calendar = calendar
            self.critical = critical
            self.weight = weight
        }
    }

    /// Makes a policy that puts nothing aside and holds nothing back.
    public init() {}
}

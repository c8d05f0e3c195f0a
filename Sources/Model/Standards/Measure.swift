public import Contacts

/// How a standard's figure is computed: the form that its entry names, with the parameters it gives.
///
/// Values only; `Measures` computes them. Shares are numerator over denominator, means are sums over counts.
public enum Measure: Hashable, Sendable {
    /// The share of a clock's population that stopped within the thresholds named by `within`.
    case clockAttainment(ClockPopulation)
    /// The share of a population that has further facts.
    case share(Share)
    /// The sum of one number fact over the sum of another, times a factor; signs never cancel out.
    case ratio(Ratio)
    /// By what share the numerator's count fell against the window before.
    case reduction(Share)
    /// The share of calls (or chats) that a person answered in time.
    case serviceLevel(channel: Channel, within: Duration, variant: ServiceLevel, waits: Waits = .first)
    /// The mean wait of the answered calls.
    case averageSpeedOfAnswer
    /// The share of calls whose caller left before the answer.
    case abandonment(Abandonment)
    /// The share of attempts that were blocked; without the carrier's counts there is no data.
    case blockage
    /// The share of calls held no longer in all, over all legs.
    case totalHold(within: Duration, withQueue: Bool)
    /// The share of the inquiries of calls that one call resolved.
    case oneCallResolution(repeatDays: Int)
    /// The share of contacts of every channel whose inquiries the first contact resolved.
    case firstContactResolution(repeatDays: Int)
    /// The share of answers that are satisfied, and the mean mark.
    case satisfaction(satisfiedFrom: Int)
    /// Promoters less detractors, in points.
    case promoterScore
    /// The mean of talk, hold and wrap-up of calls of these call types.
    case handlingTime(types: [CallType])
    /// How much shorter handling is with complete intake, in percent, for calls about these matters.
    case handlingTimeCut(of: [InquiryType])
    /// The share of closed contacts that reached Tier 3.
    case escalationRate
    /// The share of contacts with one hand-off at most; none, one and more are shown apart.
    case handoffs
    /// The share of signed-in time that was spent with members.
    case occupancy
    /// Items to which all of these events have happened, in each rolling span of dates.
    case rollingCount(events: [String], classes: [WorkClass], days: Int)
    /// The share of open items that are older, at a month's end; only those that nothing has moved out of the
    /// facts of `open` are open.
    case monthEndAge(classes: [WorkClass], days: Int, open: [Condition])
    /// How whole the reports of an event, or of facts, were of what a clause asks for.
    case completeness(Completeness)
    /// The share of items that were taken up in the order received, of those that were.
    case inOrder(classes: [WorkClass], waits: [Condition], by: String?)
    /// The most days from one date of an item to another.
    case mostDays(classes: [WorkClass], from: String, to: String)
    /// The share of other standards that hold their limits.
    case board([Standard.ID])

    /// Which clocks count.
    public struct ClockPopulation: Hashable, Sendable {
        /// The clock.
        public var clock: ClockName
        /// Other clocks of the same standard, on subjects of another kind; their populations count as one.
        public var also: [ClockName]
        /// Contacts of these channels; empty means all.
        public var channels: [Channel]
        /// Work items of these classes; empty means all.
        public var classes: [WorkClass]
        /// Facts that an item must have.
        public var matching: [Condition]
        /// Facts that leave an item out, each with one of the clause's exclusions.
        public var except: [Condition]
        /// Business days of silence after the final answer that may pass for acceptance; nil when whether the
        /// member accepts is not asked.
        public var silenceDays: Int?

        /// Makes a population.
        public init(
            _ clock: ClockName, also: [ClockName] = [], channels: [Channel] = [], classes: [WorkClass] = [],
            matching: [Condition] = [], except: [Condition] = [], silenceDays: Int? = nil
        ) {
            self.silenceDays = silenceDays
            self.clock = clock
            self.also = also
            self.channels = channels
            self.classes = classes
            self.matching = matching
            self.except = except
        }
    }

    /// A share of a population.
    public struct Share: Hashable, Sendable {
        /// What is counted.
        public var of: Subject
        /// Work items of these classes; empty means all.
        public var classes: [WorkClass]
        /// What must hold for the population.
        public var matching: [Condition]
        /// What leaves one out of the population.
        public var except: [Condition]
        /// What must hold for the numerator, all of it.
        public var numerator: [Condition]
        /// The fact by whose values the population is split, each part to hold alone: `region`.
        public var by: String?

        /// Makes a share.
        public init(
            of subject: Subject, classes: [WorkClass] = [], matching: [Condition] = [],
            except: [Condition] = [], numerator: [Condition], by: String? = nil
        ) {
            of = subject
            self.classes = classes
            self.matching = matching
            self.except = except
            self.numerator = numerator
            self.by = by
        }
    }

    /// A ratio of two sums.
    public struct Ratio: Hashable, Sendable {
        /// The items that are summed over.
        public var classes: [WorkClass]
        /// What must hold for an item.
        public var matching: [Condition]
        /// The fact whose whole numbers are summed above the line.
        public var numerator: String
        /// The fact whose whole numbers are summed below the line.
        public var denominator: String
        /// What the quotient is multiplied with: 50,000 for staff of 50,000 members.
        public var times: Int

        /// Makes a ratio.
        public init(
            classes: [WorkClass], matching: [Condition] = [], numerator: String, denominator: String,
            times: Int = 1
        ) {
            self.classes = classes
            self.matching = matching
            self.numerator = numerator
            self.denominator = denominator
            self.times = times
        }
    }

    /// Reports that are whole only with what a clause asks for.
    public struct Completeness: Hashable, Sendable {
        /// What is computed.
        public enum Form: String, Sendable, Codable, CaseIterable, Hashable {
            /// The share of the items whose last report was whole.
            case share
            /// How many of the parts were there where the fewest were.
            case fewest
        }

        /// Work items of these classes.
        public var classes: [WorkClass]
        /// The event that is reported; nil when it is facts, those of ``matching``.
        public var event: String?
        /// Facts that an item must have whose report was taken.
        public var matching: [Condition]
        /// The facts and events that are looked at.
        public var needs: [String]
        /// What is computed.
        public var form: Form

        /// Makes a measure.
        public init(
            classes: [WorkClass], event: String? = nil, matching: [Condition] = [], needs: [String],
            form: Form = .share
        ) {
            self.classes = classes
            self.event = event
            self.matching = matching
            self.needs = needs
            self.form = form
        }
    }

    /// What a share counts.
    public enum Subject: String, Sendable, Codable, CaseIterable, Hashable {
        case items, contacts
    }

    /// A fact and the values of it that count: `network: [yes]`.
    public struct Condition: Hashable, Sendable {
        /// The fact's name.
        public var fact: String
        /// The values, one of which it must have.
        public var values: [String]

        /// Makes a condition.
        public init(_ fact: String, _ values: [String]) {
            self.fact = fact
            self.values = values
        }
    }

    /// The forms of service level that people print; A12 takes the first as the official one.
    public enum ServiceLevel: String, Sendable, Codable, CaseIterable, Hashable {
        /// Answered in time of all that reached a queue; who left is a miss, also before the time was over.
        case ofOffered = "of-offered"
        /// As before, without those who left before the time was over.
        case withoutShortAbandons = "without-short-abandons"
        /// Answered in time of all answered.
        case ofAnswered = "of-answered"
        /// Answered in time, and those who left before the time was over, of all that reached a queue.
        case shortAbandonsAsAnswered = "short-abandons-as-answered"
    }

    /// Which waits for a person a call is judged by.
    public enum Waits: String, Sendable, Codable, CaseIterable, Hashable {
        /// That for the first answer.
        case first
        /// Each: after a transfer and a lost leg the member waits for a person again.
        case every
    }

    /// Which abandoned calls count.
    public struct Abandonment: Hashable, Sendable {
        /// Abandons before this are left out altogether; zero counts every one.
        public var short: Duration
        /// True when only calls of the core hours count.
        public var isCoreHours: Bool

        /// Makes the rule.
        public init(short: Duration = .zero, isCoreHours: Bool = false) {
            self.short = short
            self.isCoreHours = isCoreHours
        }
    }
}

import Contacts
import Kernel
import Randomness

/// The connections between consumers and publishers, as ZeroMQ gives them: in order while a connection
/// stands.
///
/// What is on the way when a connection is reset is lost, and what an old connection carried may come once
/// more,
/// late and in any order.
struct SimulatedNetwork {
    /// A consumer's connection to a publisher.
    struct Link {
        let consumer: StationName
        let publisher: StationName
        /// Counts the connections; what an older one carried is lost.
        var connection = 0
        /// Until then there is no connection.
        var upAt: Int64 = 0
        var lanes = [Lane(), Lane()]
    }

    /// One direction of a link.
    struct Lane {
        var lastDelivery: Int64 = 0
        /// Frames wait until then.
        var cloggedUntil: Int64 = 0
        /// Frames vanish until then.
        var cutUntil: Int64 = 0
        /// What was sent lately, for replays.
        var recent: [StreamFrame] = []
    }

    /// A direction.
    enum Way: Int {
        case toPublisher = 0
        case toConsumer = 1
    }

    /// What becomes of a frame that is sent.
    enum Fate {
        /// No connection: the sender is told so.
        case unreachable
        /// Lost, and the sender does not know.
        case lost
        /// Lost with everything on the way; frames come again later.
        case reset(replays: [(Way, StreamFrame, Int64)])
        case arrives(at: Int64)
    }

    /// How bad it is; drawn once for each run (TigerBeetle's ranges).
    struct Weather {
        /// Frames in 1,000 with which the connection is reset.
        var loss = 0
        /// Frames in 1,000 that come again after a reset.
        var replay = 0
        /// Mean delay of a frame, microseconds.
        var delay: Int64 = 2_000
        /// Frames in 1,000 that clog the lane for up to 5 s.
        var clog = 0

        static let calm = Weather()

        static func drawn(_ random: inout SplitMix64, for program: FaultPlan.Program) -> Weather {
            switch program {
            case .everything: drawn(&random)
            case .weather(let weather): weather
            case .oneWay, .kills: calm
            }
        }

        private static func drawn(_ random: inout SplitMix64) -> Weather {
            Weather(
                loss: random.chance(300) ? 0 : Int(random.number(0...300)),
                replay: Int(random.number(0...500)),
                delay: random.milliseconds(30...100), clog: Int(random.number(0...20)))
        }
    }

    var links: [Link] = []
    var weather = Weather.calm
    private var places: [StationName: [StationName: Int]] = [:]

    /// The place of the link from `consumer` to `publisher`, made when it is the first time.
    mutating func place(_ consumer: StationName, _ publisher: StationName) -> Int {
        if let place = places[consumer]?[publisher] { return place }
        places[consumer, default: [:]][publisher] = links.count
        links.append(Link(consumer: consumer, publisher: publisher))
        return links.count - 1
    }

    /// Decides what becomes of `frame` on link `place`.
    mutating func send(
        _ frame: StreamFrame, on place: Int, _ way: Way, at now: Int64, _ random: inout SplitMix64
    ) -> Fate {
        guard now >= links[place].upAt else { return .unreachable }
        let lane = way.rawValue
        links[place].lanes[lane].recent.append(frame)
        if links[place].lanes[lane].recent.count > 4 { links[place].lanes[lane].recent.removeFirst() }
        if now < links[place].lanes[lane].cutUntil { return .lost }
        if random.chance(weather.loss) { return .reset(replays: reset(place, at: now, &random)) }
        if random.chance(weather.clog) {
            links[place].lanes[lane].cloggedUntil = now + random.milliseconds(0...5000)
        }
        let delay = random.number(0...(2 * weather.delay))
        let at = max(
            now + delay, links[place].lanes[lane].lastDelivery, links[place].lanes[lane].cloggedUntil)
        links[place].lanes[lane].lastDelivery = at
        return .arrives(at: at)
    }

    /// Ends the connection; returns what comes again and when.
    mutating func reset(
        _ place: Int, at now: Int64, _ random: inout SplitMix64
    ) -> [(Way, StreamFrame, Int64)] {
        links[place].connection += 1
        links[place].upAt = now + random.milliseconds(50...500)
        var replays: [(Way, StreamFrame, Int64)] = []
        for way in [Way.toPublisher, .toConsumer] {
            for frame in links[place].lanes[way.rawValue].recent where random.chance(weather.replay) {
                replays.append((way, frame, links[place].upAt + random.milliseconds(0...5000)))
            }
            links[place].lanes[way.rawValue].recent.removeAll()
            links[place].lanes[way.rawValue].lastDelivery = 0
        }
        return replays
    }

    /// Ends every connection of a process that is gone; there is none before `upAt`.
    mutating func disconnect(_ station: StationName, until upAt: Int64) {
        for place in links.indices where links[place].consumer == station || links[place].publisher == station
        {
            links[place].connection += 1
            links[place].upAt = max(links[place].upAt, upAt)
            for lane in links[place].lanes.indices { links[place].lanes[lane].lastDelivery = 0 }
        }
    }

    /// No fault from now on.
    mutating func heal() {
        weather = .calm
        for place in links.indices {
            for lane in links[place].lanes.indices {
                links[place].lanes[lane].cloggedUntil = 0
                links[place].lanes[lane].cutUntil = 0
            }
        }
    }
}

public import Contacts
import TierQueue

/// A class that can wait for ever by the order in which classes are served.
///
/// No finding, because some class must come last.
public struct Starvation: Hashable, Sendable, Encodable {
    /// The class.
    public let contactClass: ContactClass
    /// Its tier.
    public let tier: Tier
    /// Its channel.
    public let channel: Channel
    /// Its rank.
    public let rank: Int
    /// Classes of which there can always be one that goes before it with everybody who could serve it.
    public let behind: [ContactClass]
    /// How many agents could serve it.
    public let agents: Int

    private enum CodingKeys: String, CodingKey {
        case tier, channel, rank, behind, agents
        case contactClass = "class"
    }
}

extension Starvation: CustomStringConvertible {
    /// What waits, where, and behind what.
    public var description: String {
        "Tier \(tier): \(contactClass) on \(channel.rawValue) (rank \(rank), \(agents) agents) can wait for"
            + " ever behind \(behind.map(\.rawValue).joined(separator: ", "))"
    }
}

extension RuleProver {
    /// Every class that others can keep from everybody who could serve it, by tier and rank.
    ///
    /// Written work does not starve behind written work: what was passed over `urgent_run` times is next.
    public var starvation: [Starvation] {
        var told: Set<Journeys.Stop> = []
        let stops = journeys.visits.map(\.stop).filter { told.insert($0).inserted }
        let all = stops.compactMap { stop -> Starvation? in
            let agents = book.able(stop.needs, on: stop.channel, at: stop.tier)
            let before = stops.filter { $0.contactClass != stop.contactClass && $0.goesBefore(stop) }
            guard !agents.isEmpty,
                agents.allSatisfy({ agent in
                    before.contains { agent.canServe($0.needs, on: $0.channel) }
                })
            else { return nil }
            let able = before.filter { other in
                agents.contains { $0.canServe(other.needs, on: other.channel) }
            }
            return Starvation(
                contactClass: stop.contactClass, tier: stop.tier, channel: stop.channel, rank: stop.rank,
                behind: Set(able.map(\.contactClass)).sorted(), agents: agents.count)
        }.sorted {
            ($0.tier, $0.rank, $0.contactClass, $0.channel.rawValue)
                < ($1.tier, $1.rank, $1.contactClass, $1.channel.rawValue)
        }
        // A class that is handed on has the rank it came with; the last of several says it for all.
        return all.indices.filter { place in
            !all[(place + 1)...].contains { later in
                let one = all[place]
                return (later.tier, later.contactClass, later.channel) == (
                    one.tier, one.contactClass, one.channel
                )
            }
        }.map { all[$0] }
    }
}

extension Journeys.Stop {
    /// True when contacts that are there keep those of `other` waiting, however many there are.
    fileprivate func goesBefore(_ other: Journeys.Stop) -> Bool {
        guard tier == other.tier, channel.isLive || other.channel.isLive else { return false }
        return rank < other.rank || rank == other.rank && channel.isLive && !other.channel.isLive
    }
}

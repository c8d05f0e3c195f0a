import Contacts
import Facts
import Kernel

/// What can happen next in a simulated run; indirect, because a heap moves its elements often.
indirect enum SimulatedEvent {
    // Stations.
    case turn(station: Int)
    case disk(station: Int, incarnation: Int)
    case restart(station: Int)
    case frame(link: Int, SimulatedNetwork.Way, connection: Int, StreamFrame)
    // Requests from outside and what comes back.
    case request(UInt64)
    case reply(UInt64, IngressReply)
    case retry(UInt64, attempt: Int)
    case push(station: Int, incarnation: Int, number: Int, Push)
    case subscribe(station: Int, incarnation: Int)
    // Outside.
    case arrival(StationName)
    case perform(EffectPending, gateway: StationName)
    case leaves(Contact.ID, gateway: StationName)
    case legLost(Contact.ID, gateway: StationName)
    case bounces(EffectPending, gateway: StationName)
    case act(agent: Int, DeskRequest, session: Agent.SessionID)
    case review(agent: Int)
    // Who looks after it all.
    case fault
    case operate
}

/// An event with its time; the one scheduled first goes first among equals, so that a run is exact.
struct ScheduledEvent: Comparable {
    var at: Int64
    var order: UInt64
    var event: SimulatedEvent

    static func < (left: Self, right: Self) -> Bool { (left.at, left.order) < (right.at, right.order) }
    static func == (left: Self, right: Self) -> Bool { left.order == right.order }
}

public import Doors
public import Station
public import StationCore

extension StationPort {
    /// The port of a station in this process.
    public init<D: Decider>(_ station: StationActor<D>) {
        self.init(
            submit: { key, body in await station.submit(key: key, body: body) },
            status: { await station.status() },
            subscribe: { topic in await station.subscribe(topic: topic) },
            backlog: { topic in await station.backlog(topic: topic) })
    }
}

public import HTTP
import Kernel
public import Station

extension StationPort {
    /// The port of a station in this process.
    public init(_ station: StationActor) {
        self.init(
            submit: { key, claim, body in await station.submit(key: key, claim: claim, body: body) },
            status: { await station.status() },
            subscribe: { topic in await station.subscribe(topic: topic) },
            backlog: { topic in await station.backlog(topic: topic) })
    }
}

import Foundation
import Glibc

/// What a server answered.
struct Answer: Sendable {
    var status: Int
    /// By their names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The error object of an error answer; nil when the body is none.
    var error: ErrorShown? { try? JSONDecoder().decode(Envelope.self, from: Foundation.Data(body)).error }

    struct ErrorShown: Decodable, Hashable {
        var code: String
        var field: String
        var value: String
        var expected: String
        var reason: String?
        var line: Int?
    }

    private struct Envelope: Decodable {
        var error: ErrorShown
    }
}

/// A connection of the plainest kind, blocking on threads of its own so that the server keeps the pool's.
final class Connection: Sendable {
    struct Broken: Error {}

    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Broken() }
    }

    deinit { close(descriptor) }

    /// Sends a request; an error of writing shows in what is read.
    func send(_ method: String, _ path: String, _ headers: [String: String], _ body: [UInt8]) async {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(body.count)\r\n\r\n"
        await write([UInt8](head.utf8) + body)
    }

    /// Sends a text as it is.
    func send(raw text: String) async { await write([UInt8](text.utf8)) }

    private func write(_ bytes: [UInt8]) async {
        await blocking {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }
    }

    /// Everything until `isEnough` says so, or the server is done.
    func read(until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async -> [UInt8] {
        await blocking {
            var all: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 65_536)
            while !isEnough(String(decoding: all, as: UTF8.self)) {
                let count = recv(self.descriptor, &part, part.count, 0)
                guard count > 0 else { break }
                all += part[..<count]
            }
            return all
        }
    }

    private func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}

/// Sends one request to `port` of this host and reads the whole answer.
func ask(
    _ port: Int, _ method: String, _ path: String, token: String? = nil, type: String? = nil,
    headers: [String: String] = [:], body: [UInt8] = []
) async throws -> Answer {
    var headers = headers
    if let token { headers["Authorization"] = "Bearer \(token)" }
    if let type { headers["Content-Type"] = type }
    let connection = try Connection(port: port)
    await connection.send(method, path, headers, body)
    return try parse(await connection.read())
}

private func parse(_ bytes: [UInt8]) throws -> Answer {
    let gap: [UInt8] = [13, 10, 13, 10]
    guard let end = bytes.indices.dropLast(3).first(where: { Array(bytes[$0..<($0 + 4)]) == gap }) else {
        throw Connection.Broken()
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { throw Connection.Broken() }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return Answer(status: status, headers: headers, body: [UInt8](bytes[(end + 4)...]))
}

import Foundation
import Glibc
import Synchronization
import Testing

@testable import Hosting

@Suite("A log that cannot be written", .timeLimit(.minutes(1)))
struct LogPipeTests {
    private func pipe(to descriptor: Int32) -> LogPipe {
        LogPipe(descriptor: descriptor) { [UInt8]("dropped \($0) of \($1)\n".utf8) }
    }

    private func line(_ text: String) -> [UInt8] { [UInt8]((text + "\n").utf8) }

    /// Everything that a closed pipe holds.
    private func drain(_ descriptor: Int32) -> [String] {
        let bytes = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readDataToEndOfFile()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("11.11: lines come in order, and a process that ends waits for them")
    func order() {
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        let log = pipe(to: ends[1])
        for number in 0..<500 { log.add(line("line \(number)")) }
        log.flush(within: .seconds(30))
        close(ends[1])
        #expect(drain(ends[0]) == (0..<500).map { "line \($0)" })
        #expect(log.dropped == 0)
    }

    @Test("11.11: a pipe that nobody empties stops nobody, and what was dropped is said once there is room")
    func full() {
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        let log = pipe(to: ends[1])
        // More than the pipe and the queue hold together.
        let long = line(String(repeating: "x", count: 999))
        for _ in 0..<3000 { log.add(long) }
        #expect(log.dropped > 0)
        let dropped = log.dropped
        // Emptied on another thread until the last line is through.
        let reader = ends[0]
        let seen = LockedText()
        Thread.detachNewThread {
            var part = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(reader, &part, part.count)
                guard count > 0 else { break }
                seen.add(part[..<count])
            }
            seen.finish()
        }
        log.flush(within: .seconds(30))
        log.add(line("after"))
        log.flush(within: .seconds(30))
        close(ends[1])
        let lines = seen.wait().split(separator: "\n").map(String.init)
        // When it is said depends on when the pipe's thread had room; in all it is said once of each line.
        let notices = lines.filter { $0.hasPrefix("dropped ") }.map { $0.split(separator: " ") }
        #expect(notices.compactMap { Int($0[1]) }.reduce(0, +) == Int(dropped))
        #expect(notices.last.map { String($0[3]) } == "\(dropped)")
        #expect(lines.last == "after")
        #expect(lines.count { $0.hasPrefix("x") } == 3000 - Int(dropped))
        #expect(log.dropped == dropped)
    }

    @Test(
        "11.11: a full disk and a pipe without a reader are counted line by line",
        arguments: ["disk", "pipe"])
    func gone(what: String) {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        if what == "disk" {
            ends[1] = open("/dev/full", O_WRONLY)
        } else {
            #expect(Glibc.pipe(&ends) == 0)
            close(ends[0])
        }
        let log = pipe(to: ends[1])
        for _ in 0..<10 { log.add(line("lost")) }
        log.flush(within: .seconds(30))
        #expect(log.dropped == 10)
        close(ends[1])
    }
}

/// Text that one thread gathers and another waits for.
private final class LockedText: Sendable {
    private let lock = NSCondition()
    private let text = Mutex<(bytes: [UInt8], isWhole: Bool)>(([], false))

    func add(_ bytes: ArraySlice<UInt8>) { text.withLock { $0.bytes += bytes } }

    func finish() {
        lock.lock()
        text.withLock { $0.isWhole = true }
        lock.broadcast()
        lock.unlock()
    }

    func wait() -> String {
        lock.lock()
        while !text.withLock(\.isWhole) { lock.wait() }
        lock.unlock()
        return String(decoding: text.withLock(\.bytes), as: UTF8.self)
    }
}

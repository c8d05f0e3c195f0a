import ArgumentParser
import Config
import Foundation
import TopologyFile
import Traffic

/// Exit statuses of every command: 0 done, 1 failed, 64 wrong usage, 78 a file was rejected.
enum Outcome {
    static let failed = ExitCode(1)
    static let rejected = ExitCode(78)

    /// Runs a command's work and turns what it throws into one line on standard error and a status.
    static func of(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let code as ExitCode {
            throw code
        } catch let error as ValidationError {
            throw error
        } catch let error as TopologyError {
            say(error.description)
            throw rejected
        } catch let error as RejectedFile {
            say(error.description)
            throw rejected
        } catch {
            say("tierline: \(error)")
            throw failed
        }
    }

    /// Writes a line to standard error; there is nobody to tell when that cannot be.
    static func say(_ line: String, terminator: String = "\n") {
        _ = StandardStream.error.write([UInt8]((line + terminator).utf8))
    }
}

/// A file that is not what it should be.
struct RejectedFile: Error, CustomStringConvertible {
    let description: String
}

/// Why a command could not do its work.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

import Foundation
import Glibc

/// Builds an app for a command that needs it, quietly: only what takes time shows, only what fails is told.
struct AppBuilder: Sendable {
    let app: AppFolder
    let place: Place
    /// Whether the build folder's plan has to be that of the app afterwards, not only its program.
    var isPlanned = false

    /// Builds, unless nothing was changed since the app's program was built: SwiftPM takes half a minute to find that out for a
    /// folder that several packages share. Where only the app's own sources were, its part is left out, too.
    ///
    /// - Returns: the app's program.
    /// - Throws: ``CraftError`` with the compiler's errors.
    func build() throws -> AppProgram {
        if BuildMemory(app, in: place.buildFolder).isCurrent, !isPlanned || place.buildFolder.hasPlan(for: app.root) {
            return AppProgram(app: app)
        }
        var ended = try run(replay: BuildReplay.load(for: app, in: place.buildFolder))
        if !ended.isGood, ended.mayNeedPlan { ended = try run(replay: nil) }
        guard ended.isGood else {
            let details = ended.log.failure(relativeTo: app.root, console: place.console)
            throw CraftError("The app does not build.", details: details)
        }
        return AppProgram(app: app)
    }

    /// - Returns: what was said; the build itself is gone, and its lock with it.
    private func run(replay: @autoclosure () -> BuildReplay?) throws -> (log: BuildLog, mayNeedPlan: Bool, isGood: Bool)
    {
        let console = place.console
        let begin = ContinuousClock.now
        guard
            var build = try AppBuild.start(
                app, in: place, replay: replay(),
                onBusy: {
                    console.note("Waiting for another build on this machine")
                    return true
                }), let output = build.output
        else { throw CraftError("The build did not start.") }
        var isEnded = false
        var isTold = false
        while !isEnded {
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            _ = SystemCall.retrying { Int(poll(&descriptor, 1, isTold ? -1 : 1000)) }
            isEnded = build.read()
            guard begin.duration(to: .now) > .seconds(1) else { continue }
            if console.isTerminal {
                console.progress(build.log.progress ?? "Building")
            } else if !isTold {
                isTold = true
                console.note("Building \(app.name)")
            }
        }
        console.endProgress()
        let isGood = try build.finish()
        return (build.log, build.mayNeedPlan, isGood)
    }
}

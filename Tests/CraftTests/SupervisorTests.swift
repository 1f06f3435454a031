import Testing

@testable import Craft

@Suite struct SupervisorTests {
    typealias Event = Supervisor.Event
    typealias Action = Supervisor.Action

    /// What the events lead to, from the beginning; the answer to the last one.
    private func last(_ events: [Event], watches: Bool = true) -> [Action] {
        var supervisor = Supervisor(watches: watches)
        var actions = supervisor.begin()
        for event in events { actions = supervisor.handle(event) }
        return actions
    }

    /// The events that lead to a server that serves.
    static let serving: [Event] = [.buildEnded(isGood: true), .migrationEnded(isGood: true), .serverReady]

    @Test func buildsMigratesAndServes() {
        #expect(last([]) == [.build])
        #expect(last(Array(Self.serving.prefix(1))) == [.migrate])
        #expect(last(Array(Self.serving.prefix(2))) == [.startServer])
        #expect(last(Self.serving) == [.report(.serving)])
    }

    /// The events that lead from a server that serves to a new version that is being started beside it.
    static let trying: [Event] = [.changed([.source]), .buildEnded(isGood: true)]

    @Test(
        "after a change of Swift builds, and starts the new version beside the old one, which ends when the new one serves",
        arguments: [
            ([Event.changed([.source])], [Action.build]),
            (trying, [.startCandidate]),
            (trying + [.candidateReady], [.promote]),
            // The old one could still be the one that answers before.
            (trying + [.candidateReady, .handedOver], [.report(.serving)]),
            (trying + [.candidateReady, .changed([.source])], [.build]),
            (trying + [.candidateReady, .changed([.source]), .handedOver], [.report(.serving)]),
            (trying + [.candidateReady, .serverEnded(.exited(1)), .handedOver], []),
            (trying + [.candidateReady, .interrupted, .handedOver], []),
        ])
    func change(events: [Event], actions: [Action]) { #expect(last(Self.serving + events) == actions) }

    @Test func keepsServingWhereTheNewVersionDoesNotStart() {
        let failed: [Event] = Self.trying + [.candidateEnded(.exited(1))]
        #expect(last(Self.serving + failed) == [.report(.candidateFailed(.exited(1), keepsServing: true))])
        #expect(last(Self.serving + failed + [.changed([.source])]) == [.build])
        let configuration: [Event] = [.changed([.configuration]), .candidateEnded(.exited(1))]
        #expect(last(Self.serving + configuration) == [.report(.candidateFailed(.exited(1), keepsServing: true))])
    }

    @Test func aViewMendsOnlyWhatDidNotStart() {
        #expect(last(Self.serving + [.changed([.view])]) == [])
        let failed = Self.serving + Self.trying + [Event.candidateEnded(.exited(1))]
        #expect(last(failed + [.changed([.asset])]) == [])
        #expect(last(failed + [.changed([.view])]) == [.report(.restarting), .startCandidate])
        #expect(last(failed + [.changed([.view]), .candidateReady]) == [.promote])
        let crashed = Array(Self.serving.prefix(2)) + [Event.serverEnded(.exited(1))]
        #expect(last(crashed + [.changed([.view])]) == [.report(.restarting), .startServer])
    }

    @Test func startsAgainWhatChangedWhileItWasStarting() {
        let again = Self.serving + Self.trying + [Event.changed([.configuration])]
        #expect(last(again) == [.report(.restarting), .stopCandidate])
        // It had begun to serve before it heard that it is out of date.
        #expect(last(again + [.candidateReady]) == [])
        #expect(last(again + [.candidateEnded(.signalled(9))]) == [.startCandidate])
        // A version that serves is better than the one before, though a build is under way already.
        let building = Self.serving + Self.trying + [Event.changed([.source])]
        #expect(last(building + [.candidateReady]) == [.promote])
        #expect(last(building + [.candidateReady, .buildEnded(isGood: true)]) == [.startCandidate])
        #expect(last(building + [.buildEnded(isGood: true)]) == [.stopCandidate])
    }

    @Test func theNewVersionTakesThePlaceOfOneThatCrashedMeanwhile() {
        let crashed = Self.serving + Self.trying + [Event.serverEnded(.signalled(11))]
        #expect(last(crashed) == [.report(.crashed(.signalled(11), wasReady: true, next: .isReplaced))])
        #expect(last(crashed + [.candidateReady]) == [.promote])
    }

    @Test func whenInterruptedEndsTheNewVersionToo() {
        let asking = Self.serving + Self.trying + [Event.interrupted]
        #expect(last(asking) == [.stopCandidate, .stopServer])
        #expect(last(asking + [.candidateReady]) == [])
        #expect(last(asking + [.serverEnded(.exited(0))]) == [])
        #expect(last(asking + [.serverEnded(.exited(0)), .candidateEnded(.signalled(9))]) == [.quit(code: 0)])
    }

    @Test func keepsServingWhatBuiltLast() {
        let events: [Event] = [.changed([.source]), .buildEnded(isGood: false)]
        #expect(last(Self.serving + events) == [.report(.buildFailed(keepsServing: true))])
        #expect(last(Self.serving + events + [.changed([.source])]) == [.build])
    }

    @Test func waitsForAChangeIfTheFirstBuildFails() {
        #expect(last([.buildEnded(isGood: false)]) == [.report(.buildFailed(keepsServing: false))])
        #expect(last([.buildEnded(isGood: false), .changed([.configuration])]) == [])
        #expect(last([.buildEnded(isGood: false), .changed([.source])]) == [.build])
        #expect(last([.buildEnded(isGood: false), .changed([.source]), .buildEnded(isGood: true)]) == [.migrate])
    }

    @Test func aChangeDuringABuildAsksForOneMore() {
        let events: [Event] = [.changed([.source]), .changed([.source]), .changed([.source, .configuration])]
        #expect(last(Self.serving + events) == [])
        // A result that is out of date is neither served nor told.
        #expect(last(Self.serving + events + [.buildEnded(isGood: false)]) == [.build])
        #expect(last(Self.serving + events + [.buildEnded(isGood: true)]) == [.build])
        #expect(
            last(Self.serving + events + [.buildEnded(isGood: true), .buildEnded(isGood: true)]) == [.startCandidate])
    }

    @Test func aChangedConfigurationStartsAnew() {
        #expect(last(Self.serving + [.changed([.configuration])]) == [.report(.restarting), .startCandidate])
        #expect(last(Self.serving + [.changed([.configuration]), .candidateReady]) == [.promote])
    }

    @Test func aConfigurationChangedDuringAFailingBuildStillArrives() {
        let events: [Event] = [.changed([.source]), .changed([.configuration])]
        #expect(last(Self.serving + events) == [])
        #expect(
            last(Self.serving + events + [.buildEnded(isGood: false)])
                == [.report(.buildFailed(keepsServing: true)), .startCandidate])
    }

    @Test(
        "an app that ends while it starts, or well, waits for a change",
        arguments: [
            (Array(serving.prefix(2)), ProcessEnd.exited(1), false), (Array(serving.prefix(2)), .signalled(4), false),
            (serving, .exited(0), true), (serving + [.serverEnded(.signalled(4))], .signalled(4), false),
        ])
    func crash(before: [Event], status: ProcessEnd, wasReady: Bool) {
        #expect(last(before + [.serverEnded(status)]) == [.report(.crashed(status, wasReady: wasReady, next: .waits))])
        #expect(
            last(before + [.serverEnded(status), .changed([.configuration])]) == [.report(.restarting), .startServer])
        #expect(last(before + [.serverEnded(status), .changed([.source])]) == [.build])
        #expect(
            last(before + [.serverEnded(status), .changed([.source]), .buildEnded(isGood: true)]) == [.startServer])
    }

    @Test(
        "an app that crashes while it serves is started again at once",
        arguments: [ProcessEnd.signalled(4), .exited(1)])
    func restart(status: ProcessEnd) {
        let crashed = Self.serving + [Event.serverEnded(status)]
        #expect(last(crashed) == [.report(.crashed(status, wasReady: true, next: .restarts)), .startServer])
        // Pages that are open are not told: loading one anew may be what crashes it.
        #expect(last(crashed + [.serverReady]) == [.report(.servingAgain)])
        #expect(last(crashed + [.changed([.source])]) == [.build])
        #expect(last(crashed + Self.trying) == [.startCandidate])
        #expect(last(crashed + [.interrupted]) == [.stopServer])
        let edited = crashed + [.serverEnded(status), .changed([.configuration])]
        #expect(last(edited) == [.report(.restarting), .startServer])
        #expect(last(edited + [.serverReady]) == [.report(.serving)])
    }

    @Test func anAppThatCrashesAgainAndAgainWaitsForAChange() {
        let crash = ProcessEnd.signalled(4)
        /// The answers to crashes, so long after the beginning, with changes before some.
        func answers(_ seconds: [Double], changesBefore changed: Set<Int> = []) -> [Supervisor.AfterCrash] {
            var supervisor = Supervisor(watches: true)
            let begin = ContinuousClock.now
            _ = supervisor.begin()
            for event in Self.serving { _ = supervisor.handle(event, at: begin) }
            return seconds.enumerated().compactMap { index, second in
                if changed.contains(index) { _ = supervisor.handle(.changed([.view]), at: begin) }
                let actions = supervisor.handle(.serverEnded(crash), at: begin + .seconds(second))
                _ = supervisor.handle(.serverReady, at: begin + .seconds(second))
                guard case .report(.crashed(_, _, let next))? = actions.first else { return nil }
                return next
            }
        }
        let four = Array(repeating: Supervisor.AfterCrash.restarts, count: 4)
        #expect(answers([1, 2, 3, 4, 5]) == four + [.givesUp(crashes: 5)])
        #expect(answers([1, 2, 3, 4, 29.9]) == four + [.givesUp(crashes: 5)])
        // The first is long ago by then.
        #expect(answers([1, 9, 17, 25, 31.5, 39.5]) == four + [.restarts, .restarts])
        #expect(answers([1, 2, 3, 4, 5, 6], changesBefore: [3]) == four + [.restarts, .restarts])
    }

    @Test func failedMigrationsRunAgainAfterAChange() {
        let failed = Array(Self.serving.prefix(1)) + [.migrationEnded(isGood: false)]
        #expect(last(failed) == [.report(.migrationFailed)])
        #expect(last(failed + [.changed([.configuration])]) == [.report(.restarting), .migrate])
        #expect(last(failed + [.changed([.source]), .buildEnded(isGood: true)]) == [.migrate])
    }

    @Test(
        "when interrupted ends what runs, then itself",
        arguments: [
            ([], [Action.stopBuild], Event.buildEnded(isGood: false)),
            (Array(serving.prefix(1)), [.stopMigration], .migrationEnded(isGood: false)),
            (Array(serving.prefix(2)), [.stopServer], .serverEnded(.signalled(15))),
            (serving, [.stopServer], .serverEnded(.exited(0))),
        ])
    func interrupted(before: [Event], actions: [Action], end: Event) {
        #expect(last(before + [.interrupted]) == actions)
        #expect(last(before + [.interrupted, end]) == [.quit(code: 0)])
        #expect(last(before + [.interrupted, .changed([.source])]) == [])
        #expect(last(before + [.interrupted, .interrupted]) == [.quit(code: 130)])
    }

    @Test func whenInterruptedEndsBuildAndServerBeforeItself() {
        let both = Self.serving + [.changed([.source]), .interrupted]
        #expect(last(both) == [.stopBuild, .stopServer])
        #expect(last(both + [.serverEnded(.exited(0))]) == [])
        #expect(last(both + [.serverEnded(.exited(0)), .buildEnded(isGood: true)]) == [.quit(code: 0)])
        #expect(last(both + [.graceOver]) == [.killServer])
    }

    @Test func whenInterruptedWithNothingRunningEndsAtOnce() {
        #expect(last(Self.serving + [.serverEnded(.exited(0)), .interrupted]) == [.quit(code: 0)])
    }

    @Test(
        "without watching ends with what fails",
        arguments: [
            ([Event.buildEnded(isGood: false)], [Action.report(.buildFailed(keepsServing: false)), .quit(code: 1)]),
            (
                [.buildEnded(isGood: true), .migrationEnded(isGood: false)],
                [.report(.migrationFailed), .quit(code: 1)]
            ),
            (
                serving + [.serverEnded(.signalled(9))],
                [.report(.crashed(.signalled(9), wasReady: true, next: .waits)), .quit(code: 137)]
            ),
        ])
    func withoutWatching(events: [Event], actions: [Action]) { #expect(last(events, watches: false) == actions) }

    @Test func ignoresWhatComesTooLate() {
        #expect(last(Self.serving + [.serverReady]) == [])
        #expect(last(Self.serving + [.graceOver]) == [])
        #expect(last(Self.serving + [.changed([])]) == [])
        #expect(last(Self.serving + [.changed([.configuration]), .serverReady]) == [])
    }
}

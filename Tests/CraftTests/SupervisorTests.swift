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

    /// The events that lead from a server that serves to a new version that is known to start.
    static let proven: [Event] = [.changed([.source]), .buildEnded(isGood: true), .proofEnded(isGood: true)]

    @Test(
        "after a change of Swift builds, asks the new version, then replaces the server without migrating again",
        arguments: [
            ([Event.changed([.source])], [Action.build]),
            (Array(proven.prefix(2)), [.prove]),
            (proven, [.stopServer]),
            (proven + [.serverEnded(.exited(0))], [.startServer]),
            (proven + [.graceOver], [.killServer]),
            (proven + [.graceOver, .serverEnded(.signalled(9)), .serverReady], [.report(.serving)]),
        ])
    func change(events: [Event], actions: [Action]) { #expect(last(Self.serving + events) == actions) }

    @Test func keepsServingWhereTheNewVersionWouldNotStart() {
        let events: [Event] = Array(Self.proven.prefix(2)) + [.proofEnded(isGood: false)]
        #expect(last(Self.serving + events) == [.report(.proofFailed(keepsServing: true))])
        #expect(last(Self.serving + events + [.changed([.source])]) == [.build])
        let configuration: [Event] = [.changed([.configuration]), .proofEnded(isGood: false)]
        #expect(last(Self.serving + configuration) == [.report(.proofFailed(keepsServing: true))])
    }

    @Test func aViewMendsOnlyWhatWouldNotStart() {
        #expect(last(Self.serving + [.changed([.view])]) == [])
        let failed = Self.serving + Array(Self.proven.prefix(2)) + [.proofEnded(isGood: false)]
        #expect(last(failed + [.changed([.view])]) == [.report(.restarting), .prove])
        #expect(last(failed + [.changed([.view]), .proofEnded(isGood: true)]) == [.stopServer])
        let crashed = Array(Self.serving.prefix(2)) + [Event.serverEnded(.exited(1))]
        #expect(last(crashed + [.changed([.view])]) == [.report(.restarting), .startServer])
    }

    @Test func asksAgainWhatChangedWhileItWasAsked() {
        let asking = Array(Self.proven.prefix(2))
        #expect(last(Self.serving + asking + [.changed([.configuration])]) == [.report(.restarting)])
        #expect(last(Self.serving + asking + [.changed([.configuration]), .proofEnded(isGood: true)]) == [.prove])
        // A build under way makes the answer worthless; if it fails, what was built before it still has to be served.
        let building: [Event] = [.changed([.source]), .proofEnded(isGood: true)]
        #expect(last(Self.serving + asking + building) == [])
        #expect(last(Self.serving + asking + building + [.buildEnded(isGood: true)]) == [.prove])
        #expect(
            last(Self.serving + asking + building + [.buildEnded(isGood: false)])
                == [.report(.buildFailed(keepsServing: true)), .prove])
    }

    @Test func whenInterruptedEndsTheQuestionToo() {
        let asking = Self.serving + Array(Self.proven.prefix(2)) + [Event.interrupted]
        #expect(last(asking) == [.stopProof, .stopServer])
        #expect(last(asking + [.serverEnded(.exited(0))]) == [])
        #expect(last(asking + [.serverEnded(.exited(0)), .proofEnded(isGood: false)]) == [.quit(code: 0)])
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
        #expect(last(Self.serving + events + [.buildEnded(isGood: true), .buildEnded(isGood: true)]) == [.prove])
    }

    @Test func aChangedConfigurationStartsAnew() {
        let proven: [Event] = [.changed([.configuration]), .proofEnded(isGood: true)]
        #expect(last(Self.serving + [.changed([.configuration])]) == [.report(.restarting), .prove])
        #expect(last(Self.serving + proven) == [.stopServer])
        #expect(last(Self.serving + proven + [.serverEnded(.exited(0))]) == [.startServer])
    }

    @Test func aConfigurationChangedDuringAFailingBuildStillArrives() {
        let events: [Event] = [.changed([.source]), .changed([.configuration])]
        #expect(last(Self.serving + events) == [])
        #expect(
            last(Self.serving + events + [.buildEnded(isGood: false)])
                == [.report(.buildFailed(keepsServing: true)), .prove])
    }

    @Test(
        "tells a crash and waits for a change",
        arguments: [
            (Array(serving.prefix(2)), ProcessEnd.exited(1), false), (serving, .signalled(11), true),
        ])
    func crash(before: [Event], status: ProcessEnd, wasReady: Bool) {
        #expect(last(before + [.serverEnded(status)]) == [.report(.crashed(status, wasReady: wasReady))])
        #expect(
            last(before + [.serverEnded(status), .changed([.configuration])]) == [.report(.restarting), .startServer])
        #expect(last(before + [.serverEnded(status), .changed([.source])]) == [.build])
        #expect(
            last(before + [.serverEnded(status), .changed([.source]), .buildEnded(isGood: true)]) == [.startServer])
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
        #expect(last(Self.serving + [.serverEnded(.exited(1)), .interrupted]) == [.quit(code: 0)])
    }

    @Test func whenInterruptedDuringARestartDoesNotRestart() {
        let events: [Event] = [.changed([.configuration]), .proofEnded(isGood: true), .interrupted]
        #expect(last(Self.serving + events) == [])
        #expect(last(Self.serving + events + [.serverEnded(.exited(0))]) == [.quit(code: 0)])
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
                [.report(.crashed(.signalled(9), wasReady: true)), .quit(code: 137)]
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

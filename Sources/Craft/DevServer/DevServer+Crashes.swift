extension DevServer {
    /// Says that the app ended, and what comes next.
    func tellCrash(_ status: ProcessEnd, wasReady: Bool, _ next: Supervisor.AfterCrash, waiting: String) {
        let when = wasReady ? "" : " before it was ready"
        let what = "The app ended\(when): \(status)."
        switch next {
        case .restarts: return console.fail(CraftError("\(what) Starting it again."))
        case .isReplaced: return console.fail(CraftError("\(what) The new version takes its place."))
        case .waits: console.fail(CraftError("\(what)\(waiting)"))
        case .givesUp(let crashes):
            let often = "That was \(crashes) times within \(Supervisor.crashPeriod.components.seconds) seconds."
            console.fail(CraftError("\(what) \(often)\(waiting)"))
        }
        liveReload?.broken("\(what)\nThe terminal says why.")
    }

    /// Says where in the app's files it crashed. Workers crash too, and are started again by their own supervisor.
    func tellCrashes() {
        for lines in crashReports?.lines(console: console) ?? [] {
            for line in lines { console.say(line) }
        }
    }
}

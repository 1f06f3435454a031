/// What `range(...)` answers: numbers that are made when they are read.
final class TemplateRange: TemplateSequence {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    /// - Precondition: the caller has seen to it that `step` is not 0 and the count is within the limits.
    init(start: Int, stop: Int, step: Int, count: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        self.count = count
    }

    func element(at index: Int) throws -> TemplateValue { .int(start &+ index &* step) }

    /// Every so many of its numbers, from a place on.
    func slice(from first: Int, count: Int, step: Int) -> TemplateRange {
        let start = start &+ first &* self.step
        // With a single number any step will do, and a huge one must not overflow.
        let step = count > 1 ? self.step &* step : self.step
        return TemplateRange(start: start, stop: start &+ count &* step, step: step, count: count)
    }

    var text: String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }
}

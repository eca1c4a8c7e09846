package lab.harmony.analytics;

import java.util.Optional;
import lab.harmony.review.SuccessRate;
import lab.harmony.stats.Interval;

/// The success rate of one group of faces: a line of a success table, a bar, a tile of the heat
/// map.
///
/// @param label the group in words: an archetype, an emotion, `archetype × emotion`, `CFG 7`
/// @param clusteredInterval the 95 % interval when the items of one face are allowed to depend on
///   each other
public record GroupRate<G>(
    G group, String label, SuccessRate success, Optional<Interval> clusteredInterval) {}

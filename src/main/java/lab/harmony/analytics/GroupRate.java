package lab.harmony.analytics;

import lab.harmony.review.SuccessRate;

/// The success rate of one group of faces: a line of a success table, a bar, a tile of the heat
/// map.
///
/// @param label the group in words: an archetype, an emotion, `archetype × emotion`, `CFG 7`
public record GroupRate<G>(G group, String label, SuccessRate success) {}

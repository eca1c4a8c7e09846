package lab.harmony.review;

/// The scores of an experiment are not what they were.
public record ScoresChanged(String experiment) {}

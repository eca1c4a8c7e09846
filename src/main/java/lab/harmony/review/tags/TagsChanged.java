package lab.harmony.review.tags;

/// The tags of pictures of an experiment are not what they were.
public record TagsChanged(String experiment) {}

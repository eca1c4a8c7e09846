package lab.harmony.vision;

/// What one part of a face tells, and how sure the reader is.
///
/// @param emotion one of the classifier's emotions
/// @param probability that the classifier gives it, 0 to 1
public record PartEmotion(String emotion, double probability) {}

package lab.harmony.runs;

/// The emotion that a classifier reads in one part of a face, and how sure it is (0 to 1).
public record PartReading(String emotion, double probability) {}

package lab.harmony.work;

/// A line that a job said.
///
/// @param number 1 is its first
public record JobLine(int number, String line) {}

package lab.harmony.threads;

/// Something was said or changed in the threads about something.
///
/// @param topic without a place on it
public record ThreadsChanged(Topic topic, long thread) {}

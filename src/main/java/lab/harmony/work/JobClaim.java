package lab.harmony.work;

/// A worker's right to write about a job; lost as soon as another worker claims it.
///
/// @param number grows with each claim
public record JobClaim(JobId job, int number) {}

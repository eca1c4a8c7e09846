package lab.harmony.work;

/// Something about a job changed. Published after the change is committed, a few times a second at
/// most.
///
/// @param inState whether it was queued, taken or ended here, and did not only get further or was
///   changed by another process
public record JobChanged(JobId job, String kind, boolean inState) {}

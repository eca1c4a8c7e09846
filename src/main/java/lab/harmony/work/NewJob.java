package lab.harmony.work;

/// A job that is to be done.
public record NewJob(JobId id, String kind, Job.Order order, String submittedBy) {}

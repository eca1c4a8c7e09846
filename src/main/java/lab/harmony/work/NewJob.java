package lab.harmony.work;

import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;

/// A job that is to be done.
///
/// @param submittedBy who asks for it; empty where nobody knows
public record NewJob(JobId id, String kind, Job.Order order, Optional<PersonId> submittedBy) {

  /// One that is asked for now.
  public NewJob(JobId id, String kind, Job.Order order, Actor by) {
    this(id, kind, order, Optional.of(by.person()));
  }
}

package lab.harmony.review;

import java.time.Instant;
import lab.harmony.people.NamedPerson;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Score;

/// One entry in the history of a face; entries are added and never changed.
public sealed interface ScoreEvent {

  /// The person the entry counts for.
  NamedPerson person();

  /// When the person said so.
  Instant at();

  /// A person scored the face; an earlier score by the same person is superseded.
  record Given(Score score) implements ScoreEvent {
    @Override
    public NamedPerson person() {
      return score.scoredBy();
    }

    @Override
    public Instant at() {
      return score.scoredAt();
    }
  }

  /// A person took the own score back.
  record Withdrawn(Face face, NamedPerson person, Instant at) implements ScoreEvent {}
}

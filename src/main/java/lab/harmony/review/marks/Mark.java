package lab.harmony.review.marks;

import java.util.ArrayList;
import java.util.Optional;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What somebody says about one face.
///
/// @param checklist empty where only the points are known, as in an annotation file
/// @param intendedConflict the face is meant to mix emotions (smug, happy tears): never a failure
/// @param note free words, possibly none
public record Mark(
    int points, Optional<Checklist> checklist, boolean intendedConflict, String note) {

  /// The most characters a note holds.
  public static final int LONGEST_NOTE = 4000;

  public Mark {
    if (points < 0 || points > 3) {
      throw new IllegalArgumentException("need harmony points 0..3, got " + points);
    }
    if (checklist.isPresent() && checklist.get().points() != points) {
      throw new IllegalArgumentException(
          "need the points of the checklist (%s), got %s"
              .formatted(checklist.get().points(), points));
    }
    if (note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          "need a note of at most %s characters, got %s".formatted(LONGEST_NOTE, note.length()));
    }
  }

  public static Mark of(Checklist checklist, boolean intendedConflict, String note) {
    return new Mark(checklist.points(), Optional.of(checklist), intendedConflict, note);
  }

  /// All of it, for a digest.
  public NamedFacts facts() {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("points", points));
    checklist.ifPresent(items -> {
      for (var item : ChecklistItem.values()) {
        facts.add(Fact.of(item.column(), items.holds(item)));
      }
    });
    facts.add(Fact.of("intended_conflict", intendedConflict));
    facts.add(Fact.of("note", note));
    return new NamedFacts(facts);
  }

  public Verdict verdict() {
    return Verdict.of(points);
  }
}

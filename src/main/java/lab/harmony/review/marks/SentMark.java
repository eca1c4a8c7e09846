package lab.harmony.review.marks;

/// What a browser says about one face, wherever it was scored.
///
/// @param id of the picture
/// @param note is cut at the longest that is kept
public record SentMark(
    String id,
    boolean eyesMouth,
    boolean browsTension,
    boolean holistic,
    boolean intendedConflict,
    String note) {

  public Mark mark() {
    var kept = note.length() > Mark.LONGEST_NOTE ? note.substring(0, Mark.LONGEST_NOTE) : note;
    return Mark.of(new Checklist(eyesMouth, browsTension, holistic), intendedConflict, kept);
  }
}

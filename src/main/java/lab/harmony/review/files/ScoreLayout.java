package lab.harmony.review.files;

import java.util.List;

/// The columns of a score file.
public enum ScoreLayout {
  /// The annotation file of a dataset: one harmony score and notes.
  ANNOTATION(List.of("filename", "archetype", "emotion", "harmony_score", "notes")),

  /// The checklist file of an evaluation.
  CHECKLIST(
      List.of(
          "filename",
          "archetype",
          "emotion",
          "cfg_scale",
          "seed",
          "eyes_mouth",
          "brows_tension",
          "holistic",
          "harmony_points")),

  /// Everything that is known about a score; what an import of another layout had besides follows.
  COMPLETE(
      List.of(
          "filename",
          "archetype",
          "emotion",
          "cfg_scale",
          "seed",
          "eyes_mouth",
          "brows_tension",
          "holistic",
          "harmony_points",
          "intended_conflict",
          "notes",
          "run",
          "image_index",
          "scored_by",
          "scored_by_id",
          "scored_at"));

  private final List<String> columns;

  ScoreLayout(List<String> columns) {
    this.columns = columns;
  }

  public List<String> columns() {
    return columns;
  }
}

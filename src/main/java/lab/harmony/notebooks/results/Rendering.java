package lab.harmony.notebooks.results;

import java.util.List;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.runs.RunId;
import tools.jackson.databind.node.ObjectNode;

/// A part of what a cell shows, in a form that says what it is and not how it looks: a page, a
/// report and an export each make their own of it.
public sealed interface Rendering {

  /// The cell's own text, in Markdown.
  record Text(String markdown) implements Rendering {}

  /// What the team concluded.
  record Conclusion(FindingStatus status, String markdown) implements Rendering {}

  /// Code that the lab does not execute, as it stands.
  record Source(String text) implements Rendering {}

  /// A run and the pictures it made.
  ///
  /// @param otherwise for those who do not have the run
  record RunMade(RunId run, List<Rendering> otherwise) implements Rendering {}

  /// A table of scores.
  ///
  /// @param otherwise for those who have no table of their own for it
  record Scores(StoredScores scores, List<Rendering> otherwise) implements Rendering {}

  /// A table of anything.
  ///
  /// @param otherwise for those who have no table of their own for it
  record Rows(StoredRows rows, List<Rendering> otherwise) implements Rendering {}

  /// Pictures laid out along axes.
  ///
  /// @param otherwise for those who do not have the pictures
  record PicturesOnAxes(StoredGrid grid, List<Rendering> otherwise) implements Rendering {}

  /// Faces two by two, from which numbers above it were counted.
  record Pairs(StoredPairs pairs) implements Rendering {}

  /// A picture of numbers, to be drawn.
  ///
  /// @param specification in Vega-Lite
  /// @param words what a reader hears who does not see it
  /// @param otherwise for those who cannot draw it
  record Figure(ObjectNode specification, String words, List<Rendering> otherwise)
      implements Rendering {}

  /// A drawn picture of numbers.
  record Drawing(String svg, String words) implements Rendering {}

  /// As somebody stored it; harmless only after [lab.harmony.prose.SafeHtml].
  record Html(String html) implements Rendering {}

  record Markdown(String markdown) implements Rendering {}

  /// A picture in base64.
  record Picture(String mediaType, String base64, String words) implements Rendering {}

  /// Text as a program printed it.
  record Printed(String text) implements Rendering {}

  /// A cell that the lab can execute and nobody has executed.
  record NotRun() implements Rendering {}

  /// Not a failure: there is nothing to show yet, and this is how to change that.
  record Nothing(String reason) implements Rendering {}

  /// It failed when it was executed last.
  ///
  /// @param trace more about it, line by line; of a source that cannot be executed there is none
  record Failed(String name, String message, List<String> trace) implements Rendering {}
}

package lab.harmony.reports.frozen;

import java.util.List;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.prose.PictureFinder;

/// One part of a report's body.
public sealed interface ReportBlock {

  /// A paragraph or more, from Markdown.
  ///
  /// @param pictures finds those that it names, as parts of the page
  record Prose(String markdown, PictureFinder pictures) implements ReportBlock {
    Prose(String markdown) {
      this(markdown, PictureFinder.NONE);
    }
  }

  /// What the team concluded, with its status in a word.
  record Finding(String status, String markdown, PictureFinder pictures) implements ReportBlock {
    Finding(String status, String markdown) {
      this(status, markdown, PictureFinder.NONE);
    }
  }

  /// A picture of numbers, in both colour schemes.
  ///
  /// @param text what a reader hears who does not see it
  record Figure(String lightSvg, String darkSvg, String text) implements ReportBlock {}

  /// Rows under a header; numbers stand right.
  record Table(String caption, List<String> header, List<List<String>> rows)
      implements ReportBlock {}

  /// A result as the notebook stores it; harmless only after [SafeHtml].
  record StoredHtml(String html) implements ReportBlock {}

  /// A stored picture in base64.
  record StoredPicture(String mediaType, String base64, String text) implements ReportBlock {}

  /// Text as a program printed it.
  record Printed(String text) implements ReportBlock {}

  /// A cell that failed when it last ran.
  record Failed(String reason) implements ReportBlock {}

  /// What has nothing to show: why, and what to do.
  record Nothing(String reason) implements ReportBlock {}

  /// Pictures laid out along axes.
  record PictureBlock(PictureTable table) implements ReportBlock {}

  /// Faces two by two, from which numbers above were counted.
  record Pairs(StoredPairs pairs) implements ReportBlock {}

  /// One run: what was asked for in words, and the pictures it made, in order.
  record RunMade(String sentence, List<String> facts) implements ReportBlock {}
}

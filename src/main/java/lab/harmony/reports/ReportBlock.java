package lab.harmony.reports;

import java.util.List;

/// One part of a report's body.
sealed interface ReportBlock {

  /// A paragraph or more, from Markdown.
  record Prose(String markdown) implements ReportBlock {}

  /// What the team concluded, with its status in a word.
  record Finding(String status, String markdown) implements ReportBlock {}

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

  /// Pictures laid out along axes.
  record Pictures(PictureTable table) implements ReportBlock {}

  /// One run: what was asked for in words, and the pictures it made, in order.
  record RunMade(String sentence, List<String> facts) implements ReportBlock {}
}

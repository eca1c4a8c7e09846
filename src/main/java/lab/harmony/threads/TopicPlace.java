package lab.harmony.threads;

/// Where people find what a thread is about.
///
/// @param title in words, as `Baseline · cell "Prompt formats"`
/// @param path of the screen that shows it, without a slash before it
/// @param edition which one of it is there now, as `version 2`; empty where there is but one
public record TopicPlace(String title, String path, String edition) {

  static final int LONGEST_TITLE = 500;
  static final int LONGEST_EDITION = 60;

  public TopicPlace {
    title = cut(title, LONGEST_TITLE);
    edition = cut(edition, LONGEST_EDITION);
  }

  /// Of something of which there is but one.
  public TopicPlace(String title, String path) {
    this(title, path, "");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}

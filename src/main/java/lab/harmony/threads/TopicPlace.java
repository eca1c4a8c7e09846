package lab.harmony.threads;

/// Where people find what a thread is about.
///
/// @param title in words, as `Baseline · cell "Prompt formats"`
/// @param path of the screen that shows it, without a slash before it
public record TopicPlace(String title, String path) {

  static final int LONGEST_TITLE = 500;

  public TopicPlace {
    title = title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }
}

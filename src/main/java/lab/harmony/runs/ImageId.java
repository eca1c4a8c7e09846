package lab.harmony.runs;

import java.util.regex.Pattern;

/// The address of one picture: its run, and its place among the prompts of that run.
public record ImageId(RunId run, int index) implements Comparable<ImageId> {

  private static final Pattern FORM = Pattern.compile("([^/]+)/([0-9]{1,9})");

  public ImageId {
    if (index < 0) {
      throw new IllegalArgumentException("an image's index starts at 0, got " + index);
    }
  }

  /// Reads what [#toString()] writes.
  public static ImageId parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "an image is named like r261120-204501-k3f9q/17, got \"%s\"".formatted(text));
    }
    return new ImageId(new RunId(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public int compareTo(ImageId other) {
    var byRun = run.compareTo(other.run);
    return byRun != 0 ? byRun : Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return run + "/" + index;
  }
}

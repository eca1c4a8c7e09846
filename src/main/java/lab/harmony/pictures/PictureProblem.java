package lab.harmony.pictures;

import java.io.IOException;

/// Why a picture is not taken. The message completes a sentence that begins with the picture: "is
/// no picture", "has 90000 × 90000 pixels".
public final class PictureProblem extends IOException {

  private static final long serialVersionUID = 1;

  static final String CUT_OFF = "is cut off: its file ends before the picture does";

  PictureProblem(String message) {
    super(message);
  }

  PictureProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /// What the message says.
  public String reason() {
    return String.valueOf(getMessage());
  }

  /// The sentence, begun with what the picture is called where it is shown.
  public String of(Object picture) {
    return "%s %s".formatted(picture, getMessage());
  }
}

package lab.harmony.cli.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A line of what a verb answers: one thing each.
///
/// @param out text for standard output
/// @param err text for standard error
/// @param raw bytes for standard output
/// @param file which of the call's paths `bytes` are written to
/// @param bytes the next of that file
/// @param exit the exit code, with which the answer ends
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerbLine(
    @Nullable String out,
    @Nullable String err,
    byte @Nullable [] raw,
    @Nullable String file,
    byte @Nullable [] bytes,
    @Nullable Integer exit) {

  /// Says that the verb still works.
  public static final VerbLine NOTHING = new VerbLine(null, null, null, null, null, null);

  public static VerbLine out(String text) {
    return new VerbLine(text, null, null, null, null, null);
  }

  public static VerbLine err(String text) {
    return new VerbLine(null, text, null, null, null, null);
  }

  public static VerbLine raw(byte[] bytes) {
    return new VerbLine(null, null, bytes, null, null, null);
  }

  public static VerbLine file(String path, byte[] bytes) {
    return new VerbLine(null, null, null, path, bytes, null);
  }

  public static VerbLine exit(int code) {
    return new VerbLine(null, null, null, null, null, code);
  }
}

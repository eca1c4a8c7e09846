package lab.harmony.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/// One thing that decided a picture, as the run's page, the difference of runs, grids, reports and
/// `--json` say it. Whether a cell is stale is decided over names and values, so they are never
/// worded anew.
///
/// @param name `steps`
/// @param value `20`
/// @param unit of the value; empty where it has none
/// @param sha256 of the file that the value names; empty where it names none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecipeFact(String name, String value, String unit, String sha256) {

  public static final String MODEL = "model";
  public static final String VAE = "VAE";
  public static final String ADAPTER = "adapter";
  public static final String PREDICTION = "prediction";
  public static final String PRECISION = "precision";
  public static final String CLIP_SKIP = "clip skip";
  public static final String START = "start picture";
  public static final String SAMPLER = "sampler";
  public static final String STEPS = "steps";
  public static final String SIZE = "size";
  public static final String GUIDANCE = "CFG scale";

  private static final int BRIEF = 10;

  public RecipeFact {
    // What is empty is not written.
    unit = Optional.ofNullable(unit).orElse("");
    sha256 = Optional.ofNullable(sha256).orElse("");
  }

  static RecipeFact of(String name, String value) {
    return new RecipeFact(name, value, "", "");
  }

  static RecipeFact of(String name, FileUse file) {
    return new RecipeFact(name, file.name(), "", file.sha256());
  }

  /// Value and unit: `128 × 192 px`.
  public String text() {
    return unit.isEmpty() ? value : value + " " + unit;
  }

  /// The same with the first digits of the file's hash: `lora-v1 at 0.8 98f36e7b9b`.
  public String textWithHash() {
    return sha256.isEmpty() ? text() : text() + "  " + brief(sha256);
  }

  /// A number as people write it: `7`, `7.5`.
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// The first digits of a hash, for people; all of a shorter one.
  public static String brief(String sha256) {
    return sha256.length() <= BRIEF ? sha256 : sha256.substring(0, BRIEF);
  }
}

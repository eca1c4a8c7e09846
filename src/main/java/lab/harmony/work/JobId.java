package lab.harmony.work;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a job, which is also that of what it makes: the run `r261120-204501-k3f9q` is made
/// by the job of that name.
public record JobId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  @JsonCreator
  public JobId {
    if (value.length() > 60 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a job is named like r261120-204501-k3f9q, got \"%s\"".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

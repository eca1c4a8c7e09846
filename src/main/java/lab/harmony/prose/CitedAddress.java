package lab.harmony.prose;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The form of a link that cites a number of a result: `#scores?points&emotion=angry`.
public final class CitedAddress {
  private static final Pattern FORM =
      Pattern.compile("#([A-Za-z0-9_-]{1,64})\\?([a-z-]+)((?:&[a-z]+=[^&]*)*)");
  private static final int LONGEST = 400;

  /// The cell, the quantity, and the part of the result with its `&`s; empty for other links.
  public static Optional<MatchResult> read(String address) {
    var form = FORM.matcher(address);
    return address.length() <= LONGEST && form.matches()
        ? Optional.of(form.toMatchResult())
        : Optional.empty();
  }

  private CitedAddress() {}
}

package lab.harmony.reports.readers;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.workspace.Sha256;

/// The secret in a share link: 256 random bits. It is shown once and kept only as its digest.
public record ShareToken(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public ShareToken {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a share token has 43 letters, digits, - or _");
    }
  }

  static ShareToken random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ShareToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public static Optional<ShareToken> find(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new ShareToken(value)) : Optional.empty();
  }

  /// Where the report is read, without the name of this machine.
  public String path() {
    return "/shared/" + value;
  }

  String digest() {
    return Sha256.of(value).hex();
  }

  /// Without the secret, so that it cannot end in a log.
  @Override
  public String toString() {
    return "ShareToken[…]";
  }
}

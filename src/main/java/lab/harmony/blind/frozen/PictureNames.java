package lab.harmony.blind.frozen;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random words that nobody can guess.
public final class PictureNames {

  private static final int BYTES = 32;

  private final SecureRandom random;

  public PictureNames(SecureRandom random) {
    this.random = random;
  }

  /// 256 random bits, as a part of an address.
  public String next() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  /// 256 random bits, as 64 hexadecimal digits.
  public String nonce() {
    return HexFormat.of().formatHex(bytes());
  }

  private byte[] bytes() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}

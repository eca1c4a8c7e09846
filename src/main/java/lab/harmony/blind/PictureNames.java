package lab.harmony.blind;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random words that nobody can guess.
final class PictureNames {

  private static final int BYTES = 32;

  private final SecureRandom random;

  PictureNames(SecureRandom random) {
    this.random = random;
  }

  /// 256 random bits, as a part of an address.
  String next() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  /// 256 random bits, as 64 hexadecimal digits.
  String nonce() {
    return HexFormat.of().formatHex(bytes());
  }

  private byte[] bytes() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}

package lab.harmony.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A SHA-256 digest: 64 lower-case hexadecimal digits.
public record Sha256(String hex) {

  public Sha256 {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 hexadecimal digits in lower case, got \"%s\"".formatted(hex));
    }
  }

  public static Sha256 of(byte[] content) {
    return new Sha256(HexFormat.of().formatHex(digest().digest(content)));
  }

  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Sha256 of(Path file) {
    return of(file, _ -> {});
  }

  /// @param progress is told how many bytes are read
  public static Sha256 of(Path file, LongConsumer progress) {
    var digest = digest();
    long done = 0;
    try (var in = Files.newInputStream(file)) {
      var buffer = new byte[1 << 16];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        done += read;
        progress.accept(done);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  /// The first digits, for people: `3f9a1c02b4`.
  public String brief() {
    return hex.substring(0, 10);
  }

  @Override
  public String toString() {
    return hex;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

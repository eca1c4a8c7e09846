package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class Sha256Test {

  /// The test vector of FIPS 180-2, appendix B.1.
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void bytesTextAndFilesHaveTheSameDigest(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(Sha256.of("abc").hex()).isEqualTo(ABC);
    assertThat(Sha256.of(file)).isEqualTo(Sha256.of("abc"));
    assertThat(Sha256.of(file).brief()).isEqualTo("ba7816bf8f");
  }

  @Test
  void whatIsNotADigestIsRefused() {
    assertThatThrownBy(() -> new Sha256("abc")).hasMessageContaining("got \"abc\"");
  }
}

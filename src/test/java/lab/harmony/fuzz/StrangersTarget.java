package lab.harmony.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Consumer;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.weights.SafetensorsTarget;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureFileTarget;
import lab.harmony.imports.tools.SettingsTarget;

/// Everything that reads files and words of strangers, for one fuzzer that is started once: an
/// input's first byte says who reads the rest.
public final class StrangersTarget {

  /// Who reads.
  enum Reader {
    SAFETENSORS(SafetensorsTarget::read),
    PICTURE_TEXTS(PngMetadata::read),
    PICTURE_FILE(PictureFileTarget::read),
    PROMPT(StrangersTarget::readPrompt),
    SETTINGS(SettingsTarget::read);

    private final Consumer<byte[]> reads;

    Reader(Consumer<byte[]> reads) {
      this.reads = reads;
    }

    /// An input that this reader gets.
    byte[] input(byte[] bytes) {
      var input = new byte[1 + bytes.length];
      input[0] = (byte) ordinal();
      System.arraycopy(bytes, 0, input, 1, bytes.length);
      return input;
    }

    byte[] input(String text) {
      return input(text.getBytes(UTF_8));
    }
  }

  private static final Reader[] READERS = Reader.values();

  private StrangersTarget() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      READERS[(input[0] & 0xff) % READERS.length].reads.accept(
          Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private static void readPrompt(byte[] input) {
    var text = new String(input, UTF_8);
    for (var syntax : PromptSyntax.values()) {
      Prompt.parse(text, syntax);
    }
  }
}

package lab.harmony.diffusion.prompt;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Prompts by chance, and what parts say.
final class Samples {

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          ":",
          "|",
          "\\",
          "<",
          ">",
          " BREAK ",
          " AND ",
          "<lora:a:1>",
          "a",
          "é",
          "微笑",
          "😀",
          "\ud83d",
          "\ude00",
          "\u0000",
          "\u001b",
          "\n",
          "\u00a0",
          ", ",
          "1.3",
          ".5",
          "-3",
          "[a:b:3]",
          "[a|b]",
          "(x:1.2)",
          "smiling eyes");

  private Samples() {}

  static String prompt(RandomGenerator random, int pieces) {
    return random
        .ints(pieces, 0, PIECES.size())
        .mapToObj(PIECES::get)
        .collect(Collectors.joining());
  }

  /// The texts, one after the other.
  static String words(List<Part> parts) {
    return parts.stream()
        .map(part -> part instanceof Part.Text text ? text.text() : "")
        .collect(Collectors.joining());
  }
}

package lab.harmony.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The text that says what a model is: its `README.md`.
final class ModelCard {

  private static final int LONGEST = 200;

  private ModelCard() {}

  /// The first sentence of the card, without headings and front matter; empty if there is no card.
  static String firstSentence(Path model) {
    var file = model.resolve("README.md");
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      var text = new StringBuilder();
      var inFrontMatter = false;
      for (var line : (Iterable<String>) lines.limit(200)::iterator) {
        if (line.strip().equals("---")) {
          inFrontMatter = !inFrontMatter;
        } else if (line.isBlank() && !text.isEmpty()) {
          break;
        } else if (!inFrontMatter && !line.isBlank() && !line.startsWith("#")) {
          text.append(text.isEmpty() ? "" : " ").append(line.strip());
        }
      }
      return sentence(text.toString());
    } catch (IOException | UncheckedIOException _) {
      return "";
    }
  }

  /// What the card's front matter names as licence.
  static Optional<String> licence(Path model) {
    var file = model.resolve("README.md");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .limit(60)
          .filter(line -> line.startsWith("license:"))
          .map(line -> line.substring("license:".length()).strip())
          .filter(words -> !words.isEmpty() && words.length() <= LONGEST)
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static String sentence(String paragraph) {
    var end = paragraph.indexOf(". ");
    var sentence = end < 0 ? paragraph : paragraph.substring(0, end + 1);
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }
}

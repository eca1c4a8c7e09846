package lab.harmony.diffusion.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the files of a tokenizer say.
///
/// @param ids of every token, from `vocab.json`
/// @param ranks of every pair of pieces that may be joined, from `merges.txt`; lower joins earlier
/// @param unknown stands for a piece that is not in the vocabulary
record TokenizerFiles(
    Map<String, Integer> ids,
    Map<Pair, Integer> ranks,
    int start,
    int end,
    int pad,
    int unknown,
    int maxLength) {

  private static final String START = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  private static final int CLIP_LENGTH = 77;

  record Pair(String left, String right) {}

  static TokenizerFiles read(Path folder) {
    var ids =
        vocabulary(json(folder.resolve("vocab.json")), folder.resolve("vocab.json").toString());
    var config = optionalJson(folder.resolve("tokenizer_config.json"));
    var special = optionalJson(folder.resolve("special_tokens_map.json"));
    return new TokenizerFiles(
        ids,
        merges(lines(folder.resolve("merges.txt")), folder.resolve("merges.txt").toString()),
        specialToken("bos_token", START, config, special, ids, folder),
        specialToken("eos_token", END, config, special, ids, folder),
        specialToken("pad_token", END, config, special, ids, folder),
        specialToken("unk_token", END, config, special, ids, folder),
        maxLength(config));
  }

  /// The vocabulary of CLIP, which comes with the program: single-file checkpoints carry none.
  static TokenizerFiles clip(String pad) {
    var ids = vocabulary(Json.object(resource("vocab.json")), "the bundled vocabulary");
    return new TokenizerFiles(
        ids,
        merges(resource("merges.txt").lines().toList(), "the bundled merges"),
        bundledId(ids, START),
        bundledId(ids, END),
        bundledId(ids, pad),
        bundledId(ids, END),
        CLIP_LENGTH);
  }

  private static int bundledId(Map<String, Integer> ids, String token) {
    return Objects.requireNonNull(ids.get(token), token);
  }

  private static String resource(String name) {
    try (var in =
        Objects.requireNonNull(
            TokenizerFiles.class.getResourceAsStream("/lab/harmony/diffusion/tokenizer/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int id(String token) {
    return ids.getOrDefault(token, unknown);
  }

  int rank(String left, String right) {
    return ranks.getOrDefault(new Pair(left, right), Integer.MAX_VALUE);
  }

  boolean isSpecial(String word) {
    return (word.equals(START) || word.equals(END)) && ids.containsKey(word);
  }

  private static Map<String, Integer> vocabulary(ObjectNode json, String origin) {
    var ids = new HashMap<String, Integer>();
    for (var entry : json.properties()) {
      if (!entry.getValue().canConvertToInt()) {
        throw new IllegalArgumentException(
            "%s: the number of \"%s\" should be whole, it is %s"
                .formatted(origin, entry.getKey(), entry.getValue()));
      }
      ids.put(entry.getKey(), entry.getValue().intValue());
    }
    return ids;
  }

  private static Map<Pair, Integer> merges(List<String> lines, String origin) {
    var ranks = new HashMap<Pair, Integer>();
    for (var line : lines) {
      if (line.startsWith("#version") || line.isBlank()) {
        continue;
      }
      var space = line.indexOf(' ');
      if (space < 1) {
        throw new IllegalArgumentException(
            "%s: expected two pieces with a space between, got \"%s\"".formatted(origin, line));
      }
      ranks.putIfAbsent(
          new Pair(line.substring(0, space), line.substring(space + 1).strip()), ranks.size());
    }
    return ranks;
  }

  private static int specialToken(
      String role,
      String usual,
      ObjectNode config,
      ObjectNode special,
      Map<String, Integer> ids,
      Path folder) {
    var token = text(config.path(role)).or(() -> text(special.path(role))).orElse(usual);
    var id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "%s: the vocabulary has no \"%s\", which is the %s".formatted(folder, token, role));
    }
    return id;
  }

  /// A token is written as a string or as an object with its `content`.
  private static Optional<String> text(JsonNode token) {
    return (token.isObject() ? token.path("content") : token).stringValueOpt();
  }

  /// Some configurations hold an enormous number where they mean "not said".
  private static int maxLength(ObjectNode config) {
    var length = config.path("model_max_length").doubleValue(Double.POSITIVE_INFINITY);
    return length >= 1 && length <= 100_000 ? (int) length : CLIP_LENGTH;
  }

  private static ObjectNode optionalJson(Path file) {
    return Files.exists(file) ? json(file) : Json.MAPPER.createObjectNode();
  }

  private static ObjectNode json(Path file) {
    try {
      return Json.object(file);
    } catch (JsonProblem e) {
      throw new IllegalArgumentException(
          "%s: expected a JSON object, but %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException cause) {
    return new UncheckedIOException(
        "%s is needed for the tokenizer but cannot be read".formatted(file), cause);
  }
}

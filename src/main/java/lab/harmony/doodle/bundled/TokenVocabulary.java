package lab.harmony.doodle.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.harmony.json.Json;

/// A byte-level BPE vocabulary in the format of CLIP's tokenizer, learned from captions.
///
/// Every byte has a token of its own, so any text can be encoded; frequent words become one token.
///
/// @param tokens all tokens; a token's place is its number
/// @param merges pairs of tokens that become one, most important first
record TokenVocabulary(List<String> tokens, List<Pair> merges) {

  static final String START = "<|startoftext|>";
  static final String END = "<|endoftext|>";

  /// The number of positions a prompt is padded to, as in Stable Diffusion.
  static final int LENGTH = 77;

  private static final String END_OF_WORD = "</w>";
  private static final Pattern WORD =
      Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+");

  /// Two neighbouring tokens.
  record Pair(String left, String right) {
    String merged() {
      return left + right;
    }
  }

  TokenVocabulary {
    tokens = List.copyOf(tokens);
    merges = List.copyOf(merges);
  }

  /// Learns merges from `texts` until there are `size` tokens or no pair is left.
  static TokenVocabulary learn(List<String> texts, int size) {
    List<String> bytes = byteCharacters();
    List<String> tokens = new ArrayList<>(bytes);
    bytes.forEach(character -> tokens.add(character + END_OF_WORD));
    Map<List<String>, Integer> words = words(texts, bytes);
    List<Pair> merges = new ArrayList<>();
    while (tokens.size() < size - 2) {
      Map<Pair, Integer> counts = pairCounts(words);
      if (counts.isEmpty()) {
        break;
      }
      Pair best =
          counts.entrySet().stream()
              .max(
                  Map.Entry.<Pair, Integer>comparingByValue()
                      .thenComparing(entry -> entry.getKey().merged(), Comparator.reverseOrder())
                      .thenComparing(entry -> entry.getKey().left(), Comparator.reverseOrder()))
              .orElseThrow()
              .getKey();
      merges.add(best);
      if (!tokens.contains(best.merged())) {
        tokens.add(best.merged());
      }
      Map<List<String>, Integer> merged = new LinkedHashMap<>();
      words.forEach((word, count) -> merged.merge(joined(word, best), count, Integer::sum));
      words = merged;
    }
    tokens.add(START);
    tokens.add(END);
    return new TokenVocabulary(tokens, merges);
  }

  private static Map<List<String>, Integer> words(List<String> texts, List<String> bytes) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
      while (matcher.find()) {
        counts.merge(matcher.group(), 1, Integer::sum);
      }
    }
    Map<List<String>, Integer> words = new LinkedHashMap<>();
    counts.forEach((word, count) -> words.put(symbols(word, bytes), count));
    return words;
  }

  private static List<String> symbols(String word, List<String> bytes) {
    Map<Integer, String> characters = charactersByByte(bytes);
    List<String> symbols = new ArrayList<>();
    for (byte unit : word.getBytes(StandardCharsets.UTF_8)) {
      symbols.add(characters.get(unit & 0xFF));
    }
    symbols.set(symbols.size() - 1, symbols.getLast() + END_OF_WORD);
    return symbols;
  }

  private static Map<Pair, Integer> pairCounts(Map<List<String>, Integer> words) {
    Map<Pair, Integer> counts = new LinkedHashMap<>();
    words.forEach((word, count) -> {
      for (int i = 0; i + 1 < word.size(); i++) {
        counts.merge(new Pair(word.get(i), word.get(i + 1)), count, Integer::sum);
      }
    });
    return counts;
  }

  private static List<String> joined(List<String> word, Pair pair) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      if (i + 1 < word.size()
          && word.get(i).equals(pair.left())
          && word.get(i + 1).equals(pair.right())) {
        result.add(pair.merged());
        i++;
      } else {
        result.add(word.get(i));
      }
    }
    return result;
  }

  /// One printable character for each byte, in the order of CLIP's vocabulary.
  static List<String> byteCharacters() {
    List<String> characters = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      if (isPrintable(value)) {
        characters.add(Character.toString(value));
      }
    }
    int others = 256 - characters.size();
    for (int i = 0; i < others; i++) {
      characters.add(Character.toString(256 + i));
    }
    return characters;
  }

  /// The character that stands for each byte.
  static Map<Integer, String> charactersByByte(List<String> characters) {
    Map<Integer, String> map = new LinkedHashMap<>();
    int printable = 0;
    for (int value = 0; value < 256; value++) {
      if (isPrintable(value)) {
        map.put(value, characters.get(printable++));
      }
    }
    for (int value = 0; value < 256; value++) {
      if (!isPrintable(value)) {
        map.put(value, characters.get(printable++));
      }
    }
    return map;
  }

  private static boolean isPrintable(int value) {
    return value >= '!' && value <= '~'
        || value >= 0xA1 && value <= 0xAC
        || value >= 0xAE && value <= 0xFF;
  }

  /// Writes `vocab.json`, `merges.txt` and `tokenizer_config.json` into `folder`.
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      numbers.put(tokens.get(i), i);
    }
    Files.writeString(folder.resolve("vocab.json"), Json.MAPPER.writeValueAsString(numbers));
    StringBuilder lines = new StringBuilder("#version: 0.2\n");
    merges.forEach(pair -> lines.append(pair.left()).append(' ').append(pair.right()).append('\n'));
    Files.writeString(folder.resolve("merges.txt"), lines);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("tokenizer_class", "CLIPTokenizer");
    settings.put("model_max_length", LENGTH);
    settings.put("pad_token", END);
    settings.put("bos_token", START);
    settings.put("eos_token", END);
    settings.put("unk_token", END);
    settings.put("do_lower_case", true);
    Files.writeString(folder.resolve("tokenizer_config.json"), Json.indented(settings));
  }
}

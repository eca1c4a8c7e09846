package lab.harmony.diffusion.tokenizer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The tokenizer of CLIP's text encoders (Radford et al. 2021): lower-case byte pair encoding in
/// which the last piece of a word ends in `</w>`.
///
/// A text becomes `<|startoftext|>`, its tokens, `<|endoftext|>` and padding, always
/// [maxLength()][#maxLength()] ids in all; what is too long is cut off.
public final class ClipTokenizer {

  /// Special tokens, English endings, runs of letters, single digits, runs of anything else.
  private static final Pattern WORD =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>"
              + "|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final String END_OF_WORD = "</w>";

  private final TokenizerFiles files;
  private final Map<String, int[]> known = new ConcurrentHashMap<>();

  private ClipTokenizer(TokenizerFiles files) {
    this.files = files;
  }

  /// Reads `vocab.json`, `merges.txt` and, where it is there, `tokenizer_config.json`.
  public static ClipTokenizer load(Path folder) {
    return new ClipTokenizer(TokenizerFiles.read(folder));
  }

  /// The ids of a text, with start, end and padding.
  public int[] encode(String text) {
    var ids = new int[files.maxLength()];
    Arrays.fill(ids, files.pad());
    var tokens = tokens(text);
    var kept = Math.min(tokens.size(), ids.length - 2);
    ids[0] = files.start();
    for (var i = 0; i < kept; i++) {
      ids[i + 1] = tokens.get(i);
    }
    ids[kept + 1] = files.end();
    return ids;
  }

  /// How many tokens a text has, without start and end; more than `maxLength() - 2` are cut off.
  public int count(String text) {
    return tokens(text).size();
  }

  public int maxLength() {
    return files.maxLength();
  }

  private List<Integer> tokens(String text) {
    var clean = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    var ids = new ArrayList<Integer>();
    var words = WORD.matcher(clean);
    while (words.find()) {
      for (var id : known.computeIfAbsent(words.group(), this::pieces)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /// Joins the pair with the earliest merge until no pair is left that has one.
  private int[] pieces(String word) {
    if (files.isSpecial(word)) {
      return new int[] {files.id(word)};
    }
    var pieces = letters(word);
    while (true) {
      var best = -1;
      var bestRank = Integer.MAX_VALUE;
      for (var i = 0; i + 1 < pieces.size(); i++) {
        var rank = files.rank(pieces.get(i), pieces.get(i + 1));
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        return pieces.stream().mapToInt(files::id).toArray();
      }
      pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
    }
  }

  private static List<String> letters(String word) {
    var letters = new ArrayList<String>();
    for (var octet : word.getBytes(StandardCharsets.UTF_8)) {
      letters.add(String.valueOf(ByteLetters.of(octet)));
    }
    letters.set(letters.size() - 1, letters.getLast() + END_OF_WORD);
    return letters;
  }
}

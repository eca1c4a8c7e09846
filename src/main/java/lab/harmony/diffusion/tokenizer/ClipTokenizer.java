package lab.harmony.diffusion.tokenizer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The tokenizer of CLIP's text encoders (Radford et al. 2021): lower-case byte pair encoding in
/// which the last piece of a word ends in `</w>`.
///
/// A text is normalised to NFC and lower-cased and falls into words; white space only parts them.
/// That is how the tokenizers library reads CLIP's files. Control characters are letters like
/// others, and ideographs in a row are one word.
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
  private static final int LONGEST_KNOWN = 64;
  private static final int MOST_KNOWN = 50_000;

  private final TokenizerFiles files;
  private final Map<String, int[]> known = new ConcurrentHashMap<>();

  private ClipTokenizer(TokenizerFiles files) {
    this.files = files;
  }

  /// With the vocabulary of CLIP that comes with the program.
  ///
  /// @param pad the token behind the end: `<|endoftext|>` for CLIP's own encoder, `!` for
  ///   OpenCLIP's
  public static ClipTokenizer clip(String pad) {
    return new ClipTokenizer(TokenizerFiles.clip(pad));
  }

  /// Reads `vocab.json`, `merges.txt` and, where it is there, `tokenizer_config.json`.
  public static ClipTokenizer load(Path folder) {
    return new ClipTokenizer(TokenizerFiles.read(folder));
  }

  /// The ids of a text, with start, end and padding.
  public int[] encode(String text) {
    var tokens = ids(text);
    return framed(Arrays.copyOf(tokens, Math.min(tokens.length, maxLength() - 2)));
  }

  /// The ids of a text alone, as many as it has.
  public int[] ids(String text) {
    var clean = lowerCase(Normalizer.normalize(text, Normalizer.Form.NFC));
    var ids = IntStream.builder();
    var words = WORD.matcher(clean);
    while (words.find()) {
      for (var id : pieces(words.group())) {
        ids.add(id);
      }
    }
    return ids.build().toArray();
  }

  /// These ids after the start and before the end, then padding.
  ///
  /// @param tokens at most `maxLength() - 2`
  public int[] framed(int[] tokens) {
    if (tokens.length > maxLength() - 2) {
      throw new IllegalArgumentException(
          "expected at most %d tokens, got %d".formatted(maxLength() - 2, tokens.length));
    }
    var ids = new int[maxLength()];
    Arrays.fill(ids, files.pad());
    ids[0] = files.start();
    System.arraycopy(tokens, 0, ids, 1, tokens.length);
    ids[tokens.length + 1] = files.end();
    return ids;
  }

  /// The id of a token as the vocabulary writes it, for example `,</w>`; empty if it has none.
  public OptionalInt id(String token) {
    var id = files.ids().get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// How many tokens a text has, without start and end; more than `maxLength() - 2` are cut off.
  public int count(String text) {
    return ids(text).length;
  }

  public int maxLength() {
    return files.maxLength();
  }

  /// Letter by letter: a sigma is not written in another way at the end of a word.
  private static String lowerCase(String text) {
    return text.replace('Σ', 'σ').toLowerCase(Locale.ROOT);
  }

  private int[] pieces(String word) {
    var before = known.get(word);
    if (before != null) {
      return before;
    }
    var pieces =
        files.isSpecial(word)
            ? new int[] {files.id(word)}
            : new PairEncoding(letters(word), files).join();
    if (word.length() <= LONGEST_KNOWN && known.size() < MOST_KNOWN) {
      known.put(word, pieces);
    }
    return pieces;
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

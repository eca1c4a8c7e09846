package lab.harmony.diffusion.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;

/// Makes chunks of what a prompt says, as AUTOMATIC1111 does.
///
/// Each chunk is encoded alone; the answers, (T, D) each, are joined along T.
public final class Chunker {

  /// How many tokens back a comma is looked for, unless said otherwise.
  public static final int COMMA_BACKTRACK = 20;

  private final ClipTokenizer tokenizer;
  private final int commaBacktrack;

  public Chunker(ClipTokenizer tokenizer) {
    this(tokenizer, COMMA_BACKTRACK);
  }

  /// @param commaBacktrack where a chunk is full and a comma is at most so many tokens back, what
  ///   stands after the comma goes into the next chunk; 0 does not look for commas
  public Chunker(ClipTokenizer tokenizer, int commaBacktrack) {
    if (commaBacktrack < 0 || commaBacktrack >= tokenizer.maxLength() - 2) {
      throw new IllegalArgumentException(
          "expected a comma backtrack from 0 to %d tokens, got %d"
              .formatted(tokenizer.maxLength() - 3, commaBacktrack));
    }
    this.tokenizer = tokenizer;
    this.commaBacktrack = commaBacktrack;
  }

  /// The chunks of a prompt at a step of so many, at least one.
  public List<Chunk> chunks(SubPrompt prompt, int step, int steps) {
    return chunks(prompt.syntax(), prompt.at(step, steps));
  }

  List<Chunk> chunks(PromptSyntax syntax, List<Part> parts) {
    return switch (syntax) {
      case PLAIN ->
          parts.stream().map(part -> Chunk.of(((Part.Text) part).text(), tokenizer)).toList();
      case WEIGHTED -> new Filling().fill(parts);
    };
  }

  /// `count` chunks: these, then chunks that say nothing.
  public List<Chunk> padded(List<Chunk> chunks, int count) {
    var empty = Chunk.of("", tokenizer);
    return IntStream.range(0, Math.max(count, chunks.size()))
        .mapToObj(i -> i < chunks.size() ? chunks.get(i) : empty)
        .toList();
  }

  private final class Filling {

    private final int capacity = tokenizer.maxLength() - 2;
    private final OptionalInt comma = tokenizer.id(",</w>");
    private final List<Chunk> full = new ArrayList<>();
    private final int[] ids = new int[capacity];
    private final float[] weights = new float[capacity];
    private int size;
    private int lastComma = -1;

    List<Chunk> fill(List<Part> parts) {
      for (var part : parts) {
        switch (part) {
          case Part.Break _ -> finish(size);
          case Part.Text(var text, var weight) -> {
            for (var id : tokenizer.ids(text)) {
              add(id, (float) weight);
            }
          }
        }
      }
      if (size > 0 || full.isEmpty()) {
        finish(size);
      }
      return List.copyOf(full);
    }

    private void add(int id, float weight) {
      var isComma = comma.isPresent() && comma.getAsInt() == id;
      if (size == capacity) {
        var moves = !isComma && lastComma >= 0 && size - lastComma <= commaBacktrack;
        finish(moves ? lastComma + 1 : size);
      }
      if (isComma) {
        lastComma = size;
      }
      ids[size] = id;
      weights[size] = weight;
      size++;
    }

    /// Ends a chunk after its first tokens; the others begin the next.
    private void finish(int kept) {
      full.add(chunk(kept));
      System.arraycopy(ids, kept, ids, 0, size - kept);
      System.arraycopy(weights, kept, weights, 0, size - kept);
      size -= kept;
      lastComma = -1;
    }

    private Chunk chunk(int kept) {
      var all = new float[capacity + 2];
      Arrays.fill(all, 1);
      System.arraycopy(weights, 0, all, 1, kept);
      return new Chunk(tokenizer.framed(Arrays.copyOf(ids, kept)), all);
    }
  }
}

package lab.harmony.diffusion.tokenizer;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Byte pair encoding of one word (Sennrich et al. 2016): joins the pair with the earliest merge,
/// of several the first in the word, until no pair is left that has one. For n letters in n log n.
final class PairEncoding {

  private final TokenizerFiles files;
  private final @Nullable String[] pieces; // null where a piece was joined to one before it
  private final int[] next;
  private final int[] previous;
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(
          Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::left));

  /// A pair that may be joined, as long as the pieces are still those.
  private record Candidate(int rank, int left, String leftPiece, String rightPiece) {}

  PairEncoding(List<String> letters, TokenizerFiles files) {
    this.files = files;
    this.pieces = letters.toArray(String[]::new);
    this.next = IntStream.rangeClosed(1, pieces.length).toArray();
    this.previous = IntStream.range(-1, pieces.length - 1).toArray();
  }

  /// The ids of the pieces that are left; works once.
  int[] join() {
    for (var i = 0; i < pieces.length; i++) {
      consider(i);
    }
    while (!candidates.isEmpty()) {
      var candidate = candidates.remove();
      var left = candidate.left();
      var right = next[left];
      if (candidate.leftPiece().equals(pieces[left])
          && right < pieces.length
          && candidate.rightPiece().equals(pieces[right])) {
        merge(left, right);
      }
    }
    return IntStream.iterate(0, i -> i < pieces.length, i -> next[i])
        .map(i -> files.id(piece(i)))
        .toArray();
  }

  private void merge(int left, int right) {
    pieces[left] = piece(left) + piece(right);
    pieces[right] = null;
    next[left] = next[right];
    if (next[left] < pieces.length) {
      previous[next[left]] = left;
    }
    if (previous[left] >= 0) {
      consider(previous[left]);
    }
    consider(left);
  }

  private void consider(int left) {
    var right = next[left];
    if (right < pieces.length) {
      var rank = files.rank(piece(left), piece(right));
      if (rank < Integer.MAX_VALUE) {
        candidates.add(new Candidate(rank, left, piece(left), piece(right)));
      }
    }
  }

  private String piece(int index) {
    var piece = pieces[index];
    if (piece == null) {
      throw new IllegalStateException("piece %d was joined to another".formatted(index));
    }
    return piece;
  }
}

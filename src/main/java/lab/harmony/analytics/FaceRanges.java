package lab.harmony.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The faces that a mark of a figure counts, as its rows keep them: `r261120-204501-k3f9q/0-2` for
/// three neighbours of one run, `r261120-204501-k3f9q/7` for one.
public final class FaceRanges {

  /// The field of a row that holds them.
  public static final String NAME = "faces";

  /// A row of a stranger may name more; no page could show them.
  private static final int MOST = 10_000;

  private static final Pattern FORM =
      Pattern.compile("([^/]{1,100})/([0-9]{1,9})(?:-([0-9]{1,9}))?");

  private FaceRanges() {}

  static void write(ArrayNode array, List<ImageId> faces) {
    var runs = new TreeMap<RunId, TreeSet<Integer>>();
    faces.forEach(face -> runs.computeIfAbsent(face.run(), _ -> new TreeSet<>()).add(face.index()));
    runs.forEach((run, indexes) -> {
      int first = indexes.first();
      int last = first;
      for (int index : indexes.tailSet(first, false)) {
        if (index > last + 1) {
          array.add(range(run, first, last));
          first = index;
        }
        last = index;
      }
      array.add(range(run, first, last));
    });
  }

  private static String range(RunId run, int first, int last) {
    return first == last ? "%s/%d".formatted(run, first) : "%s/%d-%d".formatted(run, first, last);
  }

  /// The faces of a row, run by run; what is not written so names none.
  public static List<ImageId> read(JsonNode row) {
    var faces = new ArrayList<ImageId>();
    for (var text : row.path(NAME)) {
      var range = FORM.matcher(text.asString(""));
      if (range.matches()) {
        var run = run(range.group(1));
        int first = Integer.parseInt(range.group(2));
        int last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
        for (int index = first; index <= last && run.isPresent() && faces.size() < MOST; index++) {
          faces.add(new ImageId(run.get(), index));
        }
      }
    }
    return List.copyOf(faces);
  }

  private static Optional<RunId> run(String text) {
    try {
      return Optional.of(new RunId(text));
    } catch (IllegalArgumentException writtenByHand) {
      return Optional.empty();
    }
  }
}

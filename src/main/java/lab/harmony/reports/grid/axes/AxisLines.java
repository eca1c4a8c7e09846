package lab.harmony.reports.grid.axes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lab.harmony.reports.grid.facts.GridPicture;

/// The combinations of values on some axes that occur among pictures, in their order: by the first
/// axis, then by the second, and so on. Without axes all pictures have the same, empty one.
public final class AxisLines {
  private final NumberedPictures pictures;
  private final List<List<String>> values;

  /// By the number of a picture, the number of its line.
  private final int[] lines;

  private AxisLines(NumberedPictures pictures, List<List<String>> values, int[] lines) {
    this.pictures = pictures;
    this.values = values;
    this.lines = lines;
  }

  /// @param axes of these pictures
  public static AxisLines of(NumberedPictures pictures, List<AxisValues> axes) {
    var found = new AxisLines(pictures, List.of(List.of()), new int[pictures.size()]);
    for (var axis : axes) {
      found = found.by(axis);
    }
    return found;
  }

  /// Each line split by one axis more.
  private AxisLines by(AxisValues axis) {
    int many = axis.all().size();
    var keys = new long[lines.length];
    for (int number = 0; number < keys.length; number++) {
      keys[number] = (long) lines[number] * many + axis.rankOf(number);
    }
    var distinct = distinct(keys);
    var split = new ArrayList<List<String>>(distinct.length);
    for (var key : distinct) {
      var longer = new ArrayList<>(values.get((int) (key / many)));
      longer.add(axis.all().get((int) (key % many)));
      split.add(List.copyOf(longer));
    }
    var finer = new int[keys.length];
    for (int number = 0; number < keys.length; number++) {
      finer[number] = Arrays.binarySearch(distinct, keys[number]);
    }
    return new AxisLines(pictures, split, finer);
  }

  private static long[] distinct(long[] keys) {
    var sorted = keys.clone();
    Arrays.sort(sorted);
    int end = 0;
    for (int at = 0; at < sorted.length; at++) {
      if (at == 0 || sorted[at] != sorted[at - 1]) {
        sorted[end++] = sorted[at];
      }
    }
    return Arrays.copyOf(sorted, end);
  }

  public int size() {
    return values.size();
  }

  /// The values of each line, on the axes in their order.
  public List<List<String>> values() {
    return Collections.unmodifiableList(values);
  }

  /// The number of the line of one of the pictures.
  public int of(GridPicture picture) {
    return lines[pictures.of(picture)];
  }
}

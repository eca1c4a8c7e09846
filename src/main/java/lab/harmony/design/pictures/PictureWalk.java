package lab.harmony.design.pictures;

import java.util.List;

/// How the large view walks the pictures of a grid, where that is not how the grid lies: along one
/// axis to left and right, such as the epochs of a training, along another up and down, such as
/// prompts, all else as it is.
///
/// @param across what lies to left and right, in one word: `epoch`
/// @param down what lies up and down, in one word: `prompt`
/// @param columns the values across, in their order
/// @param rows the values down, in their order
/// @param places of each picture `(rest · rows + row) · columns + column`, where `rest` numbers
///   what else tells pictures apart
public record PictureWalk(
    String across, String down, List<String> columns, List<String> rows, List<Long> places) {

  public PictureWalk {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    places = List.copyOf(places);
  }
}

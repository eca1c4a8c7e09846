package lab.harmony.notebooks.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.Output;
import lab.harmony.runs.images.ImageAxis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Pictures laid out along axes, as their cell stores them.
///
/// @param third what is told apart within a place
/// @param scores who gave the points
/// @param rowNames every place on the rows, in their order; likewise the others
public record StoredGrid(
    ImageAxis rows,
    ImageAxis columns,
    Optional<ImageAxis> third,
    JudgeChoice scores,
    List<String> rowNames,
    List<String> columnNames,
    List<String> thirdNames,
    List<Placed> images) {
  private static final int FORMAT = 1;

  /// A picture with the names of its place.
  ///
  /// @param third empty where nothing is told apart within a place
  public record Placed(
      StoredPicture picture, String row, String column, String third, Optional<Integer> points) {}

  public StoredGrid {
    rowNames = List.copyOf(rowNames);
    columnNames = List.copyOf(columnNames);
    thirdNames = List.copyOf(thirdNames);
    images = List.copyOf(images);
  }

  /// As it stands in the notebook.
  ///
  /// @param sheet the same as one picture
  public Output output(PictureSheet sheet) {
    return StoredForm.display(
        OutputTypes.GRID, toJson(), Map.of("image/png", sheet.base64(), "text/plain", words()));
  }

  private String words() {
    return "%d images, rows: %s, columns: %s%s"
        .formatted(
            images.size(),
            rows.word(),
            columns.word(),
            third.map(axis -> ", within a cell: " + axis.word()).orElse(""));
  }

  private JsonNode toJson() {
    var json = StoredForm.object(FORMAT);
    json.put("rows", rows.word());
    json.put("columns", columns.word());
    third.ifPresent(axis -> json.put("third", axis.word()));
    json.put("scores", scores.word());
    var values = json.putObject("values");
    put(rowNames, values.putArray("rows"));
    put(columnNames, values.putArray("columns"));
    if (third.isPresent()) {
      put(thirdNames, values.putArray("third"));
    }
    var list = json.putArray("images");
    for (var image : images) {
      var node = image.picture().toJson();
      node.put("row", image.row());
      node.put("column", image.column());
      if (third.isPresent()) {
        node.put("third", image.third());
      }
      image.points().ifPresent(points -> node.put("points", points));
      list.add(node);
    }
    return json;
  }

  private static void put(List<String> names, ArrayNode array) {
    names.forEach(array::add);
  }

  /// The grid in a display; empty where there is none.
  ///
  /// @throws IllegalArgumentException when it is not written as the lab writes it
  public static Optional<StoredGrid> read(Output.Display display) {
    return StoredForm.in(display, OutputTypes.GRID, FORMAT).map(StoredGrid::read);
  }

  private static StoredGrid read(JsonNode json) {
    return new StoredGrid(
        axis(json, "rows"),
        axis(json, "columns"),
        json.has("third") ? Optional.of(axis(json, "third")) : Optional.empty(),
        JudgeChoice.ofWord(json.path("scores").asString("")),
        names(json, "rows"),
        names(json, "columns"),
        names(json, "third"),
        json.path("images").valueStream().map(StoredGrid::placed).toList());
  }

  private static Placed placed(JsonNode json) {
    return new Placed(
        StoredPicture.read(json),
        json.path("row").asString(""),
        json.path("column").asString(""),
        json.path("third").asString(""),
        json.has("points") ? Optional.of(json.path("points").asInt(0)) : Optional.empty());
  }

  private static ImageAxis axis(JsonNode json, String name) {
    var word = json.path(name).asString("");
    return ImageAxis.ofWord(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" of a grid needs one of %s, got \"%s\""
                    .formatted(name, ImageAxis.words(), word)));
  }

  private static List<String> names(JsonNode json, String name) {
    return json.path("values").path(name).valueStream().map(value -> value.asString("")).toList();
  }

  ResultNumbers numbers() {
    return ResultNumbers.ofFaces(
        images.stream()
            .map(image -> ResultNumbers.Part.face(image.picture(), image.points()))
            .toList(),
        scores);
  }
}

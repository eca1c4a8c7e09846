package lab.harmony.notebooks.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.JsonPlace.Members;
import lab.harmony.prose.SafeHtml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A notebook document (nbformat 4.5). Every change gives a new notebook whose text differs only
/// where the change is.
public final class Notebook {
  private static final int LONGEST_TITLE = 200;

  private final JsonText json;
  private final List<Cell> cells;
  private final JsonNode metadata;
  private final Map<CellId, String> flaws;

  /// Found once: lists of experiments ask for it again and again.
  private volatile @Nullable Title title;

  private record Title(Optional<String> words) {}

  private Notebook(JsonText json, List<Cell> cells, JsonNode metadata, Map<CellId, String> flaws) {
    this.json = json;
    this.cells = cells;
    this.metadata = metadata;
    this.flaws = flaws;
  }

  /// For text that passed [NotebookFormat].
  public static Notebook of(JsonText json) {
    return of(json, Map.of());
  }

  /// @param flaws in what single cells are not as nbformat has them
  public static Notebook of(JsonText json, Map<CellId, String> flaws) {
    return of(
        json,
        json.root().array("cells").elements().stream().map(json::value),
        json.value(json.root().object("metadata")),
        flaws);
  }

  /// The same where the text was read already.
  static Notebook of(JsonText json, JsonNode root, Map<CellId, String> flaws) {
    return of(json, root.path("cells").valueStream(), root.path("metadata"), flaws);
  }

  private static Notebook of(
      JsonText json, Stream<JsonNode> cells, JsonNode metadata, Map<CellId, String> flaws) {
    return new Notebook(
        json,
        cells
            .map(node ->
                Cell.of(
                    node, Optional.ofNullable(flaws.get(new CellId(node.path("id").asString(""))))))
            .toList(),
        metadata,
        flaws);
  }

  public List<Cell> cells() {
    return cells;
  }

  /// The metadata of the whole notebook, other tools' entries included.
  public JsonNode metadata() {
    return metadata;
  }

  /// The whole document as it stands in the file.
  public String text() {
    return json.text();
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /// The document in pieces of which most are the same in the document before and after a change;
  /// one after the other they are [#text].
  public List<String> pieces() {
    return NotebookPieces.of(json);
  }

  public Optional<Cell> find(CellId id) {
    return cells.stream().filter(cell -> cell.id().equals(id)).findFirst();
  }

  public int indexOf(CellId id) {
    return IntStream.range(0, cells.size())
        .filter(i -> cells.get(i).id().equals(id))
        .findFirst()
        .orElse(-1);
  }

  /// The first heading in plain words: no Markdown, no markup, at most 200 characters.
  public Optional<String> title() {
    var known = title;
    if (known == null) {
      known = new Title(words());
      title = known;
    }
    return known.words();
  }

  private Optional<String> words() {
    return titleLine()
        .map(line -> line.substring(2).strip())
        .map(line -> line.substring(0, Math.min(line.length(), LONGEST_TITLE)))
        .map(line -> SafeHtml.ofMarkdown(line).text())
        .filter(words -> !words.isBlank());
  }

  /// The line of the first heading as it is written.
  public Optional<String> titleLine() {
    return titleCell().stream()
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .findFirst();
  }

  /// The cell in which the title stands.
  public Optional<Cell> titleCell() {
    return cells.stream()
        .filter(cell -> cell.kind().prose())
        .filter(cell -> cell.source().lines().anyMatch(line -> line.startsWith("# ")))
        .findFirst();
  }

  public Notebook withSource(CellId id, String source) {
    return changed(
        json.with(
            place(id),
            "source",
            source(id).isString()
                ? JsonText.MAPPER.getNodeFactory().stringNode(source)
                : Output.lines(source)));
  }

  private JsonNode source(CellId id) {
    return place(id)
        .find("source")
        .map(member -> json.value(member.value()))
        .orElseGet(JsonText.MAPPER::createArrayNode);
  }

  public Notebook withCell(int index, JsonNode cell) {
    var array = json.root().array("cells");
    return changed(json.insert(array, index, json.element(array, cell)));
  }

  /// Puts a cell back exactly as it was written before.
  public Notebook withRaw(int index, String cell) {
    return changed(json.insert(json.root().array("cells"), index, cell));
  }

  public String raw(CellId id) {
    return json.raw(place(id));
  }

  public Notebook without(CellId id) {
    return changed(json.remove(json.root().array("cells"), indexOf(id)));
  }

  /// Moves a cell so that it stands at `index` among the others.
  public Notebook moved(CellId id, int index) {
    return without(id).withRaw(index, raw(id));
  }

  /// Swaps one cell for another text of it.
  public Notebook withRawInPlace(CellId id, String cell) {
    var index = indexOf(id);
    return without(id).withRaw(index, cell);
  }

  public Notebook withKind(CellId id, CellKind kind) {
    var before = (ObjectNode) json.value(place(id));
    var after = (ObjectNode) Cell.blank(id, kind, "");
    after.set("source", source(id));
    var metadata =
        before.path("metadata") instanceof ObjectNode there
            ? there.deepCopy()
            : JsonText.MAPPER.createObjectNode();
    metadata.remove("harmony");
    metadata.setAll((ObjectNode) after.get("metadata"));
    after.set("metadata", metadata);
    if (before.has("attachments") && kind.cellType().equals("markdown")) {
      after.set("attachments", before.get("attachments"));
    }
    return changed(json.replace(place(id), after));
  }

  public Notebook withHarmony(CellId id, UnaryOperator<ObjectNode> change) {
    if (!(place(id).find("metadata").map(JsonPlace.Member::value).orElse(null)
        instanceof Members metadata)) {
      return changed(json.with(place(id), "metadata", JsonText.MAPPER.createObjectNode()))
          .withHarmony(id, change);
    }
    var harmony =
        metadata
            .find("harmony")
            .map(member -> json.value(member.value()))
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElseGet(JsonText.MAPPER::createObjectNode);
    return changed(json.with(metadata, "harmony", change.apply(harmony)));
  }

  public Notebook withExecutionCount(CellId id, int count) {
    return changed(
        json.with(
            place(id), "execution_count", JsonText.MAPPER.getNodeFactory().numberNode(count)));
  }

  public Notebook withOutputs(CellId id, List<Output> outputs) {
    var array = JsonText.MAPPER.createArrayNode();
    var count = find(id).map(Cell::executionCount).orElse(0);
    for (var output : outputs) {
      var json = output.toJson();
      if (json instanceof ObjectNode node && node.has(Output.COUNT) && count > 0) {
        node.put(Output.COUNT, count);
      }
      array.add(json);
    }
    return changed(json.with(place(id), "outputs", array));
  }

  /// Sets a member of a cell as nbformat has it.
  public Notebook withMember(CellId id, String name, JsonNode value) {
    return changed(json.with(place(id), name, value));
  }

  public Notebook withoutMember(CellId id, String name) {
    return changed(json.without(place(id), name));
  }

  /// Changes the metadata of the whole notebook.
  public Notebook withMetadata(UnaryOperator<ObjectNode> change) {
    return changed(
        json.with(json.root(), "metadata", change.apply((ObjectNode) metadata.deepCopy())));
  }

  public int nextExecutionCount() {
    return cells.stream().mapToInt(Cell::executionCount).max().orElse(0) + 1;
  }

  private Members place(CellId id) {
    return (Members) json.root().array("cells").elements().get(indexOf(id));
  }

  private Notebook changed(JsonText changed) {
    return of(changed, flaws);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Notebook that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}

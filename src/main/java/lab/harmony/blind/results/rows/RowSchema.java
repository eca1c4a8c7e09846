package lab.harmony.blind.results.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What the rows of a session look like, as a Table Schema that other programs read
/// (https://specs.frictionlessdata.io/table-schema/): made of the columns themselves.
final class RowSchema {

  private static final String SHA256 = "[0-9a-f]{64}";
  private static final String TRUTH = "[a-z]+ [a-z]+ [a-z]+";
  private static final String ORDER = "[1-4]([ =][1-4]){3}";

  private RowSchema() {}

  /// As a file.
  static String text() {
    var schema = Json.MAPPER.createObjectNode();
    schema.put("$schema", "https://specs.frictionlessdata.io/schemas/table-schema.json");
    schema.put("name", BlindRows.FORMAT);
    schema.put(
        "description",
        "The answers of a blind session that count, one a row. Cells are empty of what was not asked.");
    var fields = schema.putArray("fields");
    for (var column : RowColumn.values()) {
      field(fields.addObject(), column);
    }
    schema.putArray("missingValues").add("");
    var key = schema.putArray("primaryKey");
    Stream.of(RowColumn.RATER, RowColumn.POSITION).map(RowColumn::title).forEach(key::add);
    return Json.indented(schema) + "\n";
  }

  private static void field(ObjectNode field, RowColumn column) {
    field.put("name", column.title());
    field.put(
        "type",
        switch (column.kind()) {
          case YES -> "boolean";
          case WHOLE -> "integer";
          case NUMBER -> "number";
          case TEXT -> "string";
        });
    field.put("description", words(column));
    var constraints = Json.MAPPER.createObjectNode();
    if (isAlwaysSaid(column)) {
      constraints.put("required", true);
    }
    least(column).ifPresent(value -> constraints.put("minimum", value));
    if (column == RowColumn.POINTS) {
      constraints.put("maximum", Judgement.Points.MOST);
    }
    pattern(column).ifPresent(value -> constraints.put("pattern", value));
    var one = one(column);
    if (!one.isEmpty()) {
      var all = constraints.putArray("enum");
      one.forEach(all::add);
    }
    if (!constraints.isEmpty()) {
      field.set("constraints", constraints);
    }
  }

  private static boolean isAlwaysSaid(RowColumn column) {
    return switch (column) {
      case RATER,
          POSITION,
          SHOWING,
          UNIT,
          ARCHETYPE,
          EMOTION,
          SEED,
          CANNOT_TELL,
          INTENDED_CONFLICT,
          SECONDS ->
          true;
      default -> false;
    };
  }

  private static Optional<Integer> least(RowColumn column) {
    return switch (column) {
      case RATER, POSITION, UNIT -> Optional.of(1);
      case POINTS, SECONDS -> Optional.of(0);
      default -> Optional.empty();
    };
  }

  private static Optional<String> pattern(RowColumn column) {
    return switch (column) {
      case LEFT_SHA256, RIGHT_SHA256, THIRD_SHA256, FOURTH_SHA256 -> Optional.of(SHA256);
      case LEFT_TRUTH, RIGHT_TRUTH, THIRD_TRUTH, FOURTH_TRUTH -> Optional.of(TRUTH);
      case ORDER -> Optional.of(ORDER);
      default -> Optional.empty();
    };
  }

  private static List<String> one(RowColumn column) {
    return switch (column) {
      case SHOWING -> List.of("first", "again");
      case KIND -> RowColumn.KINDS;
      case CHOICE ->
          Arrays.stream(BlindAnswer.Choice.values()).map(BlindAnswer.Choice::code).toList();
      default -> List.of();
    };
  }

  private static String words(RowColumn column) {
    return switch (column) {
      case SESSION -> "The name of the session.";
      case RATER -> "Who answered, by number.";
      case BLIND ->
          "Whether they could not open what tells the arms; empty of guests, of whom it is not known.";
      case POSITION -> "The place in the rater's order.";
      case SHOWING -> "Whether the rater was shown it for the first time or again.";
      case UNIT -> "What the answer is about, by number.";
      case ARCHETYPE -> "The archetype that was asked for.";
      case EMOTION -> "The emotion that was asked for.";
      case CFG_SCALE -> "The scale that was asked for; empty where the arms differ in it.";
      case SEED -> "The seed that was asked for.";
      case LEFT_ARM -> "The arm of the picture on the left, or of the only one.";
      case RIGHT_ARM -> "The arm of the second picture from the left.";
      case THIRD_ARM -> "The arm of the third picture from the left.";
      case FOURTH_ARM -> "The arm of the fourth picture from the left.";
      case LEFT_IMAGE -> "The picture on the left in the lab that showed it, as RUN/INDEX.";
      case RIGHT_IMAGE -> "The second picture, as RUN/INDEX.";
      case THIRD_IMAGE -> "The third picture, as RUN/INDEX.";
      case FOURTH_IMAGE -> "The fourth picture, as RUN/INDEX.";
      case LEFT_SHA256 -> "The SHA-256 of the file of the picture on the left.";
      case RIGHT_SHA256 -> "The SHA-256 of the file of the second picture.";
      case THIRD_SHA256 -> "The SHA-256 of the file of the third picture.";
      case FOURTH_SHA256 -> "The SHA-256 of the file of the fourth picture.";
      case CANNOT_TELL -> "Whether the rater could not tell; nothing else is said then.";
      case INTENDED_CONFLICT -> "Whether a face is meant to mix emotions: never a failure.";
      case EYES_MOUTH -> "Checklists: whether eyes and mouth agree.";
      case BROWS_TENSION -> "Checklists: whether the brows agree with them.";
      case HOLISTIC -> "Checklists: whether the face holds as a whole.";
      case POINTS -> "Harmony points, or how many of the three questions hold.";
      case CHOICE -> "Pairs: which is better.";
      case PREFERRED_ARM -> "Pairs: the arm that is better, or neither.";
      case ORDER ->
          "Orders of four: the places from left to right, the best first, equal ones joined by =.";
      case SECONDS -> "From when all pictures of it could be seen.";
      case KIND ->
          "Whether it is about pictures of arms or about gold, whose row has no arms; adjudicated where somebody else said it, who rated none of it, because raters disagree.";
      case LEFT_TRUTH -> "Gold: what eyes, mouth and brows of the face on the left say.";
      case RIGHT_TRUTH -> "Gold: what eyes, mouth and brows of the second face say.";
      case THIRD_TRUTH -> "Gold: what eyes, mouth and brows of the third face say.";
      case FOURTH_TRUTH -> "Gold: what eyes, mouth and brows of the fourth face say.";
      case GOLD_RIGHT -> "Gold: whether it was seen; empty where nothing was said that counts.";
    };
  }
}

package lab.harmony.comparison.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lab.harmony.comparison.Arm;
import lab.harmony.comparison.ArmAnswers.From;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.ArmJudge;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.CountedPair;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.ToldNumbers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a notebook says that somebody else has written.
@Tag("unit")
class StoredComparisonTest {

  private static final String SHA256 = "d6a9959bcd77".repeat(6).substring(0, 64);

  /// Points of both faces, pair by pair; each of a prompt of its own.
  private static List<int[]> pairs(int better, int worse, int same) {
    var pairs = new ArrayList<int[]>();
    IntStream.range(0, better).forEach(_ -> pairs.add(new int[] {3, 1}));
    IntStream.range(0, worse).forEach(_ -> pairs.add(new int[] {2, 3}));
    IntStream.range(0, same).forEach(_ -> pairs.add(new int[] {3, 3}));
    return pairs;
  }

  /// A comparison as the lab writes it, of arms that are called new-0, new-1 and so on.
  private static String written(List<List<int[]>> arms) {
    var json = Json.MAPPER.createObjectNode();
    json.put("format", 2).put("baseline", "old").put("by", "the machine").put("looks", 1);
    json.put("besides", "");
    json.putObject("judge")
        .put("kind", "machine")
        .put("name", "doodle-parts")
        .put("sha256", SHA256);
    var asked = json.putObject("question");
    asked.put("than", "old");
    var counted =
        arms.stream()
            .map(arm ->
                new ArmPairs(
                    IntStream.range(0, arm.size())
                        .mapToObj(
                            at -> List.of(new CountedPair(arm.get(at)[0], arm.get(at)[1], at)))
                        .toList(),
                    false))
            .toList();
    var answered = AskedTogether.of(counted);
    for (int arm = 0; arm < arms.size(); arm++) {
      var name = "new-" + arm;
      asked.withArray("arms").add(name);
      var found = answered.get(arm).orElseThrow();
      var one = json.withArray("comparisons").addObject().put("arm", name);
      one.put("decidedBy", "model or adapters").put("rounds", false);
      one.setAll(
          ComparisonJson.answer(
              found.verdict().sentence(name, "old"),
              Optional.of(found.numbers()),
              found.verdict()));
      for (int at = 0; at < arms.get(arm).size(); at++) {
        var points = arms.get(arm).get(at);
        one.withArray("pairs")
            .addObject()
            .put("first", "r261120-204501-k3f9%s/%d".formatted("abcd".charAt(arm), at))
            .put("second", "r261120-204501-k3f9z/" + at)
            .put("at", "soft %d".formatted(at))
            .put("prompt", at)
            .put("known", at)
            .put("firstPoints", points[0])
            .put("secondPoints", points[1])
            .put("points", points[0] - points[1]);
      }
    }
    return json.toString();
  }

  private static Cell cell(String json, String id) {
    var notebook =
        """
        {"cells": [{"cell_type": "code", "id": "%s", "execution_count": 1,
          "metadata": {"harmony": {"kind": "comparison"}}, "source": "",
          "outputs": [{"output_type": "display_data", "metadata": {},
            "data": {"application/vnd.harmony.comparison+json": %s,
              "text/markdown": "Shown: whatever somebody wrote.", "text/plain": "Shown."}}]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\
        """
            .formatted(id, json);
    var read = NotebookFormat.read(notebook.getBytes(StandardCharsets.UTF_8));
    return ((NotebookFormat.Reading.Valid) read).notebook().cells().getFirst();
  }

  private static Cell cell(String json) {
    return cell(json, "better");
  }

  private static String shown(Cell cell) {
    return StoredComparison.renderings(cell.outputs().getFirst()).orElseThrow().toString();
  }

  private static final String ONE = written(List.of(pairs(8, 0, 2)));

  @Test
  void whatTheLabWroteIsReadWithItsPairsAndSaidFromThemAlone() {
    var cell = cell(ONE);
    var stored = StoredComparison.find(cell).orElseThrow();
    assertThat(stored.answers().getFirst().sentence())
        .isEqualTo(
            "Shown: new-0 has more perfect faces than old, by 80 percentage points (95 % interval 30"
                + " to 94); p = 0.008, 10 pairs.");
    assertThat(stored.by().words())
        .isEqualTo("the machine judge doodle-parts with the weights d6a9959bcd77");
    var renderings = StoredComparison.renderings(cell.outputs().getFirst()).orElseThrow();
    assertThat(renderings).hasSize(2);
    assertThat(renderings.getFirst().toString()).doesNotContain("somebody wrote");
    assertThat(((Rendering.Pairs) renderings.getLast()).pairs().pairs())
        .hasSize(10)
        .first()
        .satisfies(pair -> assertThat(pair.first().points()).isEqualTo(3))
        .satisfies(pair ->
            assertThat(pair.first().image().toString()).isEqualTo("r261120-204501-k3f9a/0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by 80 percentage points|by 90 percentage points|sentence = ",
        "\"verdict\":\"better\"|\"verdict\":\"worse\"|verdict = \"worse\", and the pairs give \"better\"",
        "\"armOnly\":8|\"armOnly\":9|perfect.armOnly = 9, and the pairs give 8",
        "\"neither\":0|\"neither\":5|perfect.neither = 5, and the pairs give 0",
        "\"p\":0.0078125,\"adjustedP\":0.0078125,\"anytimeP\"|\"p\":0.0078125,\"adjustedP\":0.0001,\"anytimeP\"|perfect.adjustedP = 0.0001",
        "\"prompts\":10|\"prompts\":20|prompts = 20, and the pairs give 10",
        "\"firstPoints\":3,\"secondPoints\":1|\"firstPoints\":3,\"secondPoints\":2|points.difference",
        "\"known\":1,|\"known\":0,|got two in place 0",
        "k3f9a/1\"|k3f9a/0\"|need each face in one pair",
        "\"firstPoints\":3|\"firstPoints\":7|need 0 to 3 points, got 7",
        "\"secondPoints\":1|\"secondPoints\":-1|need 0 to 3 points, got -1",
        "\"difference\":0.8|\"difference\":1e400|perfect.difference",
        "\"kind\":\"machine\"|\"kind\":\"oracle\"|got \"oracle\"",
        "\"sha256\":\"d6|\"sha256\":\"x6|need the SHA-256 of the judge's weights",
        "\"decidedBy\":\"model or adapters\"|\"decidedBy\":\"nothing that matters\"|nothing in which arms differ",
        "\"format\":2|\"format\":1|did not keep which pairs are of one prompt",
      })
  void whatDoesNotFollowFromItsPairsIsRefusedInWords(String written, String instead, String words) {
    assertThat(ONE).contains(written);
    var cell = cell(ONE.replaceFirst(Pattern.quote(written), instead));
    assertThat(StoredComparison.find(cell)).isEmpty();
    assertThat(shown(cell))
        .contains("This comparison is not shown", words, "Execute the cell again")
        .doesNotContain("somebody wrote");
  }

  /// Whoever alters a result, or whose result is of an earlier version, has looked all the same.
  @Test
  void whatIsRefusedWasALookAllTheSame() {
    var question = StoredComparison.find(cell(ONE)).orElseThrow().question();
    var none =
        new Told(
            new Comparisons(new Arm("old", Set.of(), new ArmJudge.Team(), List.of()), List.of()),
            List.of(),
            "",
            new From(Set.of(), Set.of()));
    var six = ONE.replace("\"looks\":1", "\"looks\":6");
    assertThat(
            StoredComparison.looks(
                cell(six.replace("\"format\":2", "\"format\":1")), question, none))
        .isEqualTo(7);
    assertThat(
            StoredComparison.looks(
                cell(six.replace("\"armOnly\":8", "\"armOnly\":9")), question, none))
        .isEqualTo(7);
    assertThat(
            StoredComparison.looks(
                cell(
                    six.replace("\"format\":2", "\"format\":1")
                        .replace("\"than\":\"old\"", "\"than\":\"older\"")),
                question,
                none))
        .as("it asked something else")
        .isEqualTo(1);
  }

  @Test
  void twoAnswersOfOneArmAreRefused() {
    var two = written(List.of(pairs(8, 0, 2), pairs(8, 0, 2)));
    assertThat(StoredComparison.find(cell(two))).isPresent();
    assertThat(shown(cell(two.replace("\"arm\":\"new-1\"", "\"arm\":\"new-0\""))))
        .contains("This comparison is not shown");
  }

  @Test
  void morePairsCanBeCitedWhicheverPromptsTheyAreOf() {
    var same = StoredComparison.find(cell(written(List.of(pairs(3, 1, 20))))).orElseThrow();
    assertThat(same.answers().getFirst().sentence()).contains("of other prompts");
    assertThat(ComparisonNumbers.of(same).stream().flatMap(told -> told.numbers().stream()))
        .extracting(ToldNumbers.Told::quantity)
        .contains("more-pairs-of-other-prompts")
        .doesNotContain("more-pairs");
  }

  /// Shown alone with p = 0.031, and not shown any more among two.
  @Test
  void comparisonsOfSeveralCellsAreOneFamily() {
    var alone = cell(written(List.of(pairs(6, 0, 4))), "one");
    var other = cell(written(List.of(pairs(0, 0, 10))), "two");
    assertThat(ComparisonFamily.of(List.of(alone))).as("one cell says it itself").isEmpty();
    var family = ComparisonFamily.of(List.of(alone, other)).orElseThrow();
    assertThat(StoredComparison.find(alone).orElseThrow().answers().getFirst().sentence())
        .startsWith("Shown:");
    assertThat(family.words())
        .isEqualTo(
            "2 comparisons stand in 2 cells here, and what p is among all in a cell counts those of"
                + " that cell alone. Among all 2 (Holm) no longer shown: new-0 against old (p ="
                + " 0.063).");
    assertThat(family.markdown()).contains("p among all 2", "| 0.031 | 0.063 |", "not shown |");
  }
}

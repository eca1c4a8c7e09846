package lab.harmony.comparison.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lab.harmony.comparison.ArmAnswers.From;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.PairCounts;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmJudge;
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

  /// What was counted, arm by arm.
  private final List<ArmPairs> counted = new ArrayList<>();

  private final ComparisonReader reader =
      new ComparisonReader(
          new PairCounts() {
            @Override
            protected List<Optional<Answered>> count(List<ArmPairs> arms) {
              counted.addAll(arms);
              return super.count(arms);
            }
          });

  private static List<Cell> cells(String... written) {
    var read =
        NotebookFormat.read(
            WrittenComparison.notebook(List.of(written)).getBytes(StandardCharsets.UTF_8));
    return ((NotebookFormat.Reading.Valid) read).notebook().cells();
  }

  private static Cell cell(String json, String id) {
    return cells(WrittenComparison.cell(json, id)).getFirst();
  }

  private static Cell cell(String json) {
    return cell(json, "better");
  }

  private String shown(Cell cell) {
    return StoredComparison.renderings(reader, cell.outputs().getFirst()).orElseThrow().toString();
  }

  private static final String ONE = WrittenComparison.of(List.of(WrittenComparison.pairs(8, 0, 2)));

  @Test
  void whatTheLabWroteIsReadWithItsPairsAndSaidFromThemAlone() {
    var cell = cell(ONE);
    var stored = reader.find(cell).orElseThrow();
    assertThat(stored.answers().getFirst().sentence())
        .isEqualTo(
            "Shown: new-0 has more perfect faces than old, by 80 percentage points (95 % interval 30"
                + " to 94); p = 0.008, 10 pairs.");
    assertThat(stored.by().words())
        .isEqualTo("the machine judge doodle-parts with the weights d6a9959bcd77");
    var renderings = StoredComparison.renderings(reader, cell.outputs().getFirst()).orElseThrow();
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
      })
  void whatDoesNotFollowFromItsPairsIsRefusedInWords(String written, String instead, String words) {
    assertThat(ONE).contains(written);
    var cell = cell(ONE.replaceFirst(Pattern.quote(written), instead));
    assertThat(reader.find(cell)).isEmpty();
    assertThat(shown(cell))
        .contains("This comparison is not shown", words, "Execute the cell again")
        .doesNotContain("somebody wrote");
  }

  /// Whoever alters a result, or whose result is of an earlier version, has looked all the same.
  @Test
  void whatIsRefusedWasALookAllTheSame() {
    var question = reader.find(cell(ONE)).orElseThrow().question();
    var none =
        new Told(
            new Comparisons(new Arm("old", Set.of(), new ArmJudge.Team(), List.of()), List.of()),
            List.of(),
            "",
            new From(Set.of(), Set.of()));
    var six = ONE.replace("\"looks\":1", "\"looks\":6");
    assertThat(
            StoredComparison.looks(
                reader, cell(six.replace("\"format\":2", "\"format\":1")), question, none))
        .isEqualTo(7);
    assertThat(
            StoredComparison.looks(
                reader, cell(six.replace("\"armOnly\":8", "\"armOnly\":9")), question, none))
        .isEqualTo(7);
    assertThat(
            StoredComparison.looks(
                reader,
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
    var two =
        WrittenComparison.of(
            List.of(WrittenComparison.pairs(8, 0, 2), WrittenComparison.pairs(8, 0, 2)));
    assertThat(reader.find(cell(two))).isPresent();
    assertThat(shown(cell(two.replace("\"arm\":\"new-1\"", "\"arm\":\"new-0\""))))
        .contains("This comparison is not shown");
  }

  @Test
  void morePairsCanBeCitedWhicheverPromptsTheyAreOf() {
    var same =
        reader
            .find(cell(WrittenComparison.of(List.of(WrittenComparison.pairs(3, 1, 20)))))
            .orElseThrow();
    assertThat(same.answers().getFirst().sentence()).contains("of other prompts");
    assertThat(ComparisonNumbers.of(same).stream().flatMap(told -> told.numbers().stream()))
        .extracting(ToldNumbers.Told::quantity)
        .contains("more-pairs-of-other-prompts")
        .doesNotContain("more-pairs");
  }

  /// Shown alone with p = 0.031, and not shown any more among two.
  @Test
  void comparisonsOfSeveralCellsAreOneFamily() {
    var alone = cell(WrittenComparison.of(List.of(WrittenComparison.pairs(6, 0, 4))), "one");
    var other = cell(WrittenComparison.of(List.of(WrittenComparison.pairs(0, 0, 10))), "two");
    assertThat(ComparisonFamily.of(reader, List.of(alone))).as("one cell says it itself").isEmpty();
    var family = ComparisonFamily.of(reader, List.of(alone, other)).orElseThrow();
    assertThat(reader.find(alone).orElseThrow().answers().getFirst().sentence())
        .startsWith("Shown:");
    assertThat(family.words())
        .isEqualTo(
            "2 comparisons stand in 2 cells here, and what p is among all in a cell counts those of"
                + " that cell alone. Among all 2 (Holm) no longer shown: new-0 against old (p ="
                + " 0.063).");
    assertThat(family.markdown()).contains("p among all 2", "| 0.031 | 0.063 |", "not shown |");
  }

  /// A result of the format as it was first written, with words and plans that are said otherwise
  /// by now and last digits of another machine.
  @Test
  void whatIsSaidInOtherWordsOrPlannedOtherwiseIsStillItsOwnResult() throws IOException {
    var written = Files.readString(Path.of("src/test/resources/comparison/format-2.json"));
    var stored = reader.find(cell(written)).orElseThrow();
    assertThat(stored.answers())
        .extracting(StoredComparison.Answer::sentence)
        .satisfiesExactly(
            sentence -> assertThat(sentence).startsWith("Shown: new-0 has more perfect faces"),
            sentence -> assertThat(sentence).startsWith("Not shown: 24 pairs would show"));
    assertThat(ComparisonNumbers.of(stored).stream().flatMap(told -> told.numbers().stream()))
        .filteredOn(number -> number.quantity().startsWith("more-pairs"))
        .singleElement()
        .satisfies(number -> assertThat(number.values()).doesNotContain(12345.0));
  }

  @Test
  void aResultOfBeforeIsQuotedAndCanBeCitedAsThatAlone() {
    var cell =
        cell(ONE.replace("\"format\":2", "\"format\":1").replace("\"looks\":1", "\"looks\":3"));
    assertThat(reader.find(cell)).isEmpty();
    var shown = StoredComparison.renderings(reader, cell.outputs().getFirst()).orElseThrow();
    assertThat(shown)
        .singleElement()
        .isInstanceOfSatisfying(
            Rendering.Markdown.class,
            quoted ->
                assertThat(quoted.markdown())
                    .startsWith(
                        "**As its file says, not counted again: it does not say which pairs")
                    .contains(
                        "counts as one that shows nothing",
                        "| new-0 | 10 | ",
                        "+80",
                        "By the machine")
                    .doesNotContain("whatever somebody"));
    var result = (StoredResult.Quoted) reader.result(cell).orElseThrow();
    assertThat(
            ComparisonNumbers.of(result.quoted()).stream().flatMap(told -> told.numbers().stream()))
        .extracting(ToldNumbers.Told::quantity)
        .contains("perfect-difference", "perfect-interval", "points-difference", "pairs");
    assertThat(ComparisonNumbers.of(result.quoted()).getFirst().numbers().getFirst())
        .satisfies(number -> assertThat(number.values()).containsExactly(80.0))
        .satisfies(number ->
            assertThat(number.words())
                .isEqualTo(
                    "new-0 against old: as its file says, not counted again. By the" + " machine"));
    assertThat(counted).isEmpty();
  }

  @Test
  void numbersThatCannotBeAreNotEvenQuoted() {
    var cell =
        cell(
            ONE.replace("\"format\":2", "\"format\":1")
                .replaceFirst("\"difference\":0.8", "\"difference\":1e307"));
    var result = (StoredResult.Quoted) reader.result(cell).orElseThrow();
    assertThat(
            ComparisonNumbers.of(result.quoted()).stream().flatMap(told -> told.numbers().stream()))
        .extracting(ToldNumbers.Told::quantity)
        .doesNotContain("perfect-difference", "perfect-interval")
        .contains("points-difference");
  }

  @Test
  void soManyPairsThatTheyAreNotCountedAgainAreQuotedWithoutBeingCounted() {
    var pairs = WrittenComparison.pairs(20, 0, 0);
    var written = WrittenComparison.of(List.of(pairs));
    var one = written.substring(written.indexOf("{\"first\""), written.indexOf("},{\"first\"") + 1);
    var many = written.replace(one, one + ("," + one).repeat(20_000));
    assertThat(shown(cell(many))).contains("it has 20,020 pairs, and at most 20,000");
    assertThat(counted).isEmpty();
  }

  /// Those that cannot be counted make the others stricter, and not less strict.
  @Test
  void whatCannotBeCountedCountsAsOneThatShowsNothing() {
    var one = WrittenComparison.of(List.of(WrittenComparison.pairs(6, 0, 4)));
    var alone = cell(one, "one");
    var before = cell(one.replace("\"format\":2", "\"format\":1"), "two");
    var refused = cell(one.replace("\"armOnly\":6", "\"armOnly\":9"), "three");
    assertThat(ComparisonFamily.of(reader, List.of(before, refused))).isEmpty();
    var family = ComparisonFamily.of(reader, List.of(alone, before, refused)).orElseThrow();
    assertThat(family.words())
        .isEqualTo(
            "3 comparisons stand in 3 cells here (2 of them cannot be counted again, and the 2"
                + " comparisons of these count with p = 1), and what p is among all in a cell counts"
                + " those of that cell alone. Among all 3 (Holm) no longer shown: new-0 against old (p"
                + " = 0.094).");
    assertThat(family.markdown())
        .contains(
            "p among all 3",
            "| 0.031 | 0.094 |",
            "| one that cannot be counted again | – | 1 | 1 |");
    assertThat(ComparisonFamily.of(reader, List.of(alone, before)).orElseThrow().words())
        .contains(
            "2 cells here (one of them cannot be counted again, and its comparison counts with p = 1)");
  }

  @Test
  void aNotebookIsCountedOnceAlsoAfterItWasReadAnew() {
    var written =
        IntStream.range(0, 5)
            .mapToObj(at ->
                WrittenComparison.cell(
                    WrittenComparison.of(
                        List.of(
                            WrittenComparison.pairs(6 + at, 0, 4),
                            WrittenComparison.pairs(3, at, 9))),
                    "cell" + at))
            .toArray(String[]::new);
    for (int times = 0; times < 2; times++) {
      var cells = cells(written);
      for (var cell : cells) {
        assertThat(reader.find(cell)).isPresent();
        assertThat(shown(cell)).contains("new-1 against old");
        assertThat(ComparisonFamily.of(reader, cells).orElseThrow().words()).startsWith("10 ");
      }
    }
    assertThat(counted).as("each arm once").hasSize(10);
  }

  @Test
  void aResultThatWasLookedAtBeforeIsNeverTakenForOneLook() {
    var once = reader.find(cell(ONE)).orElseThrow().answers().getFirst();
    assertThat(once.sentence()).startsWith("Shown:").doesNotContain("after every pair");
    var again = reader.find(cell(ONE.replace("\"looks\":1", "\"looks\":2"))).orElseThrow();
    assertThat(again.answers().getFirst().sentence()).contains("may be looked at after every pair");
  }

  @Test
  void whyThereAreNoPairsIsNotTakenFromAFile() {
    var none =
        ONE.replaceFirst("\"pairs\":\\[[^]]*]", "\"pairs\":[]")
            .replaceFirst("\"sentence\":\"[^\"]*\"", "\"sentence\":\"No pairs: it is better.\"");
    assertThat(shown(cell(none))).contains("No pairs.").doesNotContain("it is better");
  }
}

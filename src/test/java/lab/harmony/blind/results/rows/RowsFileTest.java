package lab.harmony.blind.results.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.harmony.blind.results.RatedFaces;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.results.telling.BlindResults;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RowsFileTest {

  private static RatedSession read(String csv) {
    return RowsFile.read("bk3f9q2ab", "A session", csv.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String csv) {
    return catchThrowableOfType(RowsProblem.class, () -> read(csv)).problems();
  }

  private static RatedSession pairs() {
    var rated = new ArrayList<Rated>();
    for (int rater = 0; rater < 2; rater++) {
      for (int prompt = 0; prompt < 20; prompt++) {
        var unit = unit(prompt, prompt % 3 == 0 ? new int[] {1, 2} : new int[] {0, 1});
        rated.add(
            sided(
                RatedFaces.of(rater, unit, RatedFaces.prefers((prompt + rater) % 3 - 1)),
                prompt % 2 == 0));
      }
      rated.add(
          new Rated(
              rater,
              40,
              true,
              rated.getLast().unit(),
              List.of(0, 1),
              new Judgement.Preference(Judgement.Better.BOTH_BAD),
              false,
              1234));
      rated.add(
          new Rated(
              rater,
              41,
              false,
              unit(50, 0, 2),
              List.of(0, 1),
              new Judgement.CannotTell(),
              false,
              500));
    }
    return RatedFaces.session(BlindForm.PAIRS, 3, 2, rated);
  }

  /// As files know pictures: with a digest, or without.
  private static RatedUnit unit(int number, int... arms) {
    var unit = RatedFaces.unit(number, number, arms);
    return new RatedUnit(
        number,
        unit.asked(),
        unit.pictures().stream()
            .map(it -> new RatedUnit.Picture(it.arm(), it.image(), "a".repeat(64)))
            .toList());
  }

  private static Rated sided(Rated one, boolean swapped) {
    return new Rated(
        one.rater(),
        one.position(),
        one.again(),
        one.unit(),
        swapped ? List.of(1, 0) : List.of(0, 1),
        one.judgement(),
        one.intendedConflict(),
        one.milliseconds());
  }

  private static RatedSession faces() {
    var rated = new ArrayList<Rated>();
    for (int face = 0; face < 20; face++) {
      rated.add(
          RatedFaces.of(
              0, unit(face, face % 2), RatedFaces.items(face % 2 == 0, face % 3 == 0, true)));
    }
    return RatedFaces.session(BlindForm.CHECKLIST, 2, 1, rated);
  }

  private static RatedSession points() {
    var rated = new ArrayList<Rated>();
    for (int face = 0; face < 20; face++) {
      rated.add(RatedFaces.of(0, unit(face, face % 2), new Judgement.Points(face % 4)));
    }
    return RatedFaces.session(BlindForm.POINTS, 2, 1, rated);
  }

  private static RatedSession orders() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 20; prompt++) {
      var one = RatedFaces.of(0, unit(prompt, 0, 1, 2, 3), order(prompt));
      rated.add(
          new Rated(0, prompt, false, one.unit(), List.of(2, 0, 3, 1), order(prompt), false, 4000));
    }
    return RatedFaces.session(BlindForm.ORDER, 4, 1, rated);
  }

  private static Judgement order(int prompt) {
    return new Judgement.Order(
        prompt % 3 == 0
            ? List.of(List.of(1), List.of(0, 2), List.of(3))
            : List.of(
                List.of(prompt % 4),
                List.of((prompt + 1) % 4),
                List.of((prompt + 2) % 4),
                List.of((prompt + 3) % 4)));
  }

  private static List<ToldSection> told(RatedSession session) {
    var brought =
        new RatedSession(
            session.name(),
            session.title(),
            session.form(),
            session.arms(),
            session.raters(),
            session.rated(),
            session.gold(),
            Besides.NOT_KNOWN);
    return BlindTelling.of(BlindResults.of(brought, Map.of(), List.of()));
  }

  @Test
  void whatTheLabWritesTellsTheSameWhereItIsBroughtInAgain() {
    for (var session : List.of(pairs(), faces(), points(), orders())) {
      var again = read(BlindRows.csv(session));
      assertThat(again.form()).isEqualTo(session.form());
      assertThat(again.besides().sentence(0, 1))
          .isEqualTo(" What else differs between the two is not known.");
      assertThat(again.rated()).hasSameSizeAs(session.rated());
      assertThat(BlindRows.csv(again).lines().sorted())
          .containsExactlyElementsOf(BlindRows.csv(session).lines().sorted().toList());
      assertThat(told(again).getFirst().tables()).hasSameSizeAs(told(session).getFirst().tables());
      assertThat(again.raters())
          .extracting(RatedSession.Rater::name)
          .contains("Rater 1")
          .doesNotContain("rater 0");
    }
    var checklist = read(BlindRows.csv(faces()));
    assertThat(told(checklist).getFirst()).isEqualTo(told(faces()).getFirst());
    assertThat(BlindRows.csv(orders())).contains(",4 2=1 3,4.0,arm", ",1 3 2 4,4.0,arm");
    assertThat(problems(BlindRows.csv(orders()).replaceFirst(",4 2=1 3,", ",4 1 1 3,")))
        .singleElement()
        .asString()
        .contains("order must be the places 1 to 4");
  }

  @Test
  void rowsAreTheSameAsParquetWithTheTypeOfEachColumn() throws IOException {
    var session = pairs();
    try (var reader =
            ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(BlindRows.parquet(session))));
        var rows = reader.rowReader()) {
      assertThat(reader.getFileMetaData().keyValueMetadata())
          .containsEntry("format", BlindRows.FORMAT)
          .containsEntry("title", "A session");
      assertThat(reader.getFileMetaData().numRows()).isEqualTo(session.rated().size());
      rows.next();
      assertThat(rows.getLong(RowColumn.RATER.ordinal())).isEqualTo(1);
      assertThat(rows.getBoolean(RowColumn.BLIND.ordinal())).isTrue();
      assertThat(rows.getDouble(RowColumn.SECONDS.ordinal())).isEqualTo(1.0);
      assertThat(rows.getString(RowColumn.LEFT_ARM.ordinal())).isEqualTo("arm 2");
      assertThat(rows.isNull(RowColumn.POINTS.ordinal())).isTrue();
    }
  }

  @Test
  void aColumnThatIsMissingOrUnknownIsNamed() {
    var csv = BlindRows.csv(faces());
    assertThat(problems(csv.replaceFirst("rater", "who")))
        .hasSize(2)
        .anyMatch(words -> words.contains("are needed and are not there: rater."))
        .anyMatch(words -> words.startsWith("These columns are not known: who."));
    assertThat(problems("")).singleElement().asString().contains("is empty");
    assertThat(problems(csv.lines().findFirst().orElseThrow()))
        .singleElement()
        .asString()
        .contains("has no answer");
  }

  @Test
  void eachLineThatIsWrongIsNamedWithWhatWasNeededAndNothingIsTaken() {
    var lines = BlindRows.csv(pairs()).lines().toList();
    assertThat(problems(changed(lines, 1, "first", "sometimes")))
        .containsExactly("Line 2: showing must be first or again, got \"sometimes\".");
    assertThat(problems(changed(lines, 1, ",1.0,arm", ",soon,arm")))
        .singleElement()
        .asString()
        .startsWith("Line 2: seconds must be seconds from 0 to 3600");
    assertThat(problems(changed(lines, 2, "bk3f9q2ab,1,true,2", "bk3f9q2ab,1,true,1")))
        .anyMatch(words ->
            words.equals("Line 3: rater 1 has an answer at position 1 already, in line 2."));
    assertThat(problems(changed(lines, 2, "bk3f9q2ab,1,true", "bk3f9q2ab,1,false")))
        .contains("Line 3: rater 1 is blind in one row and not in another.");
    assertThat(problems(changed(lines, 3, "happy", "sad")))
        .anyMatch(words -> words.contains("is about other pictures or another prompt"));
    assertThat(problems(changed(lines, 1, "aaaa", "zzzz")))
        .anyMatch(words -> words.contains("must be 64 hexadecimal digits"));
  }

  @Test
  void rowsOfTwoSessionsAreNotTakenForOne() {
    var lines = BlindRows.csv(pairs()).lines().toList();
    assertThat(problems(changed(lines, 3, "bk3f9q2ab,", "bk3f9q2ac,")))
        .contains(
            "Line 4: session is \"bk3f9q2ac\", and \"bk3f9q2ab\" before; a file holds one session.");
  }

  @Test
  void whatContradictsItselfIsRefused() {
    var lines = BlindRows.csv(faces()).lines().toList();
    assertThat(problems(changed(lines, 1, "true,true,true,3", "true,true,true,2")))
        .containsExactly("Line 2: points are 2, and the three questions make 3.");
    assertThat(
            problems(
                changed(lines, 1, "false,false,true,true,true,3", "true,false,true,true,true,3")))
        .containsExactly(
            "Line 2: eyes_mouth must be empty where cannot_tell is true, got \"true\".");
    var pairs = BlindRows.csv(pairs()).lines().toList();
    var choice =
        pairs.stream().filter(line -> line.contains(",left,arm")).findFirst().orElseThrow();
    assertThat(
            problems(
                String.join("\n", pairs)
                    .replace(choice, choice.replace(",left,arm", ",right,arm"))))
        .singleElement()
        .asString()
        .contains("preferred_arm is");
    var again = pairs.stream().filter(line -> line.contains(",again,")).findFirst().orElseThrow();
    var unit = again.split(",")[5];
    assertThat(
            problems(
                String.join(
                    "\n",
                    pairs.stream()
                        .filter(line ->
                            !line.startsWith("bk3f9q2ab,1,")
                                || !line.contains(",first," + unit + ","))
                        .toList())))
        .containsExactly(
            "Rater 1 is shown unit %s again, and there is no first time.".formatted(unit));
  }

  private static String changed(List<String> lines, int line, String from, String to) {
    var all = new ArrayList<>(lines);
    var old = all.get(line) + "\n";
    assertThat(old).contains(from);
    all.set(line, old.replaceFirst(java.util.regex.Pattern.quote(from), to).stripTrailing());
    return String.join("\n", all) + "\n";
  }

  @Test
  void everyColumnStandsInTheDocs() throws IOException {
    var docs = Files.readString(Path.of("docs/review.md"));
    assertThat(RowColumn.titles())
        .allSatisfy(title -> assertThat(docs).contains("`" + title + "`"));
  }
}

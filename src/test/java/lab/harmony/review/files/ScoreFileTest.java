package lab.harmony.review.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.people.Somebody;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Verdict;
import lab.harmony.review.marks.Vocabulary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
public class ScoreFileTest {

  private static final String ANNOTATION = "filename,archetype,emotion,harmony_score,notes\n";
  private static final String CHECKLIST =
      "filename,archetype,emotion,cfg_scale,seed,eyes_mouth,brows_tension,holistic,harmony_points\n";

  private final ScoreFileReader reader = new ScoreFileReader(Vocabulary.BASELINE);

  @Test
  void theBaselineFileComesBackByteForByte() throws IOException {
    var text = fixture();
    var file = read(text);
    assertThat(file.bad()).isEmpty();
    assertThat(file.good()).hasSize(48);
    assertThat(ScoreFileWriter.csv(scores(file), ScoreLayout.CHECKLIST)).isEqualTo(text);
  }

  @Test
  void anAnnotationFileComesBackByteForByte() {
    var text =
        ANNOTATION
            + "a.png,soft,happy,3,\nb.png,stoic,sad,0,\"tears, \"\"happy\"\" ones\nsecond line\"\n";
    var file = read(text);
    assertThat(file.bad()).isEmpty();
    assertThat(file.good().getLast().mark().note()).isEqualTo("tears, \"happy\" ones\nsecond line");
    assertThat(ScoreFileWriter.csv(scores(file), ScoreLayout.ANNOTATION))
        .isEqualTo(text.replace("\n", "\r\n").replace("ones\r\n", "ones\n"));
  }

  @Test
  void aCompleteExportIsReadBackAsTheSameScores() throws IOException {
    var scores = scores(read(fixture().replace("42,1,1,1,3", "0042,1,1,1,3").replace("9.0", "9")));
    var exported = ScoreFileWriter.csv(scores, ScoreLayout.COMPLETE);
    var again = read(exported);
    assertThat(again.bad()).isEmpty();
    assertThat(again.good().stream().map(ScoreFile.Line::face))
        .containsExactlyElementsOf(scores.stream().map(Score::face).toList());
    assertThat(again.good().stream().map(ScoreFile.Line::mark))
        .containsExactlyElementsOf(scores.stream().map(Score::mark).toList());
    assertThat(again.good().getFirst().scoredBy()).contains("ada");
    assertThat(ScoreFileWriter.csv(scores(again), ScoreLayout.COMPLETE)).isEqualTo(exported);
    assertThat(exported)
        .contains("soft_neutral_cfg7.png,soft,neutral,7.0,0042,1,1,1,3")
        .contains("cfg9.png,soft,neutral,9,42");
  }

  @Test
  void columnsThatTheLabDoesNotKnowAreKept() {
    var file =
        read(
            "filename,archetype,emotion,harmony_score,notes,source_url\n"
                + "a.png,soft,happy,2,,https://example.org/1\n");
    assertThat(ScoreFileWriter.csv(scores(file), ScoreLayout.COMPLETE))
        .contains("source_url")
        .contains("https://example.org/1");
  }

  @Test
  void aByteOrderMarkWindowsLineEndsSemicolonsAndEmptyLinesAreFine() {
    var file =
        read(
            "\uFEFF"
                + (CHECKLIST + "a.png,soft,happy,7,42,1,0,1,2\n\nb.png,soft,sad,7.5,42,0,0,0,0\n")
                    .replace("\n", "\r\n")
                    .replace(',', ';'));
    assertThat(file.bad()).isEmpty();
    assertThat(file.good().stream().map(ScoreFile.Line::line)).containsExactly(2L, 4L);
  }

  @Test
  void whatSpreadsheetsAndScriptsMakeOfAFileIsReadAsTheSameScores() {
    var plain =
        CHECKLIST.strip()
            + ",notes\n"
            + "a.png,soft,happy,7.5,42,1,1,0,2,ok\n"
            + "b.png,stoic,sad,7.5,43,1,1,1,3,\"good; calm\"\n";
    var wanted = scores(read(plain));
    assertThat(wanted).hasSize(2);
    var semicolon =
        plain
            .replace("\"good; calm\"", "\u0000")
            .replace(',', ';')
            .replace("\u0000", "\"good; calm\"");
    for (var other :
        List.of(
            semicolon.replace("7.5", "7,5"),
            "sep=;\r\n" + semicolon.replace("\n", "\r\n"),
            semicolon + ";;;;;;;;;\n;;;;;;;;;\n",
            plain.replace(",42,1,1,0,2", ",42.0,1.0,1.0,0.0,2.0"),
            plain
                .replace("filename", ",Filename")
                .replace("\na", "\n0,a")
                .replace("\nb", "\n1,b"))) {
      for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
        var file = reader.read(other.getBytes(charset));
        assertThat(file.bad()).as(other).isEmpty();
        assertThat(file.good().stream().map(ScoreFile.Line::face))
            .containsExactlyElementsOf(wanted.stream().map(Score::face).toList());
        assertThat(file.good().stream().map(ScoreFile.Line::mark))
            .containsExactlyElementsOf(wanted.stream().map(Score::mark).toList());
        assertThat(read(ScoreFileWriter.csv(scores(file), ScoreLayout.COMPLETE)).bad())
            .as("what is written can be read")
            .isEmpty();
      }
    }
  }

  @Test
  void noNameOrNoteIsAFormulaInASpreadsheetAndAllOfThemAreReadBack() {
    var wanted =
        scores(
            read(
                ANNOTATION.strip()
                    + ",scored_by,@more\n"
                    + "=cmd.png,soft,happy,3,\"=HYPERLINK(\"\"http://x\"\")\",Ada,-1.5\n"
                    + "b.png,stoic,sad,0,'tis fine,Ben,\"+1;=2\"\n"));
    var text = ScoreFileWriter.csv(wanted, ScoreLayout.COMPLETE);
    assertThat(text)
        .contains(
            "\n'=cmd.png,", ",\"'=HYPERLINK(", ",'@more\r\n", ",-1.5\r\n", "+1;'=2", ",'tis fine,");

    var again = scores(read(text));
    assertThat(again)
        .extracting(score -> List.of(score.face(), score.mark(), score.scoredBy().name()))
        .containsExactlyElementsOf(
            wanted.stream()
                .map(score -> List.<Object>of(score.face(), score.mark(), score.scoredBy().name()))
                .toList());
    assertThat(again.getFirst().mark().note()).isEqualTo("=HYPERLINK(\"http://x\")");
    assertThat(ScoreFileWriter.csv(again, ScoreLayout.COMPLETE)).isEqualTo(text);
  }

  @Test
  void aNumberKeepsItsFormWhereThatMeansTheSameInAFileWithCommas() {
    var file =
        read(
            (CHECKLIST + "a.png,soft,happy,7*5,42.0,1.0,1,0,2\n")
                .replace(',', ';')
                .replace('*', ','));
    assertThat(ScoreFileWriter.csv(scores(file), ScoreLayout.CHECKLIST))
        .contains("a.png,soft,happy,7.5,42.0,1.0,1,0,2");
  }

  @Test
  void everyBadRowIsReportedWithItsLineAndReason() {
    var file =
        read(
            CHECKLIST
                + "a.png,soft,happy,7.0,42,1,0,1,3\n"
                + "b.png,sofft,happy,7.0,42,1,0,1,2\n"
                + "c.png,soft,joyful,7.0,42,1,0,1,2\n"
                + "d.png,soft,happy,7.0,42,1,0,1,7\n"
                + "e.png,soft,happy,high,42,1,0,1,2\n"
                + "f.png,soft,happy,7.0,-1,1,0,1,2\n"
                + "g.png,soft,happy,7.0,42,1,0,,2\n"
                + "h.png,soft,happy,7.0,42,1,0\n"
                + ",soft,happy,7.0,42,1,0,1,2\n"
                + "good.png,soft,happy,7.0,42,1,0,1,2\n"
                + "good.png,soft,happy,7.0,42,1,0,1,2\n"
                + "i.png,soft,happy,7.0,42,,,,\n");
    assertThat(file.good()).hasSize(1);
    assertThat(file.bad().stream().map(ScoreFile.BadRow::toString))
        .containsExactly(
            "line 2: harmony points 3 contradict the checklist, where 2 of 3 items hold",
            "line 3: unknown archetype \"sofft\"; known are soft, stoic, energetic, melancholic",
            "line 4: unknown emotion \"joyful\"; known are neutral, happy, sad, angry",
            "line 5: harmony_points must be 0, 1, 2 or 3, got \"7\"",
            "line 6: cfg_scale must be a number above 0, at most 100, got \"high\"",
            "line 7: seed must be a whole number, 0 or more, got \"-1\"",
            "line 8: holistic must be 0 or 1, got \"\"",
            "line 9: it has 7 fields, the header has 9 columns",
            "line 10: the filename is empty",
            "line 12: \"good.png\" is scored twice; line 11 has it already",
            "line 13: it has neither harmony points nor a checklist");
  }

  @Test
  void linesAreCountedThroughNotesOfSeveralLines() {
    var file = read(ANNOTATION + "a.png,soft,happy,3,\"one\ntwo\nthree\"\nb.png,soft,happy,9,\n");
    assertThat(file.bad().stream().map(ScoreFile.BadRow::line)).containsExactly(5L);
  }

  @Test
  void aQuoteThatIsNeverClosedIsReportedAtItsLine() {
    var file = read(ANNOTATION + "a.png,soft,happy,3,\nb.png,soft,happy,2,\"oops\n");
    assertThat(file.good()).hasSize(1);
    assertThat(file.bad())
        .singleElement()
        .satisfies(
            row -> assertThat(row.toString()).startsWith("line 3: a quoted field is not closed"));
  }

  @Test
  void aFileThatIsNoScoreFileIsRefusedWithWhatItShouldHave() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(ScoreFile.Problem.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> read("name,points\na,1\n"))
        .isInstanceOf(ScoreFile.Problem.class)
        .hasMessageContaining("filename, archetype, emotion")
        .hasMessageEndingWith("name, points.");
    assertThatThrownBy(() -> reader.read(new byte[] {(byte) 0xff, 0, 'a', 'b', 0, 'c'}))
        .isInstanceOf(ScoreFile.Problem.class)
        .hasMessageContaining("UTF-8");
  }

  private ScoreFile read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Score> scores(ScoreFile file) {
    return file.good().stream()
        .map(line ->
            new Score(
                1,
                "baseline",
                line.face(),
                line.mark(),
                Somebody.named(line.scoredBy().orElse("ada")),
                line.scoredAt().orElse(Instant.parse("2026-11-20T20:15:00Z")),
                line.source()))
        .toList();
  }

  public static String fixture() throws IOException {
    try (var stream =
        ScoreFileTest.class.getResourceAsStream("/fixtures/sd15-baseline-scores.csv")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void machineVerdictsFollowFromTheThreeReadings() {
    assertThat(verdict("sad", "sad", "sad", "sad")).isEqualTo(new Checklist(true, true, true));
    assertThat(verdict("happy", "happy", "sad", "sad")).isEqualTo(new Checklist(true, true, false));
    assertThat(verdict("happy", "happy", "happy", "sad"))
        .isEqualTo(new Checklist(true, false, false));
    assertThat(verdict("sad", "happy", "sad", "sad")).isEqualTo(new Checklist(false, true, false));
    assertThat(Optional.of(verdict("sad", "happy", "angry", "neutral").verdict()))
        .contains(Verdict.BROKEN);
  }

  private static Checklist verdict(String eyes, String mouth, String brows, String asked) {
    return MachineVerdict.of(
            new lab.harmony.runs.PartsReading(
                "doodle-parts", "0", part(eyes), part(mouth), part(brows)),
            asked)
        .checklist();
  }

  private static lab.harmony.runs.PartReading part(String emotion) {
    return new lab.harmony.runs.PartReading(emotion, 0.9);
  }
}

package lab.harmony.reports.frozen;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import lab.harmony.reports.frozen.PictureTable.Line;
import lab.harmony.reports.frozen.PictureTable.RateText;
import lab.harmony.reports.frozen.PictureTable.Row;
import lab.harmony.reports.frozen.PictureTable.Tile;
import lab.harmony.reports.frozen.ReportContent.Fact;
import lab.harmony.reports.frozen.ReportContent.Headline;
import lab.harmony.reports.frozen.ReportContent.MachineWord;
import lab.harmony.reports.frozen.ReportContent.PromptRecord;
import lab.harmony.reports.frozen.ReportContent.Provenance;
import lab.harmony.reports.frozen.ReportContent.RunRecord;
import lab.harmony.review.SuccessRate;

/// Contents of report pages for tests.
public final class SampleReports {

  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private SampleReports() {}

  /// A whole report whose body is this text.
  static ReportContent saying(String markdown) {
    return with(full(), new ReportBlock.Prose(markdown));
  }

  /// The same report with another body.
  static ReportContent with(ReportContent content, ReportBlock... body) {
    return new ReportContent(
        content.title(),
        content.experiment(),
        content.publishedAt(),
        content.publishedBy(),
        content.edition(),
        content.question(),
        content.findings(),
        content.headlines(),
        content.stale(),
        content.picture(),
        content.tables(),
        List.of(body),
        content.provenance());
  }

  /// A whole report: every kind of part, half of the pictures scored.
  static ReportContent full() {
    return new ReportContent(
        "SD 1.5 baseline",
        "baseline",
        NOON,
        "Mira",
        new Edition(
            "6f1d0c9a2b3e4f50",
            2,
            "The scores of the second week.",
            "The chart is drawn again with the next run.",
            List.of(
                new Edition.Earlier(
                    "2026-11-13-baseline", 1, NOON.minus(Duration.ofDays(7)), "Jun", ""))),
        Optional.of(
            "Do the eyes, mouth and brows of faces drawn by the base model tell the same emotion?"),
        List.of(
            new ReportBlock.Finding(
                "confirmed",
                "Energetic faces fail in every emotion but *neutral*: **17 %** of the points (6 of"
                    + " 36, n = 12).")),
        List.of(
            new Headline(
                "doodle-base",
                48,
                SuccessRate.ofTotals(53, 24),
                Optional.of(
                    new MachineWord(
                        "doodle-parts",
                        SuccessRate.ofTotals(80, 48),
                        "agrees with people on 71 % of the checklist items (n = 24 faces)")))),
        List.of("Cell \"Success by archetype\": scores changed after it ran."),
        Optional.of(matrix()),
        List.of(
            new ReportBlock.Table(
                "Success rate by archetype and emotion",
                List.of("group", "people", "95 % interval", "n"),
                List.of(
                    List.of("energetic", "17 %", "8 to 32 %", "12"),
                    List.of("stoic", "47 %", "32 to 63 %", "12")))),
        List.of(
            new ReportBlock.Prose(
                "# How\n\n"
                    + "The same prompt for every cell, three CFG scales, one seed.\n\n"
                    + "| scale | why |\n"
                    + "|---|---|\n"
                    + "| 5 | loose |\n"
                    + "| 9 | strict |"),
            new ReportBlock.RunMade(
                "Made 48 pictures with doodle-base in 41 s.",
                List.of("dpm++ 2m karras", "20 steps", "128 × 128", "CFG 5, 7, 9", "seed 42")),
            new ReportBlock.Table(
                "Success rate by archetype, weakest first",
                List.of("archetype", "rate", "points", "n", "95 % interval"),
                List.of(
                    List.of("energetic", "17 %", "6 of 36", "12", "8 to 32 %"),
                    List.of("stoic", "47 %", "17 of 36", "12", "32 to 63 %"))),
            new ReportBlock.Printed("warming up\nready"),
            new ReportBlock.Failed("The model \"doodle-noir\" is not in the catalogue.")),
        new Provenance(
            List.of(
                new RunRecord(
                    "r261120-204501-k3f9q",
                    List.of(
                        new Fact("model", "doodle-base"),
                        new Fact(
                            "model SHA-256",
                            "3f9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a"),
                        new Fact("sampler", "dpm++ 2m karras"),
                        new Fact("seeds", "42")))),
            List.of(
                new PromptRecord(
                    "soft × happy", "portrait of a soft anime girl, happy expression", "")),
            List.of(
                new Fact(
                    "data SHA-256",
                    "aa9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a1c02b43f9a"),
                new Fact("lab version", "0.1.0"))));
  }

  private static PictureTable matrix() {
    var emotions = List.of("neutral", "happy", "sad", "angry");
    var rows = new ArrayList<Row>();
    var number = 0;
    for (var archetype : List.of("soft", "stoic", "energetic", "melancholic")) {
      var cells = new ArrayList<List<Tile>>();
      for (var emotion : emotions) {
        var tiles = new ArrayList<Tile>();
        for (int cfg = 5; cfg <= 9; cfg += 2) {
          number++;
          tiles.add(
              new Tile(
                  Optional.empty(),
                  face(number),
                  "%s, %s, CFG %d".formatted(archetype, emotion, cfg),
                  number <= 24 ? OptionalInt.of(number % 4) : OptionalInt.empty(),
                  OptionalInt.of((number + 1) % 4),
                  number == 7));
        }
        cells.add(tiles);
      }
      rows.add(new Row(line(archetype), cells));
    }
    return new PictureTable(
        "The 48 pictures: archetype down, emotion across. Numbers are harmony points, 3 is perfect;"
            + " filled by people, outlined by the machine.",
        "In each cell: CFG 5, 7, 9.",
        emotions.stream().map(SampleReports::line).toList(),
        rows,
        List.of("1 place has no picture: soft, angry, CFG 7."));
  }

  private static Line line(String label) {
    return new Line(
        label,
        Optional.of(new RateText("61 %", 12, "61 % (22 of 36 points, n = 12 images)")),
        Optional.of(new RateText("40 %", 12, "40 %")));
  }

  public static String face(int number) {
    var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.getHSBColor(number / 48f, 0.25f, 0.9f));
    graphics.fillRect(0, 0, 64, 64);
    graphics.setColor(Color.getHSBColor(number / 48f, 0.4f, 0.5f));
    graphics.fillOval(14, 12, 36, 42);
    graphics.dispose();
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

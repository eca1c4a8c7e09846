package lab.harmony.reports.shelf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.PersonId;
import lab.harmony.prose.Formulas;
import lab.harmony.prose.SafeHtml;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.frozen.FrozenReport.FrozenFinding;
import lab.harmony.reports.frozen.ReportComposer;
import lab.harmony.reports.frozen.ReportContent;
import lab.harmony.reports.frozen.ReportPage;
import lab.harmony.reports.frozen.RunProvenance;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// The files of which a report consists: its page, the scores behind it, and its data with the
/// digests of both.
@Component
public class ReportFiles {

  private static final int LONGEST_ANSWER = 240;

  private final Scores scores;
  private final Formulas formulas;

  ReportFiles(Scores scores, Formulas formulas) {
    this.scores = scores;
    this.formulas = formulas;
  }

  public String page(ReportContent content) {
    return ReportPage.html(content, formulas);
  }

  public Map<String, byte[]> of(
      ExperimentSlug experiment, ReportComposer.Composition composition, PersonId author) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("index.html", page(composition.content()).getBytes(StandardCharsets.UTF_8));
    files.put("scores.csv", csv(experiment, composition).getBytes(StandardCharsets.UTF_8));
    files.put("report.json", json(composition, files, author).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /// People's scores of every experiment whose pictures stand in the report, under one header.
  private String csv(ExperimentSlug experiment, ReportComposer.Composition composition) {
    var experiments =
        Stream.concat(
                Stream.of(experiment.value()),
                composition.data().images().values().stream().map(RunImage::experiment).sorted())
            .distinct()
            .toList();
    return scores.exportCsv(experiments, ScoreLayout.COMPLETE);
  }

  private static String json(
      ReportComposer.Composition composition, Map<String, byte[]> files, PersonId author) {
    var content = composition.content();
    var data = composition.data();
    var digests = new LinkedHashMap<String, String>();
    files.forEach((name, bytes) -> digests.put(name, Sha256.of(bytes).hex()));
    return new FrozenReport(
            FrozenReport.FORMAT,
            content.title(),
            content.experiment(),
            content.publishedAt(),
            content.publishedBy(),
            Optional.of(author),
            content.edition(),
            content.question().orElse(""),
            answer(content),
            content.findings().stream()
                .map(finding -> new FrozenFinding(finding.status(), plain(finding.markdown())))
                .toList(),
            LabVersion.current(),
            data.notebookSha256(),
            data.sha256(),
            digests,
            content.stale(),
            data.measured(),
            data.runs().stream().map(RunProvenance::frozen).toList(),
            data.rows(),
            data.pairs())
        .json();
  }

  /// The first finding in plain words, or else what people measured, or else that nobody has.
  private static String answer(ReportContent content) {
    return content.findings().stream()
        .filter(finding -> !finding.status().equals("rejected"))
        .map(finding -> shortened(sentences(finding.markdown())))
        .findFirst()
        .or(() ->
            content.headlines().stream()
                .map(headline -> "Success rate " + headline.people().sentence())
                .findFirst())
        .orElse("");
  }

  private static String plain(String markdown) {
    return SafeHtml.ofMarkdown(markdown).text();
  }

  /// A finding without its tables, whose cells say nothing one after the other.
  private static String sentences(String markdown) {
    var html = SafeHtml.ofMarkdown(markdown);
    html.select("table").remove();
    return html.hasText() ? html.text() : plain(markdown);
  }

  /// Ends with a whole word.
  private static String shortened(String text) {
    if (text.length() <= LONGEST_ANSWER) {
      return text;
    }
    var kept = text.substring(0, LONGEST_ANSWER - 1);
    int word = kept.lastIndexOf(' ');
    return (word < LONGEST_ANSWER / 2 ? kept : kept.substring(0, word)).stripTrailing() + "…";
  }
}

package lab.harmony.reports.frozen;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.design.Times;
import lab.harmony.prose.Formulas;
import lab.harmony.prose.SafeHtml;
import lab.harmony.reports.frozen.ReportContent.Fact;
import lab.harmony.review.SuccessRate;
import org.jsoup.nodes.Element;

/// A report as one HTML page that needs nothing but itself: no script, no network, pictures and
/// figures inside.
///
/// The page is built as a document tree, never by joining strings, so that no text can become
/// markup.
public final class ReportPage {

  private ReportPage() {}

  public static String html(ReportContent content, Formulas formulas) {
    var page = new PageShell(content.title());
    var article = page.body().appendElement("main");
    opening(article, content);
    content.picture().ifPresent(table -> pictures(article, table));
    if (!content.tables().isEmpty()) {
      article.appendElement("h2").text("The numbers").addClass("rule");
      content.tables().forEach(table -> table(article, table));
    }
    if (!content.body().isEmpty()) {
      article.appendElement("h2").text("What was done").addClass("rule");
      content.body().forEach(block -> block(article, block));
    }
    provenance(article, content);
    PairTable.keepFoundLinks(article);
    formulas.drawIn(article);
    return page.html();
  }

  /// What is this, what no longer fits in it; question, answer, how sure it is.
  private static void opening(Element article, ReportContent content) {
    var header = article.appendElement("header");
    header.appendElement("p").addClass("kicker").text("Harmony Lab report");
    header.appendElement("h1").text(content.title());
    header
        .appendElement("p")
        .addClass("meta")
        .text(
            "Experiment %s, published %s by %s"
                .formatted(
                    content.experiment(),
                    Times.inUtc(content.publishedAt()),
                    content.publishedBy()));
    PageEdition.head(header, content);
    var answer = article.appendElement("section").addClass("answer");
    content
        .question()
        .filter(question -> !question.equals(content.title()))
        .ifPresent(question -> {
          answer.appendElement("h2").addClass("label").text("Question");
          answer.appendElement("p").addClass("question").text(question);
        });
    answer.appendElement("h2").addClass("label").text("Answer");
    for (var finding : content.findings()) {
      finding(answer, finding);
    }
    if (content.findings().isEmpty()) {
      answer
          .appendElement("p")
          .addClass("quiet")
          .text(
              "No finding was written down. The numbers below speak for themselves, within their"
                  + " intervals.");
    }
    numbers(answer, content);
  }

  private static void numbers(Element answer, ReportContent content) {
    for (var headline : content.headlines()) {
      if (content.headlines().size() > 1) {
        answer.appendElement("h3").addClass("model").text(headline.model());
      }
      var list = answer.appendElement("dl").addClass("numbers");
      number(
          list,
          "Success rate, scored by people",
          percent(headline.people().rate()),
          people(headline),
          "human");
      headline
          .machine()
          .ifPresent(machine ->
              number(
                  list,
                  "Success rate, read by the machine judge " + machine.judge(),
                  percent(machine.rate().rate()),
                  "%s. The judge %s.".formatted(words(machine.rate()), machine.agreement()),
                  "machine"));
    }
  }

  private static String people(ReportContent.Headline headline) {
    if (headline.people().images() == 0) {
      return "No person has scored these %d pictures yet.".formatted(headline.pictures());
    }
    return headline.people().images() < headline.pictures()
        ? "%s; %d of %d pictures are scored"
            .formatted(words(headline.people()), headline.people().images(), headline.pictures())
        : words(headline.people());
  }

  private static void number(
      Element list, String name, String value, String sentence, String kind) {
    var group = list.appendElement("div").addClass("number").addClass("number--" + kind);
    group.appendElement("dt").text(name);
    group.appendElement("dd").addClass("value").text(value);
    group.appendElement("dd").addClass("sentence").text(sentence);
  }

  /// What stands behind a percentage.
  private static String words(SuccessRate rate) {
    return rate.estimate()
        .map(estimate ->
            "%d of %d points, n = %d %s, 95 %% interval %s"
                .formatted(
                    rate.points(),
                    rate.possible(),
                    rate.images(),
                    rate.images() == 1 ? "picture" : "pictures",
                    RateWords.interval(estimate)))
        .orElse("nothing scored yet, n = 0 pictures");
  }

  private static String percent(Optional<Double> rate) {
    return rate.map(Percents::whole).orElse("–");
  }

  private static void block(Element parent, ReportBlock block) {
    switch (block) {
      case ReportBlock.Prose(var markdown, var pictures) ->
          parent.appendChild(SafeHtml.ofMarkdown(markdown, pictures).addClass("prose"));
      case ReportBlock.Finding finding -> finding(parent, finding);
      case ReportBlock.Figure figure -> figure(parent, figure);
      case ReportBlock.Table table -> table(parent, table);
      case ReportBlock.StoredHtml(var html) ->
          parent.appendChild(SafeHtml.of(html).addClass("stored"));
      case ReportBlock.StoredPicture(var mediaType, var base64, var text) ->
          parent
              .appendElement("figure")
              .appendElement("img")
              .attr("src", "data:%s;base64,%s".formatted(mediaType, base64.replaceAll("\\s", "")))
              .attr("alt", text);
      case ReportBlock.Printed(var text) ->
          parent.appendElement("pre").attr("tabindex", "0").text(text);
      case ReportBlock.Failed(var reason) ->
          parent.appendElement("p").addClass("failed").text("✕ This cell failed: " + reason);
      case ReportBlock.Nothing(var reason) ->
          parent.appendElement("p").addClass("nothing").text("Nothing to show: " + reason);
      case ReportBlock.PictureBlock(var table) -> pictures(parent, table);
      case ReportBlock.Pairs(var pairs) -> PairTable.add(parent, pairs);
      case ReportBlock.RunMade(var sentence, var facts) -> {
        var run = parent.appendElement("section").addClass("run");
        run.appendElement("p").text(sentence);
        if (!facts.isEmpty()) {
          run.appendElement("p").addClass("meta").text(String.join(" · ", facts));
        }
      }
    }
  }

  private static void finding(Element parent, ReportBlock.Finding finding) {
    var box =
        parent.appendElement("div").addClass("finding").addClass("finding--" + finding.status());
    box.appendElement("p").addClass("status").text("Finding, " + finding.status());
    box.appendChild(SafeHtml.ofMarkdown(finding.markdown(), finding.pictures()).addClass("prose"));
  }

  private static void figure(Element parent, ReportBlock.Figure figure) {
    var picture = parent.appendElement("figure").appendElement("picture");
    picture
        .appendElement("source")
        .attr("media", "screen and (prefers-color-scheme: dark)")
        .attr("srcset", svgUri(figure.darkSvg()));
    picture
        .appendElement("img")
        .addClass("chart")
        .attr("src", svgUri(figure.lightSvg()))
        .attr("alt", figure.text());
  }

  /// As an image the figure can neither run a script nor fetch anything, whatever stands in it.
  private static String svgUri(String svg) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  private static void table(Element parent, ReportBlock.Table table) {
    var scroll = scroll(parent, table.caption());
    var element = scroll.appendElement("table");
    element.appendElement("caption").text(table.caption());
    var head = element.appendElement("thead").appendElement("tr");
    table.header().forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
    var body = element.appendElement("tbody");
    for (var row : table.rows()) {
      var line = body.appendElement("tr");
      for (int index = 0; index < row.size(); index++) {
        var value = row.get(index);
        var cell =
            index == 0 ? line.appendElement("th").attr("scope", "row") : line.appendElement("td");
        cell.text(value);
        if (index > 0 && value.matches("[-+]?[0-9.,]+( ?%)?")) {
          cell.addClass("number-cell");
        }
      }
    }
  }

  static Element scroll(Element parent, String name) {
    return parent
        .appendElement("div")
        .addClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name);
  }

  static void pictures(Element parent, PictureTable table) {
    var figure = parent.appendElement("figure").addClass("wide");
    var element = figure.appendElement("table").addClass("pictures");
    var head = element.appendElement("thead").appendElement("tr");
    head.appendElement("td");
    table.columns().forEach(column -> line(head.appendElement("th").attr("scope", "col"), column));
    var body = element.appendElement("tbody");
    for (var row : table.rows()) {
      var line = body.appendElement("tr");
      line(line.appendElement("th").attr("scope", "row"), row.head());
      for (var cell : row.cells()) {
        var tiles = line.appendElement("td").appendElement("div").addClass("tiles");
        cell.forEach(tile -> tile(tiles, tile));
        if (cell.isEmpty()) {
          tiles.appendElement("span").addClass("absent").text("none");
        }
      }
    }
    var caption = figure.appendElement("figcaption");
    caption.appendElement("p").text(table.caption());
    if (!table.inside().isEmpty()) {
      caption.appendElement("p").text(table.inside());
    }
    table.notes().forEach(note -> caption.appendElement("p").addClass("note").text(note));
  }

  private static void line(Element head, PictureTable.Line line) {
    head.appendElement("span").addClass("name").text(line.label());
    line.human().ifPresent(rate -> rate(head, rate, "human"));
    line.machine().ifPresent(rate -> rate(head, rate, "machine"));
  }

  private static void rate(Element head, PictureTable.RateText rate, String kind) {
    var text =
        head.appendElement("span")
            .addClass("rate")
            .addClass("rate--" + kind)
            .attr("title", rate.sentence());
    text.appendElement("span").text(rate.brief());
    text.appendText(" ");
    text.appendElement("span").text("n\u00a0" + rate.images());
  }

  private static void tile(Element tiles, PictureTable.Tile tile) {
    var holder = tiles.appendElement("span").addClass("tile");
    tile.id().ifPresent(holder::id);
    holder
        .appendElement("img")
        .attr("src", tile.dataUri())
        .attr("alt", tile.text())
        .attr("title", tile.text());
    if (tile.intendedConflict()) {
      holder
          .appendElement("b")
          .addClass("mark")
          .addClass("mark--intended")
          .attr("aria-hidden", "true")
          .text("≠");
    } else {
      mark(holder, tile.humanPoints(), "human");
      if (tile.humanPoints().isEmpty()) {
        mark(holder, tile.machinePoints(), "machine");
      }
    }
  }

  private static void mark(Element holder, OptionalInt points, String kind) {
    if (points.isPresent()) {
      holder
          .appendElement("b")
          .addClass("mark")
          .addClass("mark--" + kind)
          .addClass("points-" + points.getAsInt())
          .attr("aria-hidden", "true")
          .text("" + points.getAsInt());
    }
  }

  private static void provenance(Element article, ReportContent content) {
    var section = article.appendElement("section").addClass("provenance");
    section.appendElement("h2").addClass("rule").text("Provenance");
    facts(section, content.provenance().facts());
    if (!content.edition().earlier().isEmpty()) {
      section.appendElement("h3").text("Versions");
      facts(section, PageEdition.versions(content));
    }
    for (var run : content.provenance().runs()) {
      section.appendElement("h3").text("Run " + run.id());
      facts(section, run.facts());
    }
    if (!content.provenance().prompts().isEmpty()) {
      section.appendElement("h3").text("Prompts");
      table(
          section,
          new ReportBlock.Table(
              "Every wording that was used",
              List.of("cell", "prompt", "negative prompt"),
              content.provenance().prompts().stream()
                  .map(prompt ->
                      List.of(
                          prompt.cell(),
                          prompt.prompt(),
                          prompt.negativePrompt().isBlank() ? "none" : prompt.negativePrompt()))
                  .toList()));
    }
  }

  private static void facts(Element section, List<Fact> facts) {
    var list = section.appendElement("dl").addClass("facts");
    for (var fact : facts) {
      list.appendElement("dt").text(fact.name());
      list.appendElement("dd").text(fact.value());
    }
  }
}

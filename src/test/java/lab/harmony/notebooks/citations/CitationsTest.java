package lab.harmony.notebooks.citations;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.TextCells;
import lab.harmony.notebooks.citations.CitedNumber.State;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.SafeHtml;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("unit")
class CitationsTest {
  private static final CellHandlers KINDS =
      new CellHandlers(
          List.of(
              new TextCells.Prose(),
              new TextCells.Finding(),
              new TextCells.Code(),
              new TextCells.Raw()));
  private static final CellId TEXT = new CellId("text");

  @Test
  void whatCanBeCitedIsEachNumberOnceAsItsResultHasItNow() throws IOException {
    var citable = new Citations(shipped("baseline"), KINDS).citable(Set.of());
    assertThat(citable)
        .extracting(Citable::address)
        .doesNotHaveDuplicates()
        .contains("#scores?rate", "#scores?points", "#scores?points&emotion=angry");
    assertThat(citable)
        .filteredOn(one -> one.address().equals("#scores?rate"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.value()).isEqualTo("42 %");
          assertThat(one.words()).startsWith("From scores: ").contains("n = 48 images");
        });
  }

  @Test
  void whatCanBeCitedOfAStaleResultSaysSo() throws IOException {
    var citable =
        new Citations(shipped("baseline"), KINDS).citable(Set.of(new CellId("by-emotion")));
    assertThat(citable)
        .allSatisfy(one -> {
          var stale = one.address().startsWith("#by-emotion?");
          assertThat(one.stale()).isEqualTo(stale);
          assertThat(one.words().endsWith("That result is stale.")).isEqualTo(stale);
        });
    assertThat(citable).extracting(Citable::stale).contains(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[97 %](#scores?rate)",
        "`",
        "``[97 %](#scores?rate)``",
        "a\n\n[97 %](<#scores?rate>)",
        "**bold** <b>x</b> &amp; ~~y~~ $z$ _w_",
        "1. # - a_b",
      })
  void aNameInAResultIsNoMarkupInWhatIsOffered(String name) throws IOException {
    var notebook = labelled(name);
    var citations = new Citations(notebook, KINDS);
    var chart = notebook.find(new CellId("by-emotion")).orElseThrow();
    assertThat(citations.citable(Set.of()))
        .filteredOn(one -> one.address().equals("#scores?rate"))
        .singleElement()
        .extracting(Citable::value)
        .isEqualTo("42 %");
    assertThat(citations.citable(Set.of()))
        .extracting(Citable::address)
        .contains(new Citation(chart.id(), "rate").with("label", name).address());

    var offer =
        citations.offers(chart).stream()
            .filter(it -> it.label().startsWith(name + ": "))
            .findFirst()
            .orElseThrow();
    var shown = SafeHtml.ofNotebook(offer.markdown(), PictureFinder.NONE);
    assertThat(shown.select("a.cited").eachAttr("href"))
        .isEqualTo(offer.citations().stream().map(Citation::address).toList());
    assertThat(shown.text()).startsWith(name.replaceAll("\\s+", " ") + ": ");
    assertThat(shown.select("b, del, em, code, h1, li, .katex")).isEmpty();
    assertThat(new Citations(with(notebook, offer.markdown()), KINDS).all(Set.of()).get(TEXT))
        .extracting(CitedNumber::address)
        .isEqualTo(offer.citations().stream().map(Citation::address).toList());
  }

  @Test
  void whatNoLinkCanLeadToIsNotOffered() throws IOException {
    var notebook = labelled("long ".repeat(120));
    var citations = new Citations(notebook, KINDS);
    var offers = citations.offers(notebook.find(new CellId("by-emotion")).orElseThrow());
    assertThat(offers).isNotEmpty().noneMatch(offer -> offer.label().startsWith("long"));
    assertThat(citations.citable(Set.of())).noneMatch(one -> one.address().contains("long"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42 %         | scores?rate                              | 42 %
          41.7 %       | scores?rate                              | 41.7 %
          0.42         | scores?rate                              | 0.42
          41,67 %      | scores?rate                              | 41,67 %
          about 43 %   | scores?rate                              | about 42 %
          1 of 36      | scores?points&emotion=angry              | 1 of 36
          2/36 points  | scores?points&emotion=angry              | 1/36 points
          none         | scores?points&emotion=angry              | 1 of 36
          48           | scores?images                            | 48
          30 to 50 %   | scores?interval                          | 34 to 50 %
          30 to 50 %   | scores?interval-over-faces               | 24 to 61 %
          14 of 48     | scores?perfect                           | 13 of 48
          9 of 9       | scores?points&archetype=soft&emotion=neutral | 9 of 9
          25 %         | by-archetype?rate&label=energetic        | 25 %
          40 %         | cfg-curve?rate&cfg=5                     | 40 %
          40 %         | cfg-curve?rate&cfg=9.0                   | 46 %
          0 of 9       | heat-map?points&archetype=stoic&emotion=angry | 0 of 9
          42 %         | heat-map?rate                            | 42 %
          13           | verdicts?points&label=perfect            | 13 of 48
          71 %         | items?rate&label=eyes%20%E2%86%94%20mouth | 71 %
          42 %         | grid?rate                                | 42 %
          47           | generate?images                          | 48
          """)
  void aNumberIsComparedAtItsOwnPrecisionAndBroughtUpToDateInItsOwnWords(
      String written, String address, String now) throws IOException {
    var text = "We see [%s](#%s) here.".formatted(written, address);
    var notebook = with(text);
    var number = new Citations(notebook, KINDS).all(Set.of()).get(TEXT).getFirst();

    assertThat(number.now()).isEqualTo(now);
    assertThat(number.state()).isEqualTo(written.equals(now) ? State.SAME : State.DIFFERS);
    assertThat(new Citations(notebook, KINDS).updated(text))
        .isEqualTo("We see [%s](#%s) here.".formatted(now, address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nowhere?rate                  | there is no cell "nowhere"
          question?rate                 | the cell "question" has no result
          scores?rat                    | there is no number "rat"
          scores?rate&emotion=angy      | there is no emotion "angy" in it; there are
          by-emotion?rate&model=x       | does not tell apart by model
          verdicts?rate                 | name one: label=
          heat-map?perfect              | does not tell of single faces
          heat-map?interval-over-faces  | this chart does not tell it; cite a table
          scores?difference             | name both
          generate?rate                 | a run has "images" alone
          """)
  void whatIsNotThereIsNamedAndNothingIsWritten(String address, String reason) throws IOException {
    var text = "[5 %%](#%s)".formatted(address);
    var notebook = with(text);
    var number = new Citations(notebook, KINDS).all(Set.of()).get(TEXT).getFirst();
    assertThat(number.state()).isEqualTo(State.LOST);
    assertThat(number.sentence()).contains(reason);
    assertThat(new Citations(notebook, KINDS).updated(text)).isEqualTo(text);
  }

  @Test
  void aNumberTurnsStaleWithItsResult() throws IOException {
    var notebook = with("[42 %](#scores?rate) and [3 %](#by-emotion?rate&label=angry)");
    var numbers = new Citations(notebook, KINDS).all(Set.of(new CellId("scores"))).get(TEXT);
    assertThat(numbers).extracting(CitedNumber::state).containsExactly(State.STALE, State.SAME);
  }

  @Test
  void linksOfOtherKindsAndCodeCiteNothing() throws IOException {
    var text =
        "[a](#scores) [b](https://x.y/#scores?rate) `[42 %](#scores?rate)` ``[1](#scores?rate)``"
            + " ![c](x.png)";
    assertThat(new Citations(with(text), KINDS).all(Set.of())).doesNotContainKey(TEXT);
    assertThat(new Citations(with("a ` tick and [42 %](#scores?rate)"), KINDS).all(Set.of()))
        .containsKey(TEXT);
  }

  @Test
  void whatIsOfferedIsWhatItIsOfferedAs() throws IOException {
    for (var slug : List.of("baseline", "lora-v1", "comparison")) {
      var notebook = shipped(slug);
      var citations = new Citations(notebook, KINDS);
      var offers =
          notebook.cells().stream().flatMap(cell -> citations.offers(cell).stream()).toList();
      assertThat(offers).hasSizeGreaterThan(40);
      var all = offers.stream().map(Offer::markdown).collect(joining("\n\n"));
      var text = notebook.withCell(0, Cell.blank(TEXT, CellKind.FINDING, all));
      var numbers = new Citations(text, KINDS).all(Set.of()).get(TEXT);
      assertThat(numbers)
          .allSatisfy(it -> assertThat(it.state()).as(it.sentence()).isEqualTo(State.SAME));
      assertThat(offers)
          .allSatisfy(offer ->
              assertThat(numbers).anyMatch(it -> offer.markdown().contains("(" + it.address())));
    }
  }

  @Test
  void anAddressIsReadAsItIsWritten() {
    var citation =
        new Citation(new CellId("scores"), "rate")
            .with("model", "a b (c) + d%e_é")
            .with("cfg", "7");
    assertThat(citation.address()).doesNotContainPattern(Pattern.compile("[\\s()_]"));
    assertThat(Citation.parse(citation.address())).contains(citation);
    assertThat(Citation.parse("#scores?rate&cfg=%zz")).isPresent();
    assertThat(Citation.parse("#scores")).isEmpty();
  }

  @Test
  void thePageHasTheLinkAndEverythingElseTheTextAlone() {
    var markdown = "**[42 %](#scores?rate)** [x](#scores) <a href='lab-cited:javascript:x'>y</a>";
    var shown = SafeHtml.ofNotebook(markdown, PictureFinder.NONE);
    assertThat(shown.select("a.cited").eachAttr("href")).containsExactly("#scores?rate");
    assertThat(shown.select("a.cited").eachText()).containsExactly("42 %");
    assertThat(shown.html()).doesNotContain("javascript", "lab-cited");
    var report = SafeHtml.ofMarkdown(markdown);
    assertThat(report.select("a[href]")).isEmpty();
    assertThat(report.select("strong").html()).isEqualTo("42 %");
  }

  private static Notebook with(String text) throws IOException {
    return with(shipped("baseline"), text);
  }

  private static Notebook with(Notebook notebook, String text) {
    return notebook.withCell(0, Cell.blank(TEXT, CellKind.FINDING, text));
  }

  /// The baseline with another name for anger in its chart by emotion.
  private static Notebook labelled(String name) throws IOException {
    var file = Path.of("experiments", "baseline", "notebook.ipynb");
    var json =
        Files.readString(file)
            .replaceAll(
                "\"label\": ?\"angry\"",
                Matcher.quoteReplacement(
                    "\"label\": " + JsonNodeFactory.instance.stringNode(name)));
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Notebook shipped(String slug) throws IOException {
    var file = Path.of("experiments", slug, "notebook.ipynb");
    return read(Files.readAllBytes(file));
  }

  private static Notebook read(byte[] file) {
    return ((NotebookFormat.Reading.Valid) NotebookFormat.read(file)).notebook();
  }
}

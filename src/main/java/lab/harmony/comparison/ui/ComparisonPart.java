package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.ComparisonWords;
import lab.harmony.design.Probability;

/// One comparison: the verdict in a sentence, the numbers it stands on, what was left out, and the
/// pairs themselves once somebody asks for them.
public final class ComparisonPart extends Composite<Section> {

  private final Comparison comparison;
  private final PairsOpener pairs;
  private final Div actions = new Div();
  private Consumer<Boolean> listener = _ -> {};

  /// @param heading makes a heading of the level that fits the page, such as `H2::new`
  public ComparisonPart(Comparison comparison, Function<String, ? extends HtmlContainer> heading) {
    this.comparison = comparison;
    var title = "%s against %s".formatted(comparison.first().name(), comparison.second().name());
    var sentence = new Paragraph(comparison.sentence());
    sentence.addClassNames("comparison__sentence");
    getContent().addClassName("comparison");
    getContent().getElement().setAttribute("aria-label", title);
    getContent().getElement().setAttribute("data-verdict", comparison.verdict().word());
    var head = heading.apply(title);
    head.addClassName("comparison__title");
    getContent().add(head, sentence);
    comparison.numbers().ifPresent(numbers -> getContent().add(facts(numbers)));
    if (!comparison.leftOut().isEmpty()) {
      var list = new UnorderedList();
      comparison.leftOut().forEach(words -> list.add(new ListItem("Left out: " + words)));
      list.addClassName("comparison__left-out");
      getContent().add(list);
    }
    actions.addClassName("comparison__actions");
    pairs =
        new PairsOpener(
            PairsOpener.words(comparison.pairing().pairs().size()),
            () -> ShownPairs.of(comparison),
            open -> listener.accept(open));
    pairs.button().setVisible(comparison.numbers().isPresent());
    actions.add(pairs.button());
    getContent().add(actions, pairs.rows());
  }

  /// Told when somebody opens or closes the pairs.
  public ComparisonPart whenOpened(Consumer<Boolean> told) {
    listener = told;
    return this;
  }

  public ComparisonPart withActions(Component... added) {
    actions.add(added);
    return this;
  }

  /// Opens or closes the pairs.
  public void showPairs(boolean open) {
    pairs.show(open && comparison.numbers().isPresent());
  }

  private DescriptionList facts(Comparison.Numbers numbers) {
    var success = numbers.success();
    var points = numbers.points();
    var facts = new DescriptionList();
    facts.addClassName("comparison__facts");
    add(
        facts,
        "perfect faces",
        "%s percentage points; %s%s"
            .formatted(
                ComparisonWords.difference(success),
                p(success.p(), numbers.successP()),
                behind(ComparisonWords.ofInterval(numbers))));
    add(facts, "p after every pair", ComparisonWords.anytime(numbers));
    add(facts, "of these pairs", ComparisonWords.table(comparison));
    add(
        facts,
        "points per face",
        "%s; %d better, %d the same, %d worse; %s%s"
            .formatted(
                ComparisonWords.difference(points),
                points.better(),
                points.same(),
                points.worse(),
                p(points.p(), numbers.pointsP()),
                behind(ComparisonWords.ofPointsInterval(numbers))));
    add(
        facts,
        "what differs",
        Optional.of(comparison.decidedBy()).filter(it -> !it.isEmpty()).orElse("nothing"));
    return facts;
  }

  private static String behind(Optional<String> words) {
    return words.map("; "::concat).orElse("");
  }

  private static String p(double p, double among) {
    return p == among
        ? Probability.words(p) + ", exact"
        : "%s, exact; %s among all".formatted(Probability.words(p), Probability.words(among));
  }

  private static void add(DescriptionList list, String name, String value) {
    list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
  }
}

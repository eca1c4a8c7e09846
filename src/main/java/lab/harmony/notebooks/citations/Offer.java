package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.results.ResultNumbers;

/// A number of a result that can be cited.
///
/// @param label what it is and how much
/// @param markdown the words to put into a text, bound to the result
public record Offer(String label, String markdown) {
  private static final String ALL = "all faces";

  static List<Offer> of(Cell cell, ResultNumbers numbers) {
    var made = new Maker(new Quantities(numbers), numbers);
    var all = new Citation(cell.id(), "rate");
    if (numbers.counted() == ResultNumbers.Counted.PICTURES) {
      made.add("pictures", "[%s](%s) pictures", all.with("images"));
      return made.offers;
    }
    var models = numbers.values("model");
    if (models.size() < 2) {
      made.parts(ALL, all);
    } else {
      for (var model : models) {
        made.parts(model, all.with("model", model));
      }
      for (var model : models.subList(1, models.size())) {
        made.compared(model, models.getFirst(), all);
      }
    }
    return made.offers;
  }

  private static final class Maker {
    private final List<Offer> offers = new ArrayList<>();
    private final Quantities quantities;
    private final ResultNumbers numbers;

    Maker(Quantities quantities, ResultNumbers numbers) {
      this.quantities = quantities;
      this.numbers = numbers;
    }

    /// The whole, its verdicts, and each archetype, emotion or bar of it.
    void parts(String name, Citation all) {
      rate(name, all);
      for (var verdict : List.of("perfect", "acceptable", "broken")) {
        add(name + ", " + verdict, "[%s](%s) " + verdict, all.with(verdict));
      }
      for (var axis : List.of("archetype", "emotion", "cfg")) {
        for (var value : numbers.values(axis)) {
          rate(said(name, axis.equals("cfg") ? "CFG " + value : value), all.with(axis, value));
        }
      }
      for (var archetype : numbers.values("archetype")) {
        for (var emotion : numbers.values("emotion")) {
          rate(
              said(name, archetype + " × " + emotion),
              all.with("archetype", archetype).with("emotion", emotion));
        }
      }
      if (numbers.values("archetype").isEmpty() && numbers.values("cfg").isEmpty()) {
        numbers.values("label").forEach(label -> rate(said(name, label), all.with("label", label)));
      }
    }

    private static String said(String name, String part) {
      return name.equals(ALL) ? part : name + ", " + part;
    }

    /// A rate with all that belongs to it.
    private void rate(String name, Citation rate) {
      try {
        var markdown =
            "%s: **%s** (%s points, n = %s images, 95 %% interval %s), %s"
                .formatted(
                    name.equals(ALL) ? "Success rate" : name,
                    link(rate),
                    link(rate.with("points")),
                    link(rate.with("images")),
                    link(rate.with("interval")),
                    numbers.judgeWords());
        offers.add(new Offer("%s: %s".formatted(name, quantities.of(rate).text()), markdown));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    void compared(String model, String than, Citation all) {
      var pair = all.with("model", model).with("than", than);
      try {
        var markdown =
            "%s against %s, face by face: %s better, %s the same, %s worse; %s points per face (95 %% interval %s), %s"
                .formatted(
                    model,
                    than,
                    link(pair.with("better")),
                    link(pair.with("same")),
                    link(pair.with("worse")),
                    link(pair.with("difference")),
                    link(pair.with("difference-interval")),
                    numbers.judgeWords());
        offers.add(
            new Offer(
                "%s against %s: %s points per face"
                    .formatted(model, than, quantities.of(pair.with("difference")).text()),
                markdown));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    void add(String name, String form, Citation citation) {
      try {
        var text = quantities.of(citation).text();
        offers.add(
            new Offer("%s: %s".formatted(name, text), form.formatted(text, citation.address())));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    private String link(Citation citation) {
      return "[%s](%s)".formatted(quantities.of(citation).text(), citation.address());
    }
  }
}

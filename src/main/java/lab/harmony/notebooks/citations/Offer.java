package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.results.ResultNumbers;

/// A number of a result that can be cited.
///
/// @param label what it is and how much
/// @param markdown the words to put into a text, bound to the result
/// @param citations the numbers in them, in their order
public record Offer(String label, String markdown, List<Citation> citations) {
  private static final String ALL = "all faces";

  public Offer {
    citations = List.copyOf(citations);
  }

  static List<Offer> of(CellId cell, Quantities quantities) {
    var made = new Maker(quantities);
    var all = new Citation(cell, "rate");
    if (quantities.numbers().counted() == ResultNumbers.Counted.PICTURES) {
      made.add("pictures", "%s pictures", all.with("images"));
      return made.offers;
    }
    var models = quantities.values("model");
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

    Maker(Quantities quantities) {
      this.quantities = quantities;
    }

    /// The whole, its verdicts, and each archetype, emotion or bar of it.
    void parts(String name, Citation all) {
      rate(name, all);
      for (var verdict : List.of("perfect", "acceptable", "broken")) {
        add(name + ", " + verdict, "%s " + verdict, all.with(verdict));
      }
      for (var axis : List.of("archetype", "emotion", "cfg")) {
        for (var value : quantities.values(axis)) {
          rate(said(name, axis.equals("cfg") ? "CFG " + value : value), all.with(axis, value));
        }
      }
      for (var archetype : quantities.values("archetype")) {
        for (var emotion : quantities.values("emotion")) {
          rate(
              said(name, archetype + " × " + emotion),
              all.with("archetype", archetype).with("emotion", emotion));
        }
      }
      if (quantities.values("archetype").isEmpty() && quantities.values("cfg").isEmpty()) {
        quantities
            .values("label")
            .forEach(label -> rate(said(name, label), all.with("label", label)));
      }
    }

    private static String said(String name, String part) {
      return name.equals(ALL) ? part : name + ", " + part;
    }

    /// A rate with all that belongs to it.
    private void rate(String name, Citation rate) {
      var points = rate.with("points");
      var images = rate.with("images");
      try {
        var over = quantities.over(rate);
        var interval = rate.with(over.isPresent() ? "interval-over-faces" : "interval");
        var markdown =
            "%s: **%s** (%s points, n = %s images, 95 %% interval %s over %s), %s"
                .formatted(
                    name.equals(ALL) ? "Success rate" : PlainWords.of(name),
                    link(rate),
                    link(points),
                    link(images),
                    link(interval),
                    over.orElse("points"),
                    quantities.numbers().judgeWords());
        offers.add(
            new Offer(
                "%s: %s".formatted(name, quantities.of(rate).text()),
                markdown,
                List.of(rate, points, images, interval)));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    void compared(String model, String than, Citation all) {
      var pair = all.with("model", model).with("than", than);
      var cited =
          Stream.of("better", "same", "worse", "difference", "difference-interval")
              .map(pair::with)
              .toList();
      try {
        var links = cited.stream().map(this::link).toArray();
        var markdown =
            "%s against %s, face by face: ".formatted(PlainWords.of(model), PlainWords.of(than))
                + "%s better, %s the same, %s worse; %s points per face (95 %% interval %s), "
                    .formatted(links)
                + quantities.numbers().judgeWords();
        offers.add(
            new Offer(
                "%s against %s: %s points per face"
                    .formatted(model, than, quantities.of(pair.with("difference")).text()),
                markdown,
                cited));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    /// @param form the words, with `%s` for the link
    void add(String name, String form, Citation citation) {
      try {
        offers.add(
            new Offer(
                "%s: %s".formatted(name, quantities.of(citation).text()),
                form.formatted(link(citation)),
                List.of(citation)));
      } catch (IllegalArgumentException notThere) {
        return;
      }
    }

    /// @throws IllegalArgumentException when the result does not have it, or its address is longer
    ///   than one is read
    private String link(Citation citation) {
      var address = citation.address();
      if (!citation.isRead()) {
        throw new IllegalArgumentException("no link can lead to %s".formatted(address));
      }
      return "[%s](%s)".formatted(quantities.of(citation).text(), address);
    }
  }
}

package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;

/// Finds the numbers in the texts of a notebook that are bound to results, and says which are not
/// what their results are now.
public final class Citations {
  private static final Pattern LINK =
      Pattern.compile("(`+)|\\[([^\\[\\]`]{1,200})\\]\\(<?(#[^\\s()<>]{1,400})>?\\)");

  private final Notebook notebook;
  private final CellHandlers handlers;
  private final Map<CellId, Optional<CitedResult>> known = new HashMap<>();

  public Citations(Notebook notebook, CellHandlers handlers) {
    this.notebook = notebook;
    this.handlers = handlers;
  }

  /// A place in a text.
  private record Place(int start, int end, String written, String address, Citation citation) {}

  /// The numbers of a notebook's texts, cell by cell; cells that cite nothing are left out.
  ///
  /// @param stale the cells whose results are stale
  public Map<CellId, List<CitedNumber>> all(Set<CellId> stale) {
    var all = new LinkedHashMap<CellId, List<CitedNumber>>();
    for (var cell : notebook.cells()) {
      if (cell.kind().prose()) {
        var numbers = places(cell.source()).stream().map(it -> number(it, stale)).toList();
        if (!numbers.isEmpty()) {
          all.put(cell.id(), numbers);
        }
      }
    }
    return all;
  }

  /// A text with every number as its result has it now; what is lost stays as it is.
  public String updated(String text) {
    var now = new StringBuilder(text);
    for (var place : places(text).reversed()) {
      var number = number(place, Set.of());
      if (number.state() == CitedNumber.State.DIFFERS) {
        now.replace(place.start(), place.end(), number.now());
      }
    }
    return now.toString();
  }

  /// What can be cited of a cell's result.
  public List<Offer> offers(Cell cell) {
    return known(cell.id()).map(it -> it.offers(cell.id())).orElse(List.of());
  }

  /// Every number that a text of the notebook can cite, in the order of its cells.
  ///
  /// @param stale the cells whose results are stale
  public List<Citable> citable(Set<CellId> stale) {
    var all = new LinkedHashMap<String, Citable>();
    for (var cell : notebook.cells()) {
      for (var offer : offers(cell)) {
        for (var citation : offer.citations()) {
          all.computeIfAbsent(
              citation.address(), _ -> citable(citation, stale.contains(cell.id())));
        }
      }
    }
    return List.copyOf(all.values());
  }

  private Citable citable(Citation citation, boolean stale) {
    var measured = known(citation.cell()).orElseThrow().of(citation);
    var words = "From %s: %s.".formatted(citation.cell(), measured.words());
    return new Citable(
        citation.address(),
        measured.text(),
        stale,
        stale ? words + " That result is stale." : words);
  }

  private CitedNumber number(Place place, Set<CellId> stale) {
    var citation = place.citation();
    var id = citation.cell();
    try {
      var measured =
          known(id)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      notebook.find(id).isEmpty()
                          ? "there is no cell \"%s\"".formatted(id)
                          : "the cell \"%s\" has no result to cite".formatted(id)))
              .of(citation);
      var plain = place.written();
      var now = measured.inWritten(plain);
      var words = "From %s: %s".formatted(id, measured.words());
      var state =
          !now.equals(plain)
              ? CitedNumber.State.DIFFERS
              : stale.contains(id) ? CitedNumber.State.STALE : CitedNumber.State.SAME;
      return new CitedNumber(
          place.address(),
          id,
          plain,
          state,
          now,
          switch (state) {
            case STALE -> words + ". That result is stale";
            case DIFFERS -> words + ". The text says " + plain;
            case SAME, LOST -> words;
          });
    } catch (IllegalArgumentException e) {
      return new CitedNumber(
          place.address(),
          id,
          place.written(),
          CitedNumber.State.LOST,
          place.written(),
          String.valueOf(e.getMessage()));
    }
  }

  private Optional<CitedResult> known(CellId id) {
    return known.computeIfAbsent(id, cell -> notebook.find(cell).flatMap(this::result));
  }

  private Optional<CitedResult> result(Cell cell) {
    var handler = handlers.of(cell);
    var told = handler.told(cell);
    return told.isEmpty()
        ? handler.numbers(cell).map(Quantities::new)
        : Optional.of(new ToldQuantities(told));
  }

  /// The links of a text that cite; what stands in code is left out.
  private static List<Place> places(String text) {
    var places = new ArrayList<Place>();
    var code = "";
    var found = LINK.matcher(text);
    while (found.find()) {
      var ticks = found.group(1);
      if (ticks != null) {
        if (code.isEmpty()) {
          code = text.indexOf(ticks, found.end()) >= 0 ? ticks : "";
        } else if (code.equals(ticks)) {
          code = "";
        }
      } else if (code.isEmpty()) {
        Citation.parse(found.group(3))
            .ifPresent(citation ->
                places.add(
                    new Place(
                        found.start(2), found.end(2), found.group(2), found.group(3), citation)));
      }
    }
    return places;
  }
}

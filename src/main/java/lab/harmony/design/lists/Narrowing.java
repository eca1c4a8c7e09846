package lab.harmony.design.lists;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;

/// What narrows a list: a search field, choices, and how many of all are shown.
///
/// What is looked for stands in the address, so that it can be shared and survives a reload.
/// Whatever else stands there stays.
public final class Narrowing extends Composite<Div> {
  private static final String TEXT = "q";

  private final String one;
  private final String many;
  private final Runnable changed;
  private final SearchField search;
  private final Span count = new Span();
  private final Map<String, Choice<?>> choices = new LinkedHashMap<>();
  private Location location = new Location("");

  /// @param one of what is listed, `model`
  /// @param many of it, `models`
  /// @param changed is called when a person looks for something else
  public Narrowing(String one, String many, Runnable changed) {
    this.one = one;
    this.many = many;
    this.changed = changed;
    search = new SearchField(many, _ -> change());
    count.addClassName("narrowing__count");
    count.getElement().setAttribute("role", "status");
    getContent().addClassName("narrowing");
    getContent().add(search, count);
  }

  /// For lists in which no words are looked for.
  public Narrowing withoutSearch() {
    search.setVisible(false);
    return this;
  }

  /// Adds a choice, of anything until it is told what else.
  ///
  /// @param name in the address
  /// @param label is read out
  /// @param anything what it shows while nothing is chosen: `Every kind`
  /// @param word of a value in the address
  /// @param caption of a value on the screen
  public <T> Choice<T> choice(
      String name,
      String label,
      String anything,
      Function<T, String> word,
      Function<T, String> caption) {
    var choice = new Choice<T>(label, anything, word, caption);
    choice.whenChosen(this::change);
    choices.put(name, choice);
    getContent().addComponentAtIndex(choices.size(), choice);
    return choice;
  }

  /// Looks for what an address asks for; words that mean nothing here are passed over.
  public void read(Location asked) {
    location = asked;
    var parameters = asked.getQueryParameters();
    search.setText(parameters.getSingleParameter(TEXT).orElse(""));
    choices.forEach(
        (name, choice) -> choice.choose(parameters.getSingleParameter(name).orElse("")));
  }

  /// Whether every word that is searched for is part of a text.
  public boolean fits(String text) {
    return CommandSource.fits(text, search.text());
  }

  public String text() {
    return search.text();
  }

  /// Whether all is shown.
  public boolean isNone() {
    return search.text().isBlank() && choices.values().stream().allMatch(it -> it.word().isEmpty());
  }

  /// Says how many are shown.
  public void count(int shown, int all) {
    count.setText(
        shown == all
            ? "%d %s".formatted(all, all == 1 ? one : many)
            : "%d of %d %s".formatted(shown, all, all == 1 ? one : many));
  }

  /// What a list shows when nothing fits: what was looked for, and the way out of it.
  public Component nothing() {
    var asked =
        Stream.concat(
                Stream.of(search.text().strip())
                    .filter(text -> !text.isEmpty())
                    .map("“%s”"::formatted),
                choices.values().stream().map(Choice::caption).filter(it -> !it.isEmpty()))
            .collect(Collectors.joining(", "));
    return new EmptyState(
        "No %s fits".formatted(one),
        "Looked for: %s.".formatted(asked),
        new Button("Show all " + many, _ -> clear()));
  }

  /// The same part of an address for links that keep what is looked for; empty or beginning with a
  /// question mark.
  public String query() {
    var query = parameters().getQueryString();
    return query.isEmpty() ? "" : "?" + query;
  }

  /// The parameters of the address.
  public QueryParameters parameters() {
    var parameters = new LinkedHashMap<>(location.getQueryParameters().getParameters());
    put(parameters, TEXT, search.text().strip());
    choices.forEach((name, choice) -> put(parameters, name, choice.word()));
    return new QueryParameters(parameters);
  }

  private static void put(Map<String, List<String>> parameters, String name, String value) {
    if (value.isEmpty()) {
      parameters.remove(name);
    } else {
      parameters.put(name, List.of(value));
    }
  }

  /// Looks for nothing in particular.
  public void clear() {
    search.setText("");
    choices.values().forEach(choice -> choice.choose(""));
    change();
  }

  private void change() {
    location = new Location(location.getPath(), parameters());
    UI.getCurrent().getPage().getHistory().replaceState(null, location);
    changed.run();
  }
}

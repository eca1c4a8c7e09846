package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One of the choices that narrow a list: anything, or one of some values. It is made by a
/// [Narrowing].
///
/// @param <T> of the values
public final class Choice<T> extends Composite<Select<Optional<T>>> {
  private final Function<T, String> word;
  private List<T> values = List.of();

  Choice(String name, String anything, Function<T, String> word, Function<T, String> label) {
    this.word = word;
    var select = getContent();
    select.setAriaLabel(name);
    select.setItemLabelGenerator(value -> value.map(label).orElse(anything));
    select.addClassName("narrowing__choice");
    offer(List.of());
  }

  /// What may be chosen, besides anything; what was chosen stays if it is still there.
  public Choice<T> offer(List<T> offered) {
    var before = value();
    values = List.copyOf(offered);
    var items = new ArrayList<Optional<T>>();
    items.add(Optional.empty());
    values.forEach(value -> items.add(Optional.of(value)));
    getContent().setItems(items);
    getContent().setValue(before.filter(values::contains));
    return this;
  }

  /// What was chosen; empty for anything.
  public Optional<T> value() {
    return Optional.ofNullable(getContent().getValue()).flatMap(Function.identity());
  }

  /// Whether something may be: it was chosen, or anything may be.
  public boolean fits(T value) {
    return value().map(value::equals).orElse(true);
  }

  /// For the address; empty for anything.
  String word() {
    return value().map(word).orElse("");
  }

  /// What was chosen as it stands on the screen; empty for anything.
  String caption() {
    return value().isPresent()
        ? getContent().getItemLabelGenerator().apply(getContent().getValue())
        : "";
  }

  void choose(String named) {
    getContent().setValue(values.stream().filter(it -> word.apply(it).equals(named)).findFirst());
  }

  void whenChosen(Runnable changed) {
    getContent()
        .addValueChangeListener(event -> {
          if (event.isFromClient()) {
            changed.run();
          }
        });
  }
}

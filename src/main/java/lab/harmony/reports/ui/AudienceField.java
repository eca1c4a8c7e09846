package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.reports.readers.Audience;

/// For whom a report is: the team, named people, or whoever has a link.
final class AudienceField extends Composite<Div> {

  private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("Visible to");
  private final MultiSelectComboBox<Person> readers = new MultiSelectComboBox<>("People");

  private enum Kind {
    TEAM("the team: everybody who reads reports here"),
    NAMED("people whom I name, when they are signed in"),
    LINK("whoever has a link to it");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /// @param people who can be named
  AudienceField(Audience audience, List<Person> people) {
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(it -> it.words);
    kind.setHelperText("Whoever published it and the owners of the lab read it in any case.");
    readers.setItemLabelGenerator(person -> label(person, people));
    readers.setItems(
        people.stream()
            .sorted(Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER))
            .toList());
    readers.setManualValidation(true);
    readers.setWidthFull();
    switch (audience) {
      case Audience.Team _ -> kind.setValue(Kind.TEAM);
      case Audience.ByLink _ -> kind.setValue(Kind.LINK);
      case Audience.Named(var ids) -> {
        kind.setValue(Kind.NAMED);
        readers.setValue(
            people.stream().filter(one -> ids.contains(one.id())).collect(Collectors.toSet()));
      }
    }
    readers.setVisible(kind.getValue() == Kind.NAMED);
    kind.addValueChangeListener(_ -> readers.setVisible(kind.getValue() == Kind.NAMED));
    getContent().addClassName("audience-field");
    getContent().add(kind, readers);
  }

  /// Two who are called alike are told apart by their ids.
  private static String label(Person person, List<Person> people) {
    return people.stream().filter(other -> other.name().equals(person.name())).count() < 2
        ? person.name()
        : "%s (%s)".formatted(person.name(), person.id().value().substring(0, 8));
  }

  void whenChanged(Consumer<Audience> told) {
    kind.addValueChangeListener(_ -> told.accept(value()));
  }

  /// What is chosen; empty where nobody is named, which the field says then.
  Optional<Audience> audience() {
    var nobody = kind.getValue() == Kind.NAMED && readers.getValue().isEmpty();
    readers.setErrorMessage("Name at least one person.");
    readers.setInvalid(nobody);
    if (nobody) {
      readers.focus();
    }
    return nobody ? Optional.empty() : Optional.of(value());
  }

  private Audience value() {
    return switch (kind.getValue()) {
      case TEAM -> new Audience.Team();
      case LINK -> new Audience.ByLink();
      case NAMED -> new Audience.Named(ids());
    };
  }

  private Set<PersonId> ids() {
    return readers.getValue().stream().map(Person::id).collect(Collectors.toUnmodifiableSet());
  }
}

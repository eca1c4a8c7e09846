package lab.harmony.notebooks.versions.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.differences.CellDifference;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.notebooks.ui.experiments.ExperimentLinks;
import lab.harmony.notebooks.versions.Version;
import lab.harmony.notebooks.versions.VersionId;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;

/// What a notebook was before: the versions, what became of each cell since the one that is chosen,
/// and the way back to it.
@Route("experiments/:slug/history")
@Needs(Right.LOOK)
final class HistoryView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {
  private final HistoryServices services;
  private final Actor person;
  private final PageBar bar = new PageBar("History");
  private final Div list = new Div();
  private final Div compared = new Div();
  private String title = "History";
  private @Nullable ExperimentSlug experiment;

  /// What is found out away from the session.
  ///
  /// @param chosen the version that is looked at, if there is such a one
  private record Looked(
      List<Version> versions,
      Map<String, String> held,
      Optional<Version> chosen,
      Optional<Found<Notebook>> then,
      OpenedNotebook now) {}

  HistoryView(HistoryServices services, CurrentPerson person) {
    this.services = services;
    this.person = person.actor();
    list.addClassName("history__versions");
    compared.addClassName("history__compared");
    var both = new Div(list, compared);
    both.addClassName("history__both");
    getContent().addClassName("page");
    getContent().add(bar, new PageBody("History of the notebook", "history", both));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var slug =
        event
            .getRouteParameters()
            .get("slug")
            .flatMap(ExperimentSlug::find)
            .filter(it -> !(services.notebooks().open(it) instanceof OpenedNotebook.Missing))
            .orElseThrow(NotFoundException::new);
    if (!slug.equals(experiment)) {
      experiment = slug;
      title = "History of " + slug;
      bar.setTitle(title);
      bar.withActions(new Anchor("/" + ExperimentLinks.notebook(slug), "Back to the notebook"));
    }
    look(
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter(HistoryLinks.VERSION)
            .flatMap(VersionId::find));
  }

  private void look(Optional<VersionId> wanted) {
    var slug = Objects.requireNonNull(experiment);
    LiveParts.answer(UI.getCurrent(), () -> looked(slug, wanted), this::show);
  }

  /// Without a wish the one before what is now.
  private Looked looked(ExperimentSlug slug, Optional<VersionId> wanted) {
    var versions = services.versions().list(slug, person);
    var chosen =
        wanted.isPresent()
            ? versions.stream().filter(it -> wanted.get().equals(it.id())).findFirst()
            : versions.stream().skip(1).findFirst();
    return new Looked(
        versions,
        services.versions().held(slug),
        chosen,
        chosen.map(it -> services.versions().open(slug, it.id(), person)),
        services.notebooks().open(slug));
  }

  private void show(Looked looked) {
    var slug = Objects.requireNonNull(experiment);
    list.removeAll();
    compared.removeAll();
    list.add(
        new VersionList(
            slug,
            looked.versions(),
            looked.held(),
            looked.chosen().map(Version::id),
            services.people()));
    if (looked.chosen().isEmpty()) {
      compared.add(
          looked.versions().size() > 1
              ? new EmptyState("This version is gone", "It was thinned out. Choose another one.")
              : new EmptyState(
                  "Nothing was changed yet",
                  "Every save will stand here, with who and when, and the way back to it."));
      return;
    }
    var version = looked.chosen().get();
    if (looked.then().orElseThrow() instanceof Found.Bad<Notebook>(var problem)) {
      compared.add(new Problem("This version cannot be put together", problem.reason()));
    } else if (looked.then().orElseThrow() instanceof Found.Good<Notebook>(var then)
        && looked.now() instanceof OpenedNotebook.Readable(var now)) {
      show(version, NotebookDifference.between(then, now));
    } else if (looked.now() instanceof OpenedNotebook.Unreadable(var reason)) {
      compared.add(new Problem("The notebook cannot be read now", reason));
    }
  }

  private void show(Version version, NotebookDifference difference) {
    var slug = Objects.requireNonNull(experiment);
    var changed = difference.changed();
    var may = services.mayChange(person);
    var heading =
        new H2(
            "%s, %s"
                .formatted(
                    Times.dayAndTime(version.at()), VersionList.who(version, services.people())));
    compared.add(heading);
    compared.add(
        new Paragraph(
            changed.isEmpty() && !difference.metadata()
                ? "The notebook is now what it was then."
                : "Since then: %s.".formatted(difference.words())));
    if (may) {
      compared.add(controls(version, difference));
    }
    for (var cell : changed) {
      compared.add(
          new ChangedCell(
              cell,
              services.handlers(),
              services.place(slug, cell.cell(), person),
              may ? Optional.of(() -> restore(version, Optional.of(cell))) : Optional.empty()));
    }
  }

  private Div controls(Version version, NotebookDifference difference) {
    var all = new Button("Restore all of it", _ -> restore(version, Optional.empty()));
    all.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    all.setEnabled(!difference.isNone());
    var name = new TextField();
    name.setAriaLabel("Name of this version");
    name.setPlaceholder("Name, so that it is kept");
    name.setValue(version.name());
    name.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        services
            .versions()
            .name(Objects.requireNonNull(experiment), version.id(), change.getValue(), person);
        look(Optional.of(version.id()));
      }
    });
    var controls = new Div(all, name);
    controls.addClassName("history__controls");
    return controls;
  }

  private void restore(Version version, Optional<CellDifference> cell) {
    var slug = Objects.requireNonNull(experiment);
    var edit =
        services
            .versions()
            .restore(
                slug,
                version.id(),
                cell.map(CellDifference::id),
                id -> services.isBusy(slug, id),
                person);
    switch (edit) {
      case Edit.Saved _ -> Notice.undo(cell.isEmpty() ? "Restored" : "Cell restored", this::undo);
      case Edit.Refused(var reason) -> Notice.problem("Not restored: " + reason);
      case Edit.Conflict _, Edit.Gone _ ->
          Notice.problem("Not restored: the cell is no longer there.");
    }
    look(Optional.of(version.id()));
  }

  private void undo() {
    var slug = Objects.requireNonNull(experiment);
    services
        .notebooks()
        .undo(slug, person, (CellId id) -> services.isBusy(slug, id))
        .ifPresent(edit -> {
          if (edit instanceof Edit.Refused(var reason)) {
            Notice.problem(reason);
          }
        });
    look(Optional.empty());
  }

  @Override
  public String getPageTitle() {
    return title + " · Harmony Lab";
  }
}

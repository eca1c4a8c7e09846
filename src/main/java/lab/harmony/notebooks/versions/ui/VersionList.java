package lab.harmony.notebooks.versions.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.Times;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.versions.Version;
import lab.harmony.notebooks.versions.VersionId;
import lab.harmony.people.People;

/// The versions of a notebook, the newest first: when, who, and what was changed.
final class VersionList extends Composite<UnorderedList> {

  /// @param held what points to versions, by the digests of their texts
  /// @param chosen the one that is looked at
  VersionList(
      ExperimentSlug slug,
      List<Version> versions,
      Map<String, String> held,
      Optional<VersionId> chosen,
      People people) {
    getContent().addClassName("history__list");
    getContent().getElement().setAttribute("aria-label", "Versions, the newest first");
    for (var version : versions) {
      var isNow = version.equals(versions.getFirst());
      getContent().add(row(slug, version, isNow, held, chosen, people));
    }
  }

  private static ListItem row(
      ExperimentSlug slug,
      Version version,
      boolean isNow,
      Map<String, String> held,
      Optional<VersionId> chosen,
      People people) {
    var when = new Span(isNow ? "Now" : Times.dayAndTime(version.at()));
    when.addClassNames("history__when", "mono");
    when.setTitle(Times.exact(version.at()));
    var who = new Span(who(version, people));
    who.addClassName("history__who");
    var what = new Span(version.what());
    what.addClassName("history__what");
    var link = new Anchor("/" + HistoryLinks.of(slug, version.id()), when, who, what);
    link.addClassName("history__version");
    if (!version.name().isEmpty()) {
      link.add(mark("“%s”".formatted(version.name())));
    }
    Optional.ofNullable(held.get(version.sha256())).ifPresent(by -> link.add(mark(by)));
    if (chosen.filter(version.id()::equals).isPresent()) {
      link.getElement().setAttribute("aria-current", "true");
    }
    return new ListItem(link);
  }

  private static Span mark(String words) {
    var mark = new Span(words);
    mark.addClassName("history__mark");
    return mark;
  }

  /// With the name of now.
  static String who(Version version, People people) {
    return version.by().map(people::name).orElseGet(() -> version.origin().words());
  }
}

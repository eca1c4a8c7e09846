package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.accounts.Member;
import lab.harmony.design.Times;
import lab.harmony.design.lists.RowActions;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;

/// People, one a line: name, role, when they were last seen, how they sign in, and what an owner
/// can do about them.
final class MemberTable extends Composite<NativeTable> {

  private final transient Actions actions;
  private final Clock clock;
  private final Map<PersonId, Span> seen = new HashMap<>();

  /// What can be done about somebody.
  interface Actions {
    boolean isMe(Member member);

    void give(Member member, Role role);

    void shutOut(Member member);

    void letIn(Member member);

    void renew(Member member);
  }

  MemberTable(String name, List<Member> members, Actions actions, Clock clock) {
    this.actions = actions;
    this.clock = clock;
    var header = new NativeTableRow();
    for (var column : List.of("Name", "Role", "Last seen", "Signs in by", "Actions")) {
      header.add(new NativeTableHeaderCell(column));
    }
    var body = new NativeTableBody();
    members.forEach(member -> body.add(row(member)));
    getContent().add(new NativeTableHeader(header), body);
    getContent().addClassName("people__table");
    getContent().getElement().setAttribute("aria-label", name);
  }

  private NativeTableRow row(Member member) {
    return new NativeTableRow(
        cell("name", name(member)),
        cell("role", role(member)),
        cell("seen", seen(member)),
        cell("ways", new Span(ways(member))),
        cell("actions", actions(member)));
  }

  private Component name(Member member) {
    var name = new Span(member.person().name());
    name.setTitle(member.person().id().value());
    name.addClassName("people__person");
    var notes = new ArrayList<String>();
    if (actions.isMe(member)) {
      notes.add("you");
    }
    if (member.isLocal()) {
      notes.add("the lab acts in this name");
    }
    var note = new Span(String.join(", ", notes));
    note.addClassName("people__note");
    return new Span(name, note);
  }

  /// Only where it can be another.
  private Component role(Member member) {
    var now = member.person().role();
    if (member.isLocal() || !member.person().maySignIn()) {
      return new Span(RoleWords.name(now));
    }
    var select = new Select<Role>();
    select.setAriaLabel("Role of " + member.person().name());
    select.setItems(Role.values());
    select.setItemLabelGenerator(RoleWords::name);
    select.setValue(now);
    select.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        actions.give(member, event.getValue());
      }
    });
    return select;
  }

  private Component seen(Member member) {
    var when = new Span();
    seen.put(member.person().id(), when);
    sayWhenSeen(member);
    return when;
  }

  /// Says of whoever stands here when they were last seen. The lines stay: an owner may be about to
  /// press something in them.
  void sayWhenSeen(Member member) {
    Optional.ofNullable(seen.get(member.person().id()))
        .ifPresent(when -> {
          when.setText(member.seen().map(it -> Times.brief(it, clock)).orElse("—"));
          member.seen().ifPresent(it -> when.setTitle(Times.exact(it)));
        });
  }

  private static String ways(Member member) {
    var ways = new ArrayList<String>();
    if (member.hasPassword()) {
      ways.add("password");
    }
    if (member.passkeys() > 0) {
      ways.add(member.passkeys() == 1 ? "passkey" : member.passkeys() + " passkeys");
    }
    if (member.links() > 0) {
      ways.add(member.links() == 1 ? "linked account" : member.links() + " linked accounts");
    }
    if (member.isLocal()) {
      ways.add("./lab link");
    }
    return ways.isEmpty() ? "—" : String.join(", ", ways);
  }

  private Component actions(Member member) {
    var name = member.person().name();
    if (!member.person().maySignIn()) {
      return new RowActions(
          button("Let in", "Let %s sign in".formatted(name), () -> actions.letIn(member)));
    }
    var renew =
        button(
            "New link",
            "A link by which %s chooses a new way to sign in".formatted(name),
            () -> actions.renew(member));
    return actions.isMe(member) || member.isLocal()
        ? new RowActions(renew)
        : new RowActions(
            renew,
            button(
                "Shut out",
                "Let %s sign in no longer".formatted(name),
                () -> actions.shutOut(member)));
  }

  private static Button button(String words, String name, Runnable action) {
    var button = new Button(words, _ -> action.run());
    button.setAriaLabel(name);
    button.setTooltipText(name);
    return button;
  }

  private static NativeTableCell cell(String name, Component part) {
    var cell = new NativeTableCell(part);
    cell.addClassName("people__" + name);
    return cell;
  }
}

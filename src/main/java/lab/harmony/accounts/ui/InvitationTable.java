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
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.design.Times;
import lab.harmony.design.lists.RowActions;
import lab.harmony.people.PersonId;

/// Links that wait to be used, one a line.
final class InvitationTable extends Composite<NativeTable> {

  InvitationTable(
      List<Invitation> open,
      Function<PersonId, String> names,
      Consumer<Invitation> revoke,
      Clock clock) {
    var header = new NativeTableRow();
    for (var column : List.of("For", "Role", "Until", "Made by", "Actions")) {
      header.add(new NativeTableHeaderCell(column));
    }
    var body = new NativeTableBody();
    for (var invitation : open) {
      var whom = invitation.name().orElse("whoever has the link");
      var until = new Span(Times.brief(invitation.until(), clock));
      until.setTitle(Times.exact(invitation.until()));
      var end = new Button("Revoke", _ -> revoke.accept(invitation));
      end.setAriaLabel("Revoke the link for " + whom);
      body.add(
          new NativeTableRow(
              cell("name", new Span(invitation.isNew() ? whom : whom + ", a new way to sign in")),
              cell("role", new Span(RoleWords.name(invitation.role()))),
              cell("seen", until),
              cell(
                  "ways",
                  new Span(
                      "%s, %s"
                          .formatted(
                              names.apply(invitation.by()),
                              Times.brief(invitation.made(), clock)))),
              cell("actions", new RowActions(end))));
    }
    getContent().add(new NativeTableHeader(header), body);
    getContent().addClassName("people__table");
    getContent().getElement().setAttribute("aria-label", "Links that wait");
  }

  private static NativeTableCell cell(String name, Component part) {
    var cell = new NativeTableCell(part);
    cell.addClassName("people__" + name);
    return cell;
  }
}

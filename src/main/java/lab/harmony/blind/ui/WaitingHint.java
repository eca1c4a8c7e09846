package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import lab.harmony.blind.BlindSessions;
import lab.harmony.people.PersonId;
import tools.jackson.databind.node.JsonNodeFactory;

/// Says of which sessions answers still wait in this browser: also of closed ones.
@Tag("harmony-blind-waiting")
@JsModule("context://lab/harmony-blind-waiting.nocache.js")
final class WaitingHint extends Component {

  WaitingHint(List<BlindSessions.Head> sessions, PersonId rater) {
    var all = JsonNodeFactory.instance.arrayNode();
    sessions.stream()
        .filter(BlindSessions.Head::rates)
        .forEach(session -> {
          var one = all.addObject();
          one.put("id", session.id().value());
          one.put("title", session.title());
        });
    getElement().setProperty("rater", rater.toString());
    getElement().setProperty("prefix", BlindSheet.WAITING);
    getElement().setPropertyJson("sessions", all);
  }
}

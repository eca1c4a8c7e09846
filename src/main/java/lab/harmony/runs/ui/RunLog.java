package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Pre;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lab.harmony.design.Times;

/// A run's log; only lines that are new are sent to the browser.
final class RunLog extends Composite<Pre> {

  /// More than anybody reads in a page; the file has the rest.
  private static final int LONGEST = 100_000;

  /// The file keeps exact times in UTC; a person who watches needs the clock on the wall.
  private static final Pattern TIME =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,12}Z)  ", Pattern.MULTILINE);

  private int length;

  RunLog() {
    getContent().addClassName("run-log");
    getContent().getElement().setAttribute("tabindex", "0");
    getContent().getElement().setAttribute("role", "log");
    getContent().getElement().setAttribute("aria-label", "Log");
  }

  void show(String log) {
    if (log.length() < length) {
      getContent().removeAll();
      length = 0;
    }
    if (log.length() > length) {
      var from = Math.max(length, log.length() - LONGEST);
      getContent().add(new Text(TIME.matcher(log.substring(from)).replaceAll(RunLog::localTime)));
      length = log.length();
      getContent()
          .getElement()
          .executeJs(
              "if (this.scrollHeight - this.scrollTop - this.clientHeight < 400 || !this.seen)"
                  + " { this.scrollTop = this.scrollHeight; this.seen = true; }");
    }
  }

  private static String localTime(MatchResult time) {
    return Times.seconds(Instant.parse(time.group(1))) + "  ";
  }
}

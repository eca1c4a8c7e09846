package lab.harmony.review.marks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SentMarkTest {

  @Test
  void whatABrowserSaysIsAMarkWithItsPointsAndANoteThatCanBeKept() {
    var mark = new SentMark("run/1", true, false, true, true, "x".repeat(5000)).mark();

    assertThat(mark.points()).isEqualTo(new Checklist(true, false, true).points());
    assertThat(mark.checklist()).contains(new Checklist(true, false, true));
    assertThat(mark.intendedConflict()).isTrue();
    assertThat(mark.note()).hasSize(Mark.LONGEST_NOTE);
  }
}

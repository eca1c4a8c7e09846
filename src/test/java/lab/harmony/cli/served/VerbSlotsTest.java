package lab.harmony.cli.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import lab.harmony.people.PersonId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class VerbSlotsTest {

  @Test
  void nobodysCallsKeepOutThoseOfAnother() {
    var slots = new VerbSlots();
    var one = PersonId.random();
    var taken = new ArrayList<VerbSlots.Slot>();
    for (int call = 0; call < VerbSlots.OF_ONE; call++) {
      taken.add(slots.take(one));
    }
    assertThatThrownBy(() -> slots.take(one)).hasMessageContaining("for you already");
    try (var other = slots.take(PersonId.random())) {
      assertThat(other).isNotNull();
    }
    taken.removeFirst().close();
    taken.add(slots.take(one));
    assertThatThrownBy(() -> slots.take(one)).hasMessageContaining("for you already");
  }

  @Test
  void thereAreSoManyInAll() {
    var slots = new VerbSlots();
    var taken = new ArrayList<VerbSlots.Slot>();
    for (int call = 0; call < VerbSlots.AT_ONCE; call++) {
      taken.add(slots.take(PersonId.random()));
    }
    assertThatThrownBy(() -> slots.take(PersonId.random()))
        .hasMessageContaining("for others already");
    taken.forEach(VerbSlots.Slot::close);
    try (var again = slots.take(PersonId.random())) {
      assertThat(again).isNotNull();
    }
  }
}

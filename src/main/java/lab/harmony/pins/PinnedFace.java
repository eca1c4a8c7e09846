package lab.harmony.pins;

import java.time.Instant;
import java.util.Optional;

/// A face that stands where a pin does.
///
/// @param picture which one, as what drew it names it
/// @param settings how it was drawn; nothing where that is not on record
/// @param byPeople what people say; empty where nobody has
/// @param byMachine what a machine judge read; empty where none has
record PinnedFace(
    PinnedPicture picture,
    Instant drawn,
    String settings,
    Optional<Judged> byPeople,
    Optional<MachineRead> byMachine) {

  /// What a machine read, and which one.
  record MachineRead(PinJudge.Machine judge, Judged judged) {}

  /// What a judge says of it, and nothing that another says.
  Optional<Judged> judged(PinJudge judge) {
    return switch (judge) {
      case PinJudge.People _ -> byPeople;
      case PinJudge.Machine machine ->
          byMachine.filter(read -> read.judge().equals(machine)).map(MachineRead::judged);
    };
  }

  /// Why a judge says nothing.
  String unjudged(PinJudge judge) {
    return switch (judge) {
      case PinJudge.People _ -> "nobody has scored it yet";
      case PinJudge.Machine machine ->
          byMachine
              .map(read ->
                  read.judge().name().equals(machine.name())
                      ? "%s read it with other weights".formatted(machine.name())
                      : "it was read by %s and not by %s"
                          .formatted(read.judge().name(), machine.name()))
              .orElse("no machine judge has read it");
    };
  }
}
